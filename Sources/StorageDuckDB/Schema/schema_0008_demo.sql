-- Which records and budgets the demo has written, and nobody else since: they go with it. kind is the name of the table; of budgets,
-- which have ids of their own, project is ''.
CREATE TABLE demo_record (
  kind VARCHAR NOT NULL,
  project VARCHAR NOT NULL,
  id VARCHAR NOT NULL
);
