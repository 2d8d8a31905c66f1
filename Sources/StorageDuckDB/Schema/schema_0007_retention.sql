-- What a user pays and may keep. The instants and the tier before are filled in when a record changes.
ALTER TABLE app_user ADD COLUMN tier_override VARCHAR;
ALTER TABLE app_user ADD COLUMN retention_days BIGINT;
ALTER TABLE app_user ADD COLUMN subscription_status VARCHAR;
ALTER TABLE app_user ADD COLUMN is_paid BOOLEAN;
ALTER TABLE app_user ADD COLUMN on_hold_since TIMESTAMP;
ALTER TABLE app_user ADD COLUMN pending_cancel BOOLEAN;
ALTER TABLE app_user ADD COLUMN period_ends_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN scheduled_tier VARCHAR;
ALTER TABLE app_user ADD COLUMN scheduled_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN promo_started_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN promo_ends_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN promo_previous_tier VARCHAR;
ALTER TABLE app_user ADD COLUMN previous_tier VARCHAR;
ALTER TABLE app_user ADD COLUMN tier_changed_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN deleted_at TIMESTAMP;

-- The tiers, if they are not the standard ones: one JSON document, or no row.
CREATE TABLE tier_table (document VARCHAR NOT NULL);

-- Requests that were summed up when their time was over. A row stands for n requests of one quarter of an hour that agreed in everything
-- that is not a number, and in which numbers they had. timestamp is the first of them, last_timestamp the last; numbers are sums. The
-- columns are request's without those that name one request or hold what was said.
CREATE TABLE request_rollup (
  n BIGINT NOT NULL,
  last_timestamp TIMESTAMP NOT NULL,
  timestamp TIMESTAMP NOT NULL,
  project VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  operation VARCHAR NOT NULL,
  provider VARCHAR,
  model VARCHAR,
  request_model VARCHAR,
  user_id VARCHAR,
  chat_id VARCHAR,
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
  nested BOOLEAN NOT NULL,
  service_tier VARCHAR,
  normalizer VARCHAR
);
