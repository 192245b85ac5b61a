-- The first format: the log, and the rosters that it commits to.
--
-- What belongs to a record is written before it, in the same transaction; with
-- the record its number is closed, and nothing can be added, replaced, changed
-- or taken away. The triggers are guard rails against mistakes; what proves that
-- nothing was altered is the tree over the records.

CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE disclosure (
  seq INTEGER NOT NULL,
  field INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (seq, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
  seq INTEGER PRIMARY KEY,
  leaves BLOB NOT NULL
) STRICT;

-- The id is the number of the import's record shifted left by 32 bits, plus the
-- person's position: one integer, because SQLite keeps long rows well only where
-- an integer is the key.
CREATE TABLE roster_row (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL,
  ratings TEXT NOT NULL,
  attributes TEXT NOT NULL
) STRICT;

CREATE TRIGGER record_insert BEFORE INSERT ON record
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a record must be the next of the log'); END;

CREATE TRIGGER record_update BEFORE UPDATE ON record
BEGIN SELECT raise(ABORT, 'a record is never changed'); END;

CREATE TRIGGER record_delete BEFORE DELETE ON record
BEGIN SELECT raise(ABORT, 'a record is never deleted'); END;

CREATE TRIGGER disclosure_insert BEFORE INSERT ON disclosure
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a disclosure must belong to the next record'); END;

CREATE TRIGGER disclosure_update BEFORE UPDATE ON disclosure
BEGIN SELECT raise(ABORT, 'a disclosure is never changed'); END;

CREATE TRIGGER disclosure_delete BEFORE DELETE ON disclosure
BEGIN SELECT raise(ABORT, 'a disclosure is never deleted'); END;

CREATE TRIGGER roster_insert BEFORE INSERT ON roster
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a roster must belong to the next record'); END;

CREATE TRIGGER roster_update BEFORE UPDATE ON roster
BEGIN SELECT raise(ABORT, 'a roster is never changed'); END;

CREATE TRIGGER roster_delete BEFORE DELETE ON roster
BEGIN SELECT raise(ABORT, 'a roster is never deleted'); END;

CREATE TRIGGER roster_row_insert BEFORE INSERT ON roster_row
WHEN NEW.id >> 32 IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a row of a roster must belong to the next record'); END;

CREATE TRIGGER roster_row_update BEFORE UPDATE ON roster_row
BEGIN SELECT raise(ABORT, 'a row of a roster is never changed'); END;

CREATE TRIGGER roster_row_delete BEFORE DELETE ON roster_row
BEGIN SELECT raise(ABORT, 'a row of a roster is never deleted'); END;
