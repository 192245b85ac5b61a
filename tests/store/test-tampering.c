/* SPDX-License-Identifier: GPL-3.0-or-later */

/* That no value of any table of a sealed document can be altered without being
 * noticed. The tables and columns are asked of the document itself, so that one
 * that is new is tried as well. */
#include <string.h>

#include <sqlite3.h>

#include "cycle.h"
#include "sealed-cycle.h"
#include "store/cal-store-error.h"
#include "store/cal-verification.h"

#define N_ROWS 2
#define WITNESS "witness@example.com"

typedef struct
{
  char *folder;
  char *path;
  char *copy;
  char *allowed;
  GBytes *good;
  GHashTable *dumps;
  guint n_tried;
} Case;

/* How a value is altered, by what its column holds. %c is the column, %t the
 * table, %w the row, %o another row. */
static const char *const of_bytes[] = {
  "UPDATE %t SET %c = CAST(CASE substr(%c, 1, 1) WHEN 'B' THEN 'A' ELSE 'B' END || substr(%c, 2) "
  "AS "
  "%y) WHERE %w",
  "UPDATE %t SET %c = CAST(substr(%c, 1, length(%c) / 2) || CASE substr(%c, length(%c) / 2 + 1, 1) "
  "WHEN 'B' THEN 'A' ELSE 'B' END || substr(%c, length(%c) / 2 + 2) AS %y) WHERE %w",
  "UPDATE %t SET %c = CAST(substr(%c, 1, length(%c) - 1) || CASE substr(%c, -1) WHEN 'B' THEN 'A' "
  "ELSE 'B' END AS %y) WHERE %w",
  "UPDATE %t SET %c = substr(%c, 1, length(%c) - 1) WHERE %w",
  "UPDATE %t SET %c = CAST(%c || 'A' AS %y) WHERE %w",
  "UPDATE %t SET %c = CAST(%c || char(0) AS %y) WHERE %w",
  "UPDATE %t SET %c = CAST('' AS %y) WHERE %w",
  "UPDATE %t SET %c = (SELECT %c FROM %t WHERE %o) WHERE %w",
  "CREATE TEMP TABLE kept AS SELECT %c AS a FROM %t WHERE %w; UPDATE %t SET %c = (SELECT %c FROM "
  "%t "
  "WHERE %o) WHERE %w; UPDATE %t SET %c = (SELECT a FROM kept) WHERE %o",
};

static const char *const of_numbers[] = {
  "UPDATE %t SET %c = %c + 1 WHERE %w",
  "UPDATE %t SET %c = %c + (1 << 40) WHERE %w",
  "UPDATE %t SET %c = -1 - %c WHERE %w",
  "UPDATE %t SET %c = 0x7fffffffffffffff WHERE %w",
};

/* What no table of ours lets in, before somebody loosens it for the moment. */
static const char *const of_types[] = {
  "UPDATE %t SET %c = CAST(%c AS BLOB) WHERE %w",
  "UPDATE %t SET %c = CAST(%c AS TEXT) WHERE %w",
  "UPDATE %t SET %c = 7 WHERE %w",
  "UPDATE %t SET %c = 0.5 WHERE %w",
  "UPDATE %t SET %c = NULL WHERE %w",
};

/* What is not noticed, and why that alters nothing: which of the two signatures is
 * the seal's and which the witness's stands nowhere but in their order, and a
 * witness's is named by no record. Both are good signatures of the same three
 * lines, each by its own key; that one is gone shows to whoever asks for it. */
static const struct
{
  const char *sql;
  gboolean is_witnessed;
} irrelevant[] = {
  { "DELETE FROM signature WHERE seq = 24 AND number = 1", FALSE },
  { "CREATE TEMP TABLE kept AS SELECT blob AS a FROM signature WHERE seq = 24 AND number = 0; "
    "UPDATE signature SET blob = (SELECT blob FROM signature WHERE seq = 24 AND number = 1) WHERE "
    "seq = 24 AND number = 0; UPDATE signature SET blob = (SELECT a FROM kept) WHERE seq = 24 AND "
    "number = 1",
    TRUE },
};

/* What is noticed as a warning alone: that an erasure was interrupted, said of one that
 * was not. A real interruption leaves the same row in a file that may be written anew
 * already, so nothing tells one from the other. The row has the document written anew
 * and the copies beside it removed when it is next opened, which the warning says is to
 * come, and alters nothing that the log says. */
static const char planted[] = "INSERT INTO unfinished_erasure SELECT max(seq) FROM erasure";

static void
decide_more (const char *path, const char *key)
{
  const CalStep held = { .subject = "p3" };
  const char *const people[] = { "Tom\xc3\xa1s Silva", NULL };
  const CalCommand commands[] = {
    { .kind = CAL_COMMAND_UNDO, .reason = "One more thought", .session = "S2" },
    { .kind = CAL_COMMAND_SET_HOLD, .reason = "Dispute 7", .steps = &held, .n_steps = 1 },
    { .kind = CAL_COMMAND_REOPEN_SESSION, .reason = "Dispute", .session = "S1", .people = people },
    { .kind = CAL_COMMAND_LIFT_HOLD, .reason = "Settled", .steps = &held, .n_steps = 1 },
  };
  const CalErasing erasing = {
    .subject = "p5",
    .actor = "Ines Weber",
    .time = G_GINT64_CONSTANT (1795251970000),
    .reason = "End of retention",
  };
  g_autoptr (CalDocument) document = cycle_open (path, CAL_ACCESS_WRITE);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (CalErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      CalCommand command = commands[i];
      g_autoptr (GPtrArray) entries = NULL;

      command.actor = "Ines Weber";
      command.time = G_GINT64_CONSTANT (1795251960000) + i;
      entries = cal_document_execute (document, board, &command, &error);
      g_assert_no_error (error);
    }
  g_assert_true (sealed_seal (document, board, "S1", key, NULL, &error));
  g_assert_no_error (error);
  erasure = cal_document_erase (document, board, &erasing, &error);
  g_assert_no_error (error);
  /* What no seal covers yet is checked as well. */
  g_ptr_array_unref (cycle_move (document, board, "p1", NULL));
}

static void
restore (Case *test)
{
  g_assert_true (g_file_set_contents_full (test->copy, g_bytes_get_data (test->good, NULL),
                                           (gssize) g_bytes_get_size (test->good),
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
set_up (Case *test, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autofree char *witness = NULL;
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (GError) error = NULL;

  test->folder = cycle_folder ();
  test->path = g_build_filename (test->folder, "sealed.calibrate", NULL);
  test->copy = g_build_filename (test->folder, "copy.calibrate", NULL);
  key = sealed_key (test->folder, "hr");
  witness = sealed_key (test->folder, "witness");
  test->allowed = sealed_allow (test->folder, "witness", WITNESS);
  sealed_create (test->path, key, witness);
  decide_more (test->path, key);
  test->good = cycle_bytes (test->path);
  test->dumps = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  restore (test);
  found = cal_verification_run (test->copy, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (found->fault);
  g_assert_cmpuint (found->seals->len, ==, 2);
}

static void
tear_down (Case *test, gconstpointer data)
{
  cycle_remove (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test->copy);
  g_free (test->allowed);
  g_bytes_unref (test->good);
  g_hash_table_unref (test->dumps);
}

/* The answers to a query of one column. */
static GPtrArray *
ask (sqlite3 *db, const char *format, ...)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return texts;
}

/* All that a table holds, types and all. */
static char *
dump (sqlite3 *db, const char *table)
{
  g_autoptr (GPtrArray) columns =
      ask (db, "SELECT 'quote(' || name || ')' FROM pragma_table_info ('%s')", table);
  g_autofree char *all = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_ptr_array_add (columns, NULL);
  all = g_strjoinv (" || ", (char **) columns->pdata);
  rows = ask (db, "SELECT %s FROM %s", all, table);
  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (char **) rows->pdata);
}

static void
execute_all (sqlite3 *db, GPtrArray *sqls)
{
  for (guint i = 0; i < sqls->len; i++)
    g_assert_cmpint (sqlite3_exec (db, g_ptr_array_index (sqls, i), NULL, NULL, NULL), ==,
                     SQLITE_OK);
}

static sqlite3 *
open_copy (Case *test)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (test->copy, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA synchronous = OFF; PRAGMA writable_schema = ON", NULL, NULL, NULL),
      ==, SQLITE_OK);
  return db;
}

/* Alters a copy, its triggers out of the way and its columns without types
 * meanwhile, both put back to the letter. Says whether that altered anything: a key
 * may be taken already, and a column make a number of whatever is put in. */
static gboolean
alter (Case *test, const char *table, const char *sql)
{
  static const char loosen[] =
      "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ') STRICT, ', ') '), "
      "') STRICT', ')'), ' NOT NULL', '') WHERE type = 'table'";
  g_autoptr (GPtrArray) drop = NULL;
  g_autoptr (GPtrArray) triggers = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  gboolean altered = FALSE;
  sqlite3 *db;

  restore (test);
  db = open_copy (test);
  drop = ask (db, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'");
  triggers = ask (db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
  tables = ask (db, "SELECT 'UPDATE sqlite_schema SET sql = ' || quote(sql) || ' WHERE name = ' || "
                    "quote(name) FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL");
  execute_all (db, drop);
  g_assert_cmpint (sqlite3_exec (db, loosen, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  db = open_copy (test);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    {
      g_autofree char *after = dump (db, table);

      altered = strcmp (after, g_hash_table_lookup (test->dumps, table)) != 0;
    }
  execute_all (db, tables);
  execute_all (db, triggers);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return altered;
}

static gboolean
is_irrelevant (Case *test, const char *sql)
{
  g_autoptr (CalVerification) found =
      cal_verification_run (test->copy, test->allowed, WITNESS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (irrelevant); i++)
    if (strcmp (sql, irrelevant[i].sql) == 0)
      return found->is_trusted == irrelevant[i].is_witnessed;
  return FALSE;
}

/* What the window shows before it has read the log comes from the live tables: with
 * any of them altered it is shown, or refused with a sentence. */
static void
look_at_present (Case *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (test->copy, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board = NULL;

  if (document != NULL)
    board = cal_document_load_present (document, &error);
  if (error != NULL)
    g_assert_true (error->domain == CAL_STORE_ERROR && *error->message != '\0');
  else if (board != NULL)
    g_assert_cmpuint (cal_board_n_subjects (board), ==, SEALED_N_PEOPLE);
}

static void
assert_noticed (Case *test, const char *table, const char *sql)
{
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!alter (test, table, sql))
    return;
  test->n_tried++;
  look_at_present (test);
  g_test_message ("%s", sql);
  found = cal_verification_run (test->copy, NULL, NULL, &error);
  if (found == NULL)
    g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  else if (found->fault != NULL)
    g_assert_true (found->fault->seq != CAL_NONE || *found->fault->field != '\0');
  else if (!is_irrelevant (test, sql))
    {
      g_test_message ("not noticed: %s", sql);
      g_test_fail ();
    }
}

/* Fills in a template: after %, c the column, t the table, y the type, w the row
 * and o another row. */
static char *
fill_in (const char *template,
         const char *table,
         const char *column,
         const char *type,
         const char *row,
         const char *other)
{
  GString *sql = g_string_new (template);

  g_string_replace (sql, "%t", table, 0);
  g_string_replace (sql, "%c", column, 0);
  g_string_replace (sql, "%y", type, 0);
  g_string_replace (sql, "%w", row, 0);
  g_string_replace (sql, "%o", other, 0);
  return g_string_free (sql, FALSE);
}

static void
try_all (Case *test,
         const char *const *templates,
         guint n,
         const char *table,
         const char *column,
         const char *type,
         const char *row,
         const char *other)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = fill_in (templates[i], table, column, type, row, other);

      assert_noticed (test, table, sql);
    }
}

/* Rows taken away, and put in a second time under a number of their own. */
static void
try_row (Case *test, sqlite3 *db, const char *table, const char *row)
{
  g_autoptr (GPtrArray) columns = ask (db, "SELECT name FROM pragma_table_info ('%s')", table);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM %s WHERE %s", table, row);
  static const char *const steps[] = { "+ 1000", "- 1000" };

  assert_noticed (test, table, drop);
  for (guint c = 0; c < columns->len; c++)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      {
        g_autoptr (GString) sql = g_string_new ("INSERT INTO ");

        g_string_append_printf (sql, "%s SELECT ", table);
        for (guint other = 0; other < columns->len; other++)
          g_string_append_printf (sql, "%s%s %s", other > 0 ? ", " : "",
                                  (char *) g_ptr_array_index (columns, other),
                                  other == c ? steps[i] : "");
        g_string_append_printf (sql, " FROM %s WHERE %s", table, row);
        assert_noticed (test, table, sql->str);
      }
}

/* Some of a table's rows, each as a condition on its key: the first, the last, and
 * some between. */
static GPtrArray *
choose_rows (sqlite3 *db, const char *table)
{
  g_autoptr (GPtrArray) keys =
      ask (db, "SELECT name FROM pragma_table_info ('%s') WHERE pk > 0 ORDER BY pk", table);
  g_autoptr (GString) condition = g_string_new (NULL);
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (keys->len, >, 0);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (condition, "%s'%s = ' || quote(%s)", i > 0 ? " || ' AND ' || " : "",
                            (char *) g_ptr_array_index (keys, i),
                            (char *) g_ptr_array_index (keys, i));
  all = ask (db, "SELECT %s FROM %s", condition->str, table);
  for (guint i = 0; i < N_ROWS && i < all->len; i++)
    {
      guint at = all->len <= N_ROWS ? i : i * (all->len - 1) / (N_ROWS - 1);

      g_ptr_array_add (rows, g_strdup (g_ptr_array_index (all, at)));
    }
  return rows;
}

static void
try_table (Case *test, sqlite3 *db, const char *table)
{
  g_autoptr (GPtrArray) columns = ask (db, "SELECT name FROM pragma_table_info ('%s')", table);
  g_autoptr (GPtrArray) types = ask (db, "SELECT type FROM pragma_table_info ('%s')", table);
  g_autoptr (GPtrArray) rows = choose_rows (db, table);
  g_autofree char *empty = g_strdup_printf ("DELETE FROM %s", table);

  assert_noticed (test, table, empty);
  for (guint r = 0; r < rows->len; r++)
    {
      const char *row = g_ptr_array_index (rows, r);
      const char *other = g_ptr_array_index (rows, (r + 1) % rows->len);

      try_row (test, db, table, row);
      for (guint c = 0; c < columns->len; c++)
        {
          const char *column = g_ptr_array_index (columns, c);
          const char *type = g_ptr_array_index (types, c);

          if (strcmp (type, "INTEGER") == 0)
            try_all (test, of_numbers, G_N_ELEMENTS (of_numbers), table, column, type, row, other);
          else
            try_all (test, of_bytes, G_N_ELEMENTS (of_bytes), table, column, type, row, other);
          try_all (test, of_types, G_N_ELEMENTS (of_types), table, column, type, row, other);
        }
    }
}

static void
test_values (Case *test, gconstpointer data)
{
  sqlite3 *db;
  g_autoptr (GPtrArray) tables = NULL;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  tables = ask (db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  for (guint i = 0; i < tables->len; i++)
    {
      guint before = test->n_tried;
      char *table = g_ptr_array_index (tables, i);

      g_hash_table_insert (test->dumps, table, dump (db, table));
      try_table (test, db, table);
      g_test_message ("%s: %u alterations", (char *) g_ptr_array_index (tables, i),
                      test->n_tried - before);
    }
  g_assert_cmpuint (test->n_tried, >, 300);
  sqlite3_close (db);
}

static void
test_planted (Case *test, gconstpointer data)
{
  g_autoptr (CalVerification) good = NULL;
  g_autoptr (CalVerification) found = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_hash_table_insert (test->dumps, (gpointer) "unfinished_erasure",
                       dump (db, "unfinished_erasure"));
  sqlite3_close (db);
  good = cal_verification_run (test->copy, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (good->is_erasure_unfinished);

  g_assert_true (alter (test, "unfinished_erasure", planted));
  found = cal_verification_run (test->copy, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (found->fault);
  g_assert_true (found->is_erasure_unfinished);
  g_assert_cmpuint (found->warnings->len, ==, good->warnings->len + 1);
  g_assert_nonnull (
      strstr (g_ptr_array_index (found->warnings, found->warnings->len - 1), "interrupted"));

  /* Of any other record it is a fault. */
  assert_noticed (test, "unfinished_erasure", "INSERT INTO unfinished_erasure VALUES (3)");
  assert_noticed (test, "unfinished_erasure",
                  "INSERT INTO unfinished_erasure SELECT max(seq) + 1 FROM erasure");
  g_assert_cmpuint (test->n_tried, ==, 2);
}

/* Every table and trigger, and the two numbers of the header. */
static void
test_schema (Case *test, gconstpointer data)
{
  static const char *const others[] = {
    "PRAGMA user_version = 0",      "PRAGMA user_version = 1",
    "PRAGMA user_version = 99",     "PRAGMA user_version = -1",
    "PRAGMA application_id = 0",    "CREATE TABLE more (a)",
    "CREATE VIEW more AS SELECT 1", "ANALYZE",
  };
  sqlite3 *db;
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  changes = ask (db, "SELECT 'DROP ' || type || ' ' || name FROM sqlite_schema WHERE sql NOT NULL "
                     "UNION ALL SELECT 'ALTER TABLE ' || name || ' ADD COLUMN more TEXT' FROM "
                     "sqlite_schema WHERE type = 'table' "
                     "UNION ALL SELECT 'CREATE INDEX more ON ' || name || ' (1)' FROM "
                     "sqlite_schema WHERE type = 'table'");
  sqlite3_close (db);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_ptr_array_add (changes, g_strdup (others[i]));
  g_assert_cmpuint (changes->len, >, 30);
  for (guint i = 0; i < changes->len; i++)
    {
      const char *sql = g_ptr_array_index (changes, i);
      g_autoptr (CalVerification) found = NULL;
      g_autoptr (GError) error = NULL;

      restore (test);
      cycle_execute (test->copy, sql);
      found = cal_verification_run (test->copy, NULL, NULL, &error);
      g_test_message ("%s", sql);
      g_assert_true (found != NULL ? found->fault != NULL : error != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/tampering/values", Case, NULL, set_up, test_values, tear_down);
  g_test_add ("/tampering/planted", Case, NULL, set_up, test_planted, tear_down);
  g_test_add ("/tampering/schema", Case, NULL, set_up, test_schema, tear_down);
  return g_test_run ();
}
