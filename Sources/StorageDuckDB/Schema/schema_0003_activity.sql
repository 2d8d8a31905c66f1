-- What happened around requests, and who is who. A row is unique by project and id; writing replaces it. The columns after the id are
-- the kind's fields, in their order. There are no indexes: these tables are read whole or by time, and written in batches.
CREATE TABLE message (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  chat_id VARCHAR NOT NULL,
  user_id VARCHAR,
  role VARCHAR NOT NULL,
  model VARCHAR,
  parent_id VARCHAR,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  input_tokens BIGINT,
  output_tokens BIGINT,
  has_usage BOOLEAN NOT NULL,
  usage VARCHAR,
  done BOOLEAN,
  in_milliseconds BOOLEAN NOT NULL,
  preview VARCHAR,
  content VARCHAR,
  details VARCHAR
);

CREATE TABLE feedback (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  chat_id VARCHAR,
  message_id VARCHAR,
  user_id VARCHAR,
  provider VARCHAR,
  model VARCHAR,
  rating VARCHAR,
  reason VARCHAR,
  comment VARCHAR,
  type VARCHAR,
  temperature DOUBLE,
  max_tokens BIGINT,
  created_at TIMESTAMP,
  updated_at TIMESTAMP
);

-- failed_agents and error_categories are JSON arrays of texts, error_messages is a JSON object of texts; the categories are in the
-- order of the messages.
CREATE TABLE execution (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  message_id VARCHAR,
  chat_id VARCHAR,
  user_id VARCHAR,
  provider VARCHAR,
  model VARCHAR,
  temperature DOUBLE,
  max_tokens BIGINT,
  success BOOLEAN NOT NULL,
  failed_agents VARCHAR,
  error_messages VARCHAR,
  error_categories VARCHAR,
  malformed_agents VARCHAR,
  malformed_errors VARCHAR,
  initial_code_length BIGINT,
  latest_code_length BIGINT,
  output_length BIGINT,
  initial_code VARCHAR,
  latest_code VARCHAR,
  output VARCHAR,
  created_at TIMESTAMP,
  updated_at TIMESTAMP
);

CREATE TABLE agent (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  user_id VARCHAR,
  name VARCHAR,
  status VARCHAR,
  created_at TIMESTAMP,
  updated_at TIMESTAMP,
  deployed_at TIMESTAMP,
  schedules BIGINT
);

CREATE TABLE agent_run (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  agent_id VARCHAR NOT NULL,
  user_id VARCHAR,
  trigger VARCHAR,
  status VARCHAR,
  duration_us BIGINT,
  started_at TIMESTAMP,
  finished_at TIMESTAMP
);

-- tags is a JSON array of texts.
CREATE TABLE chat (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  user_id VARCHAR,
  title VARCHAR,
  tags VARCHAR NOT NULL,
  archived BOOLEAN NOT NULL,
  internal BOOLEAN NOT NULL,
  created_at TIMESTAMP,
  updated_at TIMESTAMP
);

CREATE TABLE app_user (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR,
  email VARCHAR,
  role VARCHAR,
  registered_at TIMESTAMP,
  tier VARCHAR
);

-- members is a JSON array of the ids of users.
CREATE TABLE user_group (
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR,
  parent_id VARCHAR,
  members VARCHAR NOT NULL,
  created_at TIMESTAMP
);
