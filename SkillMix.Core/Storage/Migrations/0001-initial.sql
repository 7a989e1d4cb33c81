-- The store, version 1. Times are UTC ticks. Rows have an integer key inside and, where they are linked to, exported or
-- merged, a public id (UUID version 7, 16 bytes). Enumerations are stored as the numbers of their members.

CREATE TABLE studies (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
);

-- Dictionaries -------------------------------------------------------------------------------------------------------

CREATE TABLE catalogues (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  body BLOB NOT NULL             -- skills and topics as compressed JSON
);

CREATE TABLE splits (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  body BLOB NOT NULL             -- names of the training side as compressed JSON
);

CREATE TABLE skills (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL
);

CREATE TABLE topics (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE prompts (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,     -- SHA-256 of the template text
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  reader TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE data_sets (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  study_id INTEGER NOT NULL REFERENCES studies (id),
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  spec TEXT NOT NULL,
  created INTEGER NOT NULL
);

CREATE TABLE tuning_jobs (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  data_set_id INTEGER NOT NULL REFERENCES data_sets (id),
  base_model_id INTEGER NOT NULL REFERENCES models (id),
  spec TEXT NOT NULL,
  external_id TEXT,
  state INTEGER NOT NULL,
  created INTEGER NOT NULL
);

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,     -- provider/model
  is_simulated INTEGER NOT NULL,
  base_model_id INTEGER REFERENCES models (id),
  training_data TEXT,            -- what it was tuned on, in words: "D(1,2)"
  tuning_job_id INTEGER REFERENCES tuning_jobs (id)
);

-- What was asked -----------------------------------------------------------------------------------------------------

CREATE TABLE samples (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,     -- SamplingSpec.Id
  spec TEXT NOT NULL,
  catalogue_hash TEXT NOT NULL,
  setting INTEGER NOT NULL,
  k INTEGER NOT NULL,
  count INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  name TEXT NOT NULL
);

CREATE TABLE tuples (
  id INTEGER PRIMARY KEY,
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  "index" INTEGER NOT NULL,
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  UNIQUE (sample_id, "index")
);
CREATE INDEX tuples_by_topic ON tuples (topic_id);

CREATE TABLE tuple_skills (
  tuple_id INTEGER NOT NULL REFERENCES tuples (id),
  position INTEGER NOT NULL,
  skill_id INTEGER NOT NULL REFERENCES skills (id),
  PRIMARY KEY (tuple_id, position)
) WITHOUT ROWID;
CREATE INDEX tuple_skills_by_skill ON tuple_skills (skill_id, tuple_id);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  study_id INTEGER NOT NULL REFERENCES studies (id),
  name TEXT NOT NULL,
  origin INTEGER NOT NULL,       -- own, imported, rehearsal
  source TEXT,                   -- where an imported run came from
  spec_hash TEXT NOT NULL,
  spec TEXT NOT NULL,
  recipe TEXT NOT NULL,          -- the readable recipe behind the fingerprint
  fingerprint TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  state INTEGER NOT NULL,
  created INTEGER NOT NULL,
  finished INTEGER,
  lease_owner TEXT,
  lease_until INTEGER,
  UNIQUE (study_id, spec_hash)
);

CREATE TABLE grading_specs (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  grader_id INTEGER NOT NULL REFERENCES models (id),
  prompt_id INTEGER REFERENCES prompts (id),
  style TEXT NOT NULL,
  reader TEXT NOT NULL,
  options TEXT NOT NULL
);

-- What happened ------------------------------------------------------------------------------------------------------

CREATE TABLE generations (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  student_id INTEGER NOT NULL REFERENCES models (id),
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  tuple_id INTEGER NOT NULL REFERENCES tuples (id),
  tuple_index INTEGER NOT NULL,
  round INTEGER NOT NULL,
  k INTEGER NOT NULL,
  setting INTEGER NOT NULL,
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  state INTEGER NOT NULL,        -- written, empty, refused, failed
  last_turn INTEGER NOT NULL,
  preview TEXT NOT NULL,         -- the first words of the last text, for lists
  error TEXT,                    -- the provider's words where the request failed
  created INTEGER NOT NULL,
  -- What the gradings of the last turn say, kept up with them so that lists can be filtered by it.
  gradings INTEGER NOT NULL DEFAULT 0,
  full_marks INTEGER,            -- 1 and 0 by the majority of the graders; null where it is undecided
  points REAL,                   -- mean points earned
  is_split INTEGER NOT NULL DEFAULT 0,       -- gradings differ on a criterion
  is_unreadable INTEGER NOT NULL DEFAULT 0,  -- some criterion could not be read
  human_differs INTEGER NOT NULL DEFAULT 0,  -- a person decided otherwise than the graders
  differs_from_base INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run_id, student_id, sample_id, tuple_index, round)
);
CREATE INDEX generations_by_tuple ON generations (tuple_id, student_id, round);
CREATE INDEX generations_by_filter ON generations (student_id, k, setting, full_marks, is_split, is_unreadable, tuple_id, id);
CREATE INDEX generations_split ON generations (id) WHERE is_split = 1;
CREATE INDEX generations_unreadable ON generations (id) WHERE is_unreadable = 1;
CREATE INDEX generations_human ON generations (id) WHERE human_differs = 1;
CREATE INDEX generations_base ON generations (id) WHERE differs_from_base = 1;

-- Replies, and filled prompts where they are not template and slots. What came into the store together is compressed together.
-- A body is written after the rows that point at it, in the same transaction. They have no foreign key: for a parent that
-- comes last SQLite would search all rows of turns and gradings.
CREATE TABLE bodies (
  id INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE turns (
  id INTEGER PRIMARY KEY,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  turn INTEGER NOT NULL,
  prompt_id INTEGER REFERENCES prompts (id),
  reference_sentences INTEGER NOT NULL,
  strict_sentences INTEGER NOT NULL,
  named_by_substring INTEGER NOT NULL,
  named_by_word INTEGER NOT NULL,
  is_empty INTEGER NOT NULL,
  defects INTEGER NOT NULL,
  reader_version INTEGER NOT NULL,
  body_id INTEGER NOT NULL,      -- bodies (id); see there
  body_part INTEGER NOT NULL,    -- place in the body, from 0
  UNIQUE (generation_id, turn)
);

CREATE TABLE gradings (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  turn INTEGER NOT NULL,
  grading_spec_id INTEGER NOT NULL REFERENCES grading_specs (id),
  round INTEGER NOT NULL,
  points INTEGER NOT NULL,       -- PackedVerdicts
  stated_total REAL,
  defects INTEGER NOT NULL,
  reader_version INTEGER NOT NULL,
  copies INTEGER NOT NULL DEFAULT 0,  -- further rounds that were byte for byte the same
  error TEXT,
  created INTEGER NOT NULL,
  body_id INTEGER NOT NULL,      -- bodies (id); see there
  body_part INTEGER NOT NULL,    -- place in the body, from 0
  UNIQUE (generation_id, turn, grading_spec_id, round)
);
CREATE INDEX gradings_by_points ON gradings (grading_spec_id, generation_id, turn, round, points);

CREATE TABLE verdicts (
  grading_id INTEGER NOT NULL REFERENCES gradings (id),
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  value REAL,                    -- exact points where they are partial
  -- Words of the raw reply, by their place in it; in full where they do not stand there as they are.
  rationale_start INTEGER,
  rationale_length INTEGER,
  rationale TEXT,
  evidence_start INTEGER,
  evidence_length INTEGER,
  evidence TEXT,
  PRIMARY KEY (grading_id, position)
) WITHOUT ROWID;

-- Full-text search. Nothing but the index is kept: the words themselves are in the bodies. rowid is the turn's id.
CREATE VIRTUAL TABLE turn_words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- rowid is the grading's id.
CREATE VIRTUAL TABLE grading_words USING fts5 (
  explanation, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE published_points (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  student TEXT NOT NULL,
  grader TEXT NOT NULL,
  setting TEXT NOT NULL,
  training_data TEXT NOT NULL,
  k INTEGER NOT NULL,
  full_marks REAL,
  all_skills REAL,
  skill_fraction REAL,
  UNIQUE (source, student, grader, setting, training_data, k)
);

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  report TEXT NOT NULL,
  created INTEGER NOT NULL
);

-- What people add ----------------------------------------------------------------------------------------------------

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE generation_tags (
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  created INTEGER NOT NULL,
  PRIMARY KEY (tag_id, generation_id)
) WITHOUT ROWID;
CREATE INDEX generation_tags_by_generation ON generation_tags (generation_id);

CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  created INTEGER NOT NULL
);

CREATE TABLE annotators (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL
);

CREATE TABLE guidelines (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (kind, version)
);

CREATE TABLE queues (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  study_id INTEGER NOT NULL REFERENCES studies (id),
  name TEXT NOT NULL,
  spec TEXT NOT NULL,            -- filter, unit, design, budget, labels per item, share labelled twice
  frozen TEXT NOT NULL,          -- the options and graders the panel verdicts were made under
  seed INTEGER NOT NULL,
  design_version INTEGER NOT NULL,
  created INTEGER NOT NULL
);

CREATE TABLE queue_items (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  queue_id INTEGER NOT NULL REFERENCES queues (id),
  position INTEGER NOT NULL,
  tuple_id INTEGER NOT NULL REFERENCES tuples (id),
  student_id INTEGER NOT NULL REFERENCES models (id),
  uncertainty REAL,
  selection_probability REAL,    -- null for hand-picked items, which never enter an estimate
  design_version INTEGER NOT NULL,
  labels_wanted INTEGER NOT NULL,
  panel TEXT NOT NULL,           -- panel verdicts as they were when the queue was made
  locked_by INTEGER REFERENCES annotators (id),
  locked_until INTEGER,
  UNIQUE (queue_id, position)
);

CREATE TABLE queue_item_generations (
  queue_item_id INTEGER NOT NULL REFERENCES queue_items (id),
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  PRIMARY KEY (queue_item_id, generation_id)
) WITHOUT ROWID;

-- An event log: rows are added, never changed.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL UNIQUE,
  event INTEGER NOT NULL,        -- decide, undo, skip, reveal, complete, adjudicate
  queue_item_id INTEGER REFERENCES queue_items (id),
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  turn INTEGER NOT NULL,
  position INTEGER,              -- the criterion; null for events about the whole text
  annotator_id INTEGER NOT NULL REFERENCES annotators (id),
  verdict INTEGER,
  note TEXT,
  span_start INTEGER,
  span_length INTEGER,
  visible TEXT NOT NULL,         -- what the annotator could see
  guideline_id INTEGER REFERENCES guidelines (id),
  milliseconds INTEGER,
  created INTEGER NOT NULL
);
CREATE INDEX decisions_by_generation ON decisions (generation_id, turn, position);
CREATE INDEX decisions_by_item ON decisions (queue_item_id);
