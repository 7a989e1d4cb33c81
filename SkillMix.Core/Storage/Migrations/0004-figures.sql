-- The store, version 4: figures that somebody named to come back to.

CREATE TABLE figures (
  id INTEGER PRIMARY KEY,
  public_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  spec TEXT NOT NULL,            -- FigureSpec as JSON
  drawn BLOB NOT NULL,           -- the values that it showed when it was last kept, compressed
  note TEXT NOT NULL,            -- what was different then from the time before, a line each; empty for nothing
  created INTEGER NOT NULL,
  made INTEGER NOT NULL          -- when it was last kept
);
