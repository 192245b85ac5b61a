-- Erasure: what an `erased` record names may be deleted, and nothing else.
--
-- `erasure` repeats what such a record says, so that the guards can look it up:
-- each digest as text, as records and map leaves have it, and as the 32 bytes that
-- a roster's leaf hashes are. `unfinished_erasure` has a row from the erasure until
-- the file has been written anew without what it took away.
--
-- A record's canonical bytes begin with its digests, 43 letters each and 46 apart; a
-- map's leaf ends with its subject. SQLite's own JSON functions would not do: they
-- are refused in the schema of a file that is not trusted.

CREATE TABLE erasure (
  digest TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unfinished_erasure (
  seq INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER erasure_insert BEFORE INSERT ON erasure
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'an erasure must belong to the next record'); END;

CREATE TRIGGER erasure_update BEFORE UPDATE ON erasure
BEGIN SELECT raise(ABORT, 'an erasure is never changed'); END;

CREATE TRIGGER erasure_delete BEFORE DELETE ON erasure
BEGIN SELECT raise(ABORT, 'an erasure is never deleted'); END;

CREATE TRIGGER unfinished_erasure_insert BEFORE INSERT ON unfinished_erasure
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'an erasure must belong to the next record'); END;

DROP TRIGGER disclosure_delete;

CREATE TRIGGER disclosure_delete BEFORE DELETE ON disclosure
WHEN NOT EXISTS (
  SELECT 1 FROM erasure
  WHERE digest = (
    SELECT CAST(substr(bytes, 8 + 46 * OLD.field, 43) AS TEXT) FROM record
    WHERE seq = OLD.seq))
BEGIN SELECT raise(ABORT, 'a disclosure is deleted only where a record says so'); END;

DROP TRIGGER roster_row_delete;

CREATE TRIGGER roster_row_delete BEFORE DELETE ON roster_row
WHEN NOT EXISTS (
  SELECT 1 FROM erasure
  WHERE hash = (
    SELECT substr(leaves, (OLD.id & 4294967295) * 32 + 1, 32) FROM roster
    WHERE seq = OLD.id >> 32))
BEGIN SELECT raise(ABORT, 'a row of a roster is deleted only where a record says so'); END;

DROP TRIGGER subject_opening_delete;

CREATE TRIGGER subject_opening_delete BEFORE DELETE ON subject_opening
WHEN NOT EXISTS (
  SELECT 1 FROM erasure
  WHERE digest = (
    SELECT substr(leaf, -45, 43) FROM subject_map
    WHERE seq = OLD.seq AND position = OLD.position))
BEGIN SELECT raise(ABORT, 'an opening is deleted only where a record says so'); END;
