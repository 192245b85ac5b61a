-- The seal: what a finalised session's record commits to, and who signed the
-- checkpoint that ends with it.
--
-- `signature` keeps the binary form (PROTOCOL.sshsig); number 0 is the seal's,
-- the others are witnesses'. What opens a leaf of the map stands apart from it,
-- for a leaf outlives the erasure of its salts.

CREATE TABLE subject_map (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  leaf TEXT NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_opening (
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  opening TEXT NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE signature (
  seq INTEGER NOT NULL,
  number INTEGER NOT NULL,
  blob BLOB NOT NULL,
  PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER subject_map_insert BEFORE INSERT ON subject_map
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a subject map must belong to the next record'); END;

CREATE TRIGGER subject_map_update BEFORE UPDATE ON subject_map
BEGIN SELECT raise(ABORT, 'a subject map is never changed'); END;

CREATE TRIGGER subject_map_delete BEFORE DELETE ON subject_map
BEGIN SELECT raise(ABORT, 'a subject map is never deleted'); END;

CREATE TRIGGER subject_opening_insert BEFORE INSERT ON subject_opening
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'an opening must belong to the next record'); END;

CREATE TRIGGER subject_opening_update BEFORE UPDATE ON subject_opening
BEGIN SELECT raise(ABORT, 'an opening is never changed'); END;

CREATE TRIGGER subject_opening_delete BEFORE DELETE ON subject_opening
BEGIN SELECT raise(ABORT, 'an opening is never deleted'); END;

CREATE TRIGGER signature_insert BEFORE INSERT ON signature
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'a signature must belong to the next record'); END;

CREATE TRIGGER signature_update BEFORE UPDATE ON signature
BEGIN SELECT raise(ABORT, 'a signature is never changed'); END;

CREATE TRIGGER signature_delete BEFORE DELETE ON signature
BEGIN SELECT raise(ABORT, 'a signature is never deleted'); END;
