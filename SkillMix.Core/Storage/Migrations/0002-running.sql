-- The store, version 2: what running a study needs.

ALTER TABLE runs ADD COLUMN note TEXT;     -- why it paused or failed, or what it left out
ALTER TABLE runs ADD COLUMN terms TEXT;    -- pace and budget of the last start, as JSON
ALTER TABLE runs ADD COLUMN started INTEGER;
ALTER TABLE models ADD COLUMN filtered_by TEXT;  -- graders its training texts were filtered by, as a JSON list; null where none is known

-- The log of replies: a row for every request that ended. A reply is here before it counts.
CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  key BLOB,                      -- ReplyKey, 32 bytes; null for a request that failed
  model_id INTEGER NOT NULL REFERENCES models (id),
  role INTEGER NOT NULL,         -- write, grade
  tries INTEGER NOT NULL,
  tokens_out INTEGER,
  usd REAL NOT NULL,
  milliseconds INTEGER NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (key, run_id)
);
CREATE INDEX requests_by_time ON requests (run_id, created);

-- What was said, until what is made of it is kept in turns and gradings. A table of its own, so that its pages are used again.
CREATE TABLE replies (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id),
  body BLOB NOT NULL
);

-- What the requests of a run came to, kept up with them.
CREATE TABLE run_spending (
  run_id INTEGER NOT NULL REFERENCES runs (id),
  model_id INTEGER NOT NULL REFERENCES models (id),
  role INTEGER NOT NULL,
  answered_by TEXT NOT NULL,     -- the name the model answered by
  replies INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  tokens INTEGER NOT NULL,       -- of prompts and replies, failed tries included
  tokens_out INTEGER NOT NULL,   -- of replies
  usd REAL NOT NULL,
  milliseconds INTEGER NOT NULL,
  PRIMARY KEY (run_id, model_id, role, answered_by)
) WITHOUT ROWID;

-- Gradings that were asked for after the run was.
CREATE TABLE run_gradings (
  run_id INTEGER NOT NULL REFERENCES runs (id),
  grading_spec_id INTEGER NOT NULL REFERENCES grading_specs (id),
  rounds INTEGER NOT NULL,
  spec TEXT NOT NULL,
  PRIMARY KEY (run_id, grading_spec_id)
) WITHOUT ROWID;

-- Batches given to a provider and not yet read back.
CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  model_id INTEGER NOT NULL REFERENCES models (id),
  external_id TEXT NOT NULL UNIQUE,
  requests INTEGER NOT NULL,
  state TEXT NOT NULL,           -- the provider's word
  created INTEGER NOT NULL,
  ended INTEGER
);

-- Frozen sets of texts that are graded again and again, to see whether a grader has drifted.
CREATE TABLE anchors (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  spec TEXT NOT NULL,            -- how the texts were drawn, as JSON
  created INTEGER NOT NULL
);

CREATE TABLE anchor_texts (
  anchor_id INTEGER NOT NULL REFERENCES anchors (id),
  position INTEGER NOT NULL,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  turn INTEGER NOT NULL,
  PRIMARY KEY (anchor_id, position)
) WITHOUT ROWID;

CREATE TABLE anchor_gradings (
  id INTEGER PRIMARY KEY,
  anchor_id INTEGER NOT NULL REFERENCES anchors (id),
  position INTEGER NOT NULL,
  grading_spec_id INTEGER NOT NULL REFERENCES grading_specs (id),
  occasion INTEGER NOT NULL,     -- 1 for the first time that the set was graded so
  run_id INTEGER REFERENCES runs (id),  -- the run at whose end it was graded; null for an occasion of its own
  points INTEGER NOT NULL,       -- PackedVerdicts
  error TEXT,
  created INTEGER NOT NULL,
  body BLOB NOT NULL,            -- the raw reply
  UNIQUE (anchor_id, position, grading_spec_id, occasion)
);
