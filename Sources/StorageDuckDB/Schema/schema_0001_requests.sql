-- One row an AI operation. The columns after seq are EventField's, in its order.
CREATE TABLE request (
  seq BIGINT NOT NULL,
  id VARCHAR NOT NULL,
  timestamp TIMESTAMP NOT NULL,
  project VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  operation VARCHAR NOT NULL,
  provider VARCHAR,
  model VARCHAR,
  request_model VARCHAR,
  user_id VARCHAR,
  chat_id VARCHAR,
  message_id VARCHAR,
  session_id VARCHAR,
  profile_id VARCHAR,
  profile_name VARCHAR,
  feature VARCHAR,
  entity_type VARCHAR,
  agent_id VARCHAR,
  task_id VARCHAR,
  configuration_id VARCHAR,
  tags VARCHAR,
  input_tokens BIGINT,
  cache_read_tokens BIGINT,
  cache_write_tokens BIGINT,
  cache_write_1h_tokens BIGINT,
  audio_input_tokens BIGINT,
  image_input_tokens BIGINT,
  output_tokens BIGINT,
  reasoning_tokens BIGINT,
  audio_output_tokens BIGINT,
  image_output_tokens BIGINT,
  total_tokens BIGINT,
  tokens_estimated BOOLEAN NOT NULL,
  images BIGINT,
  characters BIGINT,
  audio_us BIGINT,
  web_searches BIGINT,
  cost_nano BIGINT,
  cost_source VARCHAR NOT NULL,
  price_id VARCHAR,
  duration_us BIGINT,
  ttft_us BIGINT,
  streamed BOOLEAN,
  status VARCHAR NOT NULL,
  error_type VARCHAR,
  error_message VARCHAR,
  nested BOOLEAN NOT NULL,
  service_tier VARCHAR,
  normalizer VARCHAR
);

-- Up to which sequence of the journal everything is stored: always one row, written in the transaction that stores.
CREATE TABLE journal (stored_sequence BIGINT NOT NULL);
INSERT INTO journal VALUES (0);

-- Rejected events, until they are replayed or trimmed.
CREATE TABLE quarantine (
  seq BIGINT NOT NULL,
  id VARCHAR NOT NULL,
  received_at TIMESTAMP NOT NULL,
  project VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  field VARCHAR,
  message VARCHAR NOT NULL,
  body VARCHAR NOT NULL
);
