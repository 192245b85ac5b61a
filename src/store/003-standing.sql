-- What the log comes to at present, so that a long one need not be folded before
-- it is shown. Every row follows from the log, holds numbers alone, and is compared
-- with the fold by the verifier and by whoever opens the document for writing.
--
-- `milestone` lists the records that are no decisions. `standing` sums up the
-- decisions of a session on a subject; both are numbers as the board counts them,
-- and a placement is 10 times its performance plus its potential.

CREATE TABLE milestone (
  seq INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE standing (
  subject INTEGER NOT NULL,
  session INTEGER NOT NULL,
  decisions INTEGER NOT NULL,
  moves INTEGER NOT NULL,
  keeps INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  placement INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (subject, session)
) STRICT, WITHOUT ROWID;

-- A record's kind stands in it in clear, and within a JSON string a quotation mark
-- would have a backslash before it.
INSERT INTO milestone
SELECT seq FROM record
WHERE instr(bytes, CAST('"kind":"moved"' AS BLOB)) = 0
  AND instr(bytes, CAST('"kind":"kept"' AS BLOB)) = 0;

CREATE TRIGGER record_milestone AFTER INSERT ON record
WHEN instr(NEW.bytes, CAST('"kind":"moved"' AS BLOB)) = 0
  AND instr(NEW.bytes, CAST('"kind":"kept"' AS BLOB)) = 0
BEGIN INSERT INTO milestone VALUES (NEW.seq); END;
