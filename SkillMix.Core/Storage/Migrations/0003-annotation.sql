-- The store, version 3: what annotating needs.

-- Who has an item open, by the browser as well as by the person: one person in two browsers gets two items.
ALTER TABLE queue_items ADD COLUMN locked_session TEXT;

-- Kept up with the decisions: whether people differ on a criterion of the item and nobody has settled it.
ALTER TABLE queue_items ADD COLUMN is_disputed INTEGER NOT NULL DEFAULT 0;

-- How far each person is with each item, kept up with the decisions so that the next item is found at once.
CREATE TABLE queue_work (
  queue_item_id INTEGER NOT NULL REFERENCES queue_items (id),
  annotator_id INTEGER NOT NULL REFERENCES annotators (id),
  state INTEGER NOT NULL,        -- begun, complete, skipped
  decisions INTEGER NOT NULL,    -- verdicts that hold
  milliseconds INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (queue_item_id, annotator_id)
) WITHOUT ROWID;

-- Every unit of the pool that a queue was drawn from, drawn or not: an estimate rests on all of them.
CREATE TABLE queue_units (
  queue_id INTEGER NOT NULL REFERENCES queues (id),
  number INTEGER NOT NULL,       -- from 0, in the order of the queue
  name TEXT NOT NULL,            -- what the unit's luck hung on
  student_id INTEGER NOT NULL REFERENCES models (id),
  setting INTEGER NOT NULL,
  k INTEGER NOT NULL,
  is_simulated INTEGER NOT NULL,
  panel INTEGER,                 -- full marks by the panel, 1 or 0; null where that was undecided
  uncertainty REAL NOT NULL,
  selection_probability REAL,    -- null where the queue was not drawn by chance
  queue_item_id INTEGER REFERENCES queue_items (id),  -- the item that it became; null where it was not drawn
  PRIMARY KEY (queue_id, number)
) WITHOUT ROWID;

CREATE UNIQUE INDEX queues_by_name ON queues (name);
CREATE INDEX decisions_by_annotator ON decisions (annotator_id, id);
CREATE INDEX queue_item_generations_by_generation ON queue_item_generations (generation_id);
