-- What somebody may use in a day and in a month. project NULL counts all projects; a ceiling of 0 bounds nothing; costs are billionths
-- of a dollar.
CREATE TABLE budget (
  id VARCHAR PRIMARY KEY,
  owner_kind VARCHAR NOT NULL,
  owner_id VARCHAR NOT NULL,
  project VARCHAR,
  max_requests_per_day BIGINT NOT NULL,
  max_tokens_per_day BIGINT NOT NULL,
  max_cost_per_day BIGINT NOT NULL,
  max_requests_per_month BIGINT NOT NULL,
  max_tokens_per_month BIGINT NOT NULL,
  max_cost_per_month BIGINT NOT NULL,
  is_active BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
