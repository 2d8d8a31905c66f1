-- The runs of jobs, one for each slot; counts is a JSON object.
CREATE TABLE job_runs (
  job VARCHAR NOT NULL,
  scheduled_for TIMESTAMP NOT NULL,
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  status VARCHAR NOT NULL,
  trigger VARCHAR NOT NULL,
  dry_run BOOLEAN NOT NULL,
  counts VARCHAR NOT NULL,
  error VARCHAR,
  PRIMARY KEY (job, scheduled_for)
);

-- Who may run a job now, and until when unless they give a sign of life.
CREATE TABLE job_lease (
  job VARCHAR PRIMARY KEY,
  holder VARCHAR NOT NULL,
  scheduled_for TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);

-- Administrative changes. before and after are JSON documents.
CREATE TABLE audit (
  number BIGINT NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  who VARCHAR NOT NULL,
  what VARCHAR NOT NULL,
  subject VARCHAR,
  before VARCHAR,
  after VARCHAR
);
