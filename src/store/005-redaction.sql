-- A redacted copy: made for an auditor, with pseudonyms in place of people.
--
-- `redaction` has one row in such a copy, how many records it has, and none in any
-- other document. `stand_in` and `stand_in_row` say, as canonical JSON, what stands in
-- place of a withheld field of a record and of whom a row of a roster is; in that row
-- the digests of identity and attributes stand in place of their disclosures.

CREATE TABLE redaction (
  size INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE stand_in (
  seq INTEGER NOT NULL,
  field INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (seq, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE stand_in_row (
  id INTEGER PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TRIGGER redaction_insert BEFORE INSERT ON redaction
WHEN NEW.size IS NOT (SELECT max(seq) + 1 FROM record) OR EXISTS (SELECT 1 FROM redaction)
BEGIN SELECT raise(ABORT, 'a copy is redacted once, and whole'); END;

CREATE TRIGGER redaction_update BEFORE UPDATE ON redaction
BEGIN SELECT raise(ABORT, 'a redaction is never changed'); END;

CREATE TRIGGER redaction_delete BEFORE DELETE ON redaction
BEGIN SELECT raise(ABORT, 'a redaction is never deleted'); END;

CREATE TRIGGER record_insert_redacted BEFORE INSERT ON record
WHEN EXISTS (SELECT 1 FROM redaction)
BEGIN SELECT raise(ABORT, 'a redacted copy is not continued'); END;

CREATE TRIGGER stand_in_insert BEFORE INSERT ON stand_in
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'what stands in must belong to the next record'); END;

CREATE TRIGGER stand_in_update BEFORE UPDATE ON stand_in
BEGIN SELECT raise(ABORT, 'what stands in is never changed'); END;

CREATE TRIGGER stand_in_delete BEFORE DELETE ON stand_in
BEGIN SELECT raise(ABORT, 'what stands in is never deleted'); END;

CREATE TRIGGER stand_in_row_insert BEFORE INSERT ON stand_in_row
WHEN NEW.id >> 32 IS NOT (SELECT ifnull(max(seq), -1) + 1 FROM record)
BEGIN SELECT raise(ABORT, 'what stands in must belong to the next record'); END;

CREATE TRIGGER stand_in_row_update BEFORE UPDATE ON stand_in_row
BEGIN SELECT raise(ABORT, 'what stands in is never changed'); END;

CREATE TRIGGER stand_in_row_delete BEFORE DELETE ON stand_in_row
BEGIN SELECT raise(ABORT, 'what stands in is never deleted'); END;
