-- API keys: the digest stands for the secret. project NULL means all projects.
CREATE TABLE api_key (
  id VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL,
  scope VARCHAR NOT NULL,
  project VARCHAR,
  digest BLOB NOT NULL,
  hint VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP,
  last_used_at TIMESTAMP,
  revoked_at TIMESTAMP
);

-- This installation's own prices, one JSON document a row.
CREATE TABLE price_override (
  position BIGINT NOT NULL,
  document VARCHAR NOT NULL
);
