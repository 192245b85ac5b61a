/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-verification.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/cal-core-error.h"
#include "cycle.h"
#include "sealed-cycle.h"

#define WHO "hr@example.com"

typedef struct
{
  char *folder;
  char *path;
  char *copy;
  char *key;
  char *witness;
  char *allowed;
  CalVerification *good;
} Case;

static CalVerification *
verify (const char *path)
{
  g_autoptr (GError) error = NULL;
  CalVerification *found = cal_verification_run (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static void
set_up (Case *test, gconstpointer data)
{
  test->folder = cycle_folder ();
  test->path = g_build_filename (test->folder, "sealed.calibrate", NULL);
  test->copy = g_build_filename (test->folder, "copy.calibrate", NULL);
  test->key = sealed_key (test->folder, "hr");
  test->witness = sealed_key (test->folder, "witness");
  test->allowed = sealed_allow (test->folder, "hr", WHO);
  sealed_create (test->path, test->key, test->witness);
  test->good = verify (test->path);
}

static void
tear_down (Case *test, gconstpointer data)
{
  cal_verification_free (test->good);
  cycle_remove (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test->copy);
  g_free (test->key);
  g_free (test->witness);
  g_free (test->allowed);
}

static void
test_good (Case *test, gconstpointer data)
{
  const CalSealReport *seal;
  g_autofree char *before = cycle_listing (test->folder);
  g_autofree char *after = NULL;
  g_autoptr (GBytes) bytes = cycle_bytes (test->path);
  g_autoptr (GBytes) bytes_after = NULL;
  g_autoptr (CalDocument) document = NULL;
  g_autofree char *checkpoint = NULL;
  g_autoptr (CalVerification) again = verify (test->path);

  g_assert_null (again->fault);
  g_assert_cmpuint (again->size, >=, 25);
  g_assert_cmpuint (again->seals->len, ==, 1);
  seal = g_ptr_array_index (again->seals, 0);
  g_assert_cmpuint (seal->number, ==, 1);
  g_assert_cmpstr (seal->session, ==, "S1");
  g_assert_cmpuint (seal->fingerprints->len, ==, 2);
  g_assert_cmpuint (again->n_unsealed, ==, again->size - seal->seq - 1);
  g_assert_cmpuint (again->n_unsealed, ==, 4);
  g_assert_cmpuint (again->n_subjects, ==, SEALED_N_PEOPLE);
  g_assert_false (again->is_trusted);
  g_assert_nonnull (strstr (again->key_warning, "INSIDE THIS FILE"));

  after = cycle_listing (test->folder);
  bytes_after = cycle_bytes (test->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (g_bytes_equal (bytes, bytes_after));

  document = cal_document_open (test->path, CAL_ACCESS_READ, NULL);
  checkpoint = cal_document_checkpoint (document, NULL);
  g_assert_cmpstr (again->checkpoint, ==, checkpoint);
}

static void
test_trust (Case *test, gconstpointer data)
{
  g_autofree char *stranger = sealed_key (test->folder, "stranger");
  g_autofree char *other = sealed_allow (test->folder, "stranger", WHO);
  g_autoptr (CalVerification) trusted = cal_verification_run (test->path, test->allowed, WHO, NULL);
  g_autoptr (CalVerification) by_nobody =
      cal_verification_run (test->path, test->allowed, "somebody@example.com", NULL);
  g_autoptr (CalVerification) by_other = cal_verification_run (test->path, other, WHO, NULL);

  g_assert_null (trusted->fault);
  g_assert_true (trusted->is_trusted);
  g_assert_cmpuint (trusted->warnings->len, ==, 0);
  g_assert_null (trusted->key_warning);
  g_assert_false (by_nobody->is_trusted);
  g_assert_null (by_other->fault);
  g_assert_false (by_other->is_trusted);
}

/* Alters a copy behind the program's back. */
static void
alter (const Case *test, const char *sql)
{
  g_autoptr (GBytes) bytes = cycle_bytes (test->path);

  g_assert_true (g_file_set_contents (test->copy, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  cycle_tamper (test->copy, sql);
}

static gboolean
on_progress_cb (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  return --*(int *) data >= 0;
}

static void
test_watch (Case *test, gconstpointer data)
{
  g_autofree char *stranger = sealed_key (test->folder, "stranger");
  g_autofree char *other = sealed_allow (test->folder, "stranger", WHO);
  g_autoptr (GError) error = NULL;
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (CalVerification) by_other = NULL;
  const CalSealReport *seal;
  int patience = 0;

  g_assert_null (
      cal_verification_watch (test->path, test->allowed, on_progress_cb, &patience, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  patience = 1000;
  found = cal_verification_watch (test->path, test->allowed, on_progress_cb, &patience, &error);
  g_assert_no_error (error);
  g_assert_cmpint (patience, <, 1000);
  g_assert_null (found->fault);
  seal = g_ptr_array_index (found->seals, 0);
  g_assert_cmpstr (seal->actor, ==, "Ines Weber");
  g_assert_cmpint (seal->time, >, 0);
  g_assert_cmpstr (g_ptr_array_index (seal->signers, 0), ==, WHO);
  g_assert_cmpstr (g_ptr_array_index (seal->signers, 1), ==, "");
  g_assert_true (found->is_trusted);

  by_other = cal_verification_watch (test->path, other, NULL, NULL, &error);
  g_assert_no_error (error);
  seal = g_ptr_array_index (by_other->seals, 0);
  g_assert_cmpstr (g_ptr_array_index (seal->signers, 0), ==, "");
  g_assert_false (by_other->is_trusted);
}

typedef struct
{
  const char *sql;
  gint64 seq;
  const char *field;
} Alteration;

/* Records: 0 cycle, 1 rules, 2 import, 3 session, 4 and on decisions. */
static const Alteration alterations[] = {
  { "UPDATE record SET bytes = CAST(replace(bytes, 'session', 'sessiom') AS BLOB) WHERE seq = 3", 3,
    "" },
  { "UPDATE record SET bytes = CAST(replace(bytes, '\"v\":1', '\"v\":2') AS BLOB) WHERE seq = 0", 0,
    "" },
  { "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 5", 5, "" },
  { "UPDATE record SET bytes = CAST(replace(bytes, '.000Z', '.001Z') AS BLOB) WHERE seq = 7", 24,
    "signature" },
  { "UPDATE record SET bytes = (SELECT bytes FROM record WHERE seq = 6) WHERE seq = 7", 7,
    "subject" },
  { "UPDATE record SET seq = seq + 100 WHERE seq = 9", 9, "" },
  { "UPDATE record SET seq = -1 WHERE seq = 0", 0, "" },
  { "UPDATE record SET seq = 100 WHERE seq = (SELECT max(seq) FROM record)", 28, "" },
  { "DELETE FROM record WHERE seq = 8", 8, "" },
  { "DELETE FROM record WHERE seq = (SELECT max(seq) FROM record)", 28, "disclosure" },
  { "DELETE FROM record", 0, "" },
  { "INSERT INTO record SELECT max(seq) + 1, bytes FROM record", 29, "seq" },
  { "INSERT INTO record SELECT -5, bytes FROM record WHERE seq = 0", -5, "record" },
  { "UPDATE disclosure SET text = 'A' || substr(text, 2) WHERE seq = 6 AND field = 2", 6,
    "reason" },
  { "UPDATE disclosure SET text = text || char(0) || 'more' WHERE seq = 6 AND field = 4", 6,
    "disclosure" },
  { "UPDATE disclosure SET text = '' WHERE seq = 6 AND field = 2", 6, "reason" },
  { "UPDATE disclosure SET field = 7 WHERE seq = 6 AND field = 6", 6, "" },
  { "UPDATE disclosure SET field = 70 WHERE seq = 6 AND field = 6", 6, "disclosure" },
  { "UPDATE disclosure SET seq = 500 WHERE seq = 6 AND field = 6", 6, "dissent" },
  { "UPDATE disclosure SET text = (SELECT text FROM disclosure WHERE seq = 5 AND field = 2) "
    "WHERE seq = 6 AND field = 2",
    6, "reason" },
  { "DELETE FROM disclosure WHERE seq = 6 AND field = 6", 6, "dissent" },
  { "DELETE FROM disclosure WHERE seq = 6 AND field = 0", 6, "subject" },
  { "DELETE FROM disclosure WHERE seq = 24", 24, "actor" },
  { "INSERT INTO disclosure VALUES (500, 0, 'x')", 500, "disclosure" },
  { "INSERT INTO disclosure VALUES (-3, 0, 'x')", -3, "disclosure" },
  { "UPDATE roster SET leaves = CAST(substr(leaves, 33) AS BLOB)", 2, "roster" },
  { "UPDATE roster SET leaves = CAST(leaves || x'00' AS BLOB)", 2, "roster" },
  { "UPDATE roster SET seq = 3", 2, "roster" },
  { "DELETE FROM roster", 2, "roster" },
  { "INSERT INTO roster VALUES (7, x'')", 7, "roster" },
  { "INSERT INTO roster VALUES (-7, x'')", -7, "roster" },
  { "UPDATE roster_row SET ratings = (SELECT ratings FROM roster_row WHERE id = (2 << 32) + 4) "
    "WHERE id = (2 << 32) + 3",
    2, "roster" },
  { "UPDATE roster_row SET identity = identity || 'A' WHERE id = 2 << 32", 2, "roster" },
  { "UPDATE roster_row SET attributes = '' WHERE id = 2 << 32", 2, "roster" },
  { "UPDATE roster_row SET id = (2 << 32) + 50 WHERE id = (2 << 32) + 11", 2, "roster" },
  { "UPDATE roster_row SET id = id + (1 << 32)", 2, "roster" },
  { "DELETE FROM roster_row WHERE id = (2 << 32) + 11", 2, "roster" },
  { "INSERT INTO roster_row VALUES (8 << 32, '', '', '')", 8, "roster_row" },
  { "INSERT INTO roster_row VALUES (-(8 << 32), '', '', '')", -8, "roster_row" },
  { "INSERT INTO roster_row VALUES ((3 << 32) - 1, '', '', '')", 2, "roster" },
  { "INSERT INTO roster_row VALUES ((2 << 32) - 1, '', '', '')", 1, "roster_row" },
  { "UPDATE subject_map SET leaf = replace(leaf, '\"n\":', '\"n\":1') WHERE position = 2", 24,
    "subject map" },
  { "UPDATE subject_map SET position = 40 WHERE position = 11", 24, "subject map" },
  { "UPDATE subject_map SET seq = 23", 24, "subject map" },
  { "DELETE FROM subject_map WHERE position = 11", 24, "subject map" },
  { "INSERT INTO subject_map VALUES (9, 0, '{}')", 9, "subject_map" },
  { "UPDATE subject_opening SET opening = 'AAAA' WHERE position = 4", 24, "subject map" },
  { "UPDATE subject_opening SET opening = (SELECT opening FROM subject_opening WHERE position = 5)"
    " WHERE position = 4",
    24, "subject map" },
  { "UPDATE subject_opening SET position = 40 WHERE position = 4", 24, "subject map" },
  { "UPDATE subject_opening SET seq = 4 WHERE position = 4", 24, "subject map" },
  { "INSERT INTO subject_opening VALUES (24, 60, 'x')", 24, "subject map" },
  { "INSERT INTO subject_opening VALUES (90, 0, 'x')", 90, "subject_opening" },
  { "DELETE FROM subject_opening WHERE position = 4", 24, "subject map" },
  { "DELETE FROM signature", 24, "signature" },
  { "DELETE FROM signature WHERE number = 0", 24, "signature" },
  { "UPDATE signature SET number = 5 WHERE number = 1", 24, "signature" },
  { "UPDATE signature SET seq = 25", 24, "signature" },
  { "UPDATE signature SET blob = CAST(blob || x'00' AS BLOB)", 24, "signature" },
  { "UPDATE signature SET blob = x''", 24, "signature" },
  { "UPDATE signature SET blob = (SELECT blob FROM signature WHERE number = 0) WHERE number = 1",
    24, "signature" },
  { "INSERT INTO signature SELECT 26, 0, blob FROM signature WHERE number = 0", 26, "signature" },
};

static void
test_alterations (Case *test, gconstpointer data)
{
  g_assert_cmpuint (test->good->size, ==, 29);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (CalVerification) found = NULL;

      alter (test, alterations[i].sql);
      found = verify (test->copy);
      g_test_message ("%s", alterations[i].sql);
      g_assert_nonnull (found->fault);
      g_test_message ("  %" G_GINT64_FORMAT " %s: %s", found->fault->seq, found->fault->field,
                      found->fault->what);
      g_assert_cmpint (found->fault->seq, ==, alterations[i].seq);
      g_assert_cmpstr (found->fault->field, ==, alterations[i].field);
      /* Whoever shows it names the record by its number, or by its place. */
      g_assert_null (strstr (found->fault->what, "record 6"));
      g_assert_null (strstr (found->fault->what, "entry "));
      g_assert_null (strstr (found->fault->what, test->copy));
    }
}

/* Every bit of a signature's blob but those of nobody's interest: there are none. */
static void
test_signature_bits (Case *test, gconstpointer data)
{
  static const guint offsets[] = { 0, 7, 9, 30, 50, 65, 85, 95, 100, 110, 130, 150, 170 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("UPDATE signature SET blob = CAST(substr(blob, 1, %u) || "
                           "CASE substr(blob, %u, 1) WHEN x'55' THEN x'54' ELSE x'55' END || "
                           "substr(blob, %u) AS BLOB) WHERE number = 0",
                           offsets[i], offsets[i] + 1, offsets[i] + 2);
      g_autoptr (CalVerification) found = NULL;

      alter (test, sql);
      found = verify (test->copy);
      g_assert_nonnull (found->fault);
      g_assert_cmpstr (found->fault->field, ==, "signature");
    }
}

/* A schema that is not ours to the letter is refused before a table is read. */
static void
test_schema (Case *test, gconstpointer data)
{
  static const char *const changes[] = {
    "DROP TRIGGER record_update",
    "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('x')",
    "CREATE VIEW notes AS SELECT * FROM record",
    "CREATE INDEX notes ON disclosure (text)",
    "CREATE VIRTUAL TABLE notes USING fts5(text)",
    "CREATE TRIGGER notes AFTER INSERT ON record BEGIN DELETE FROM signature; END",
    "DROP TRIGGER record_update; CREATE TRIGGER record_update BEFORE UPDATE ON record BEGIN "
    "SELECT 1; END",
    "ALTER TABLE roster RENAME TO old; CREATE VIEW roster AS SELECT * FROM old",
    "DROP TABLE signature; CREATE VIEW signature AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
    "SELECT i + 1 FROM n) SELECT 24 AS seq, i AS number, x'00' AS blob FROM n",
    "PRAGMA user_version = 1",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', 'strict') "
    "WHERE name = 'record'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GBytes) bytes = cycle_bytes (test->path);
      g_autoptr (CalVerification) found = NULL;

      g_assert_true (g_file_set_contents (test->copy, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
      cycle_execute (test->copy, changes[i]);
      found = verify (test->copy);
      g_test_message ("%s", changes[i]);
      g_assert_nonnull (found->fault);
      g_assert_cmpint (found->fault->seq, ==, CAL_NONE);
      g_assert_cmpuint (found->size, ==, 0);
    }
}

/* Any byte of the file: noticed, or what the log says is the same to the letter. */
static void
test_flipped_bytes (Case *test, gconstpointer data)
{
  g_autoptr (GBytes) bytes = cycle_bytes (test->path);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  gsize length = g_bytes_get_size (bytes);
  guint noticed = 0;

  for (guint round = 0; round < 400; round++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      g_autoptr (CalVerification) found = NULL;
      g_autoptr (GError) error = NULL;

      copy[g_rand_int_range (rand, 0, (gint32) length)] ^=
          (char) (1 << g_rand_int_range (rand, 0, 8));
      g_assert_true (g_file_set_contents (test->copy, copy, (gssize) length, NULL));
      found = cal_verification_run (test->copy, NULL, NULL, &error);
      if (found == NULL || found->fault != NULL)
        {
          noticed++;
          continue;
        }
      g_assert_cmpstr (found->checkpoint, ==, test->good->checkpoint);
      g_assert_cmpuint (found->n_decisions, ==, test->good->n_decisions);
      g_assert_cmpuint (found->n_unsealed, ==, test->good->n_unsealed);
      g_assert_cmpuint (found->seals->len, ==, test->good->seals->len);
    }
  g_assert_cmpuint (noticed, >, 100);
}

static void
test_finalised (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cal_document_open (test->path, CAL_ACCESS_WRITE, NULL);
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  const char *const alone[] = { "Ines Weber", NULL };
  const char *const two[] = { "Tom\xc3\xa1s Silva", NULL };
  CalStep step = {
    .subject = "p1",
    .reason_code = "evidence",
    .reason = "One more look",
  };
  CalCommand keep = {
    .kind = CAL_COMMAND_KEEP,
    .session = "S1",
    .actor = "Ines Weber",
    .steps = &step,
    .n_steps = 1,
  };
  CalCommand reopen = {
    .kind = CAL_COMMAND_REOPEN_SESSION,
    .session = "S1",
    .actor = "Ines Weber",
    .time = G_GINT64_CONSTANT (1795348800000),
    .reason = "A rating was disputed",
    .people = alone,
  };
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) reopened = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalVerification) found = NULL;

  g_assert_null (cal_document_execute (document, board, &keep, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SESSION_FINALISED);
  g_clear_error (&error);
  g_assert_false (sealed_seal (document, board, "S1", test->key, NULL, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_SESSION_FINALISED);
  g_clear_error (&error);
  g_assert_null (cal_document_execute (document, board, &reopen, &error));
  g_assert_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_NO_ACTOR);
  g_clear_error (&error);

  reopen.people = two;
  reopened = cal_document_execute (document, board, &reopen, &error);
  g_assert_no_error (error);
  keep.time = reopen.time + 1;
  kept = cal_document_execute (document, board, &keep, &error);
  g_assert_no_error (error);
  g_assert_true (sealed_seal (document, board, "S1", test->key, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sealed_seal (document, board, "S2", test->witness, NULL, &error));
  g_clear_pointer (&document, cal_document_free);
  found = verify (test->path);
  g_assert_null (found->fault);
  g_assert_cmpuint (found->seals->len, ==, 3);
  g_assert_cmpuint (found->n_unsealed, ==, 0);
}

/* A document of the first format gets its tables with its first seal, and a copy
 * of what it was stays beside it. */
static void
test_first_format (Case *test, gconstpointer data)
{
  g_autofree char *fixture =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "format-1.calibrate", NULL);
  g_autoptr (GBytes) bytes = cycle_bytes (fixture);
  g_autoptr (CalVerification) before = NULL;
  g_autoptr (CalVerification) after = NULL;
  g_autofree char *listing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (test->copy, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  before = verify (test->copy);
  g_assert_null (before->fault);
  g_assert_cmpuint (before->n_unsealed, ==, before->size);

  g_autoptr (CalDocument) document = cal_document_open (test->copy, CAL_ACCESS_WRITE, NULL);
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  g_assert_true (sealed_seal (document, board, "S1", test->key, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&document, cal_document_free);
  after = verify (test->copy);
  g_assert_null (after->fault);
  g_assert_cmpuint (after->n_unsealed, ==, 0);
  listing = cycle_listing (test->folder);
  g_assert_nonnull (strstr (listing, "copy-backup-"));
}

/* Nothing is stored before it is signed. */
static void
test_not_signed (Case *test, gconstpointer data)
{
  g_autoptr (CalDocument) document = cal_document_open (test->path, CAL_ACCESS_WRITE, NULL);
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  g_autofree char *no_key = g_build_filename (test->folder, "nothing", NULL);
  guint64 size = cal_board_size (board);
  g_autoptr (GError) error = NULL;
  g_autoptr (CalVerification) found = NULL;

  g_assert_false (sealed_seal (document, board, "S2", no_key, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);
  g_clear_error (&error);
  g_assert_false (sealed_seal (document, board, "S2", test->key, no_key, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);
  g_clear_error (&error);
  g_assert_false (sealed_seal (document, board, "S2", test->key, test->key, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);
  g_assert_cmpuint (cal_board_size (board), ==, size);
  g_clear_pointer (&document, cal_document_free);
  found = verify (test->path);
  g_assert_null (found->fault);
  g_assert_cmpuint (found->size, ==, size);
  g_assert_cmpuint (found->seals->len, ==, 1);
}

static void
test_not_readable (Case *test, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (test->folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cal_verification_run (missing, NULL, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cal_verification_run (test->key, NULL, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_A_DOCUMENT);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Case *, gconstpointer);
  } tests[] = {
    { "/verification/good", test_good },
    { "/verification/trust", test_trust },
    { "/verification/watch", test_watch },
    { "/verification/alterations", test_alterations },
    { "/verification/signature-bits", test_signature_bits },
    { "/verification/schema", test_schema },
    { "/verification/flipped-bytes", test_flipped_bytes },
    { "/verification/finalised", test_finalised },
    { "/verification/first-format", test_first_format },
    { "/verification/not-signed", test_not_signed },
    { "/verification/not-readable", test_not_readable },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Case, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
