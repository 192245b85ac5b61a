/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-read-ahead.h"

#include <string.h>

#include "cycle.h"
#include "log/cal-record-reader.h"
#include "store/cal-log-cursor.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

/* So many that every place of the ring is used several times over. */
#define N_RECORDS 2560
#define N_ABANDONED 40

static const char no_log[] = "00000000000000000000000000000000";

/* Made once: deciding so often takes seconds. */
static GBytes *
make_document (const char *path)
{
  g_autoptr (CalDocument) document = cycle_create (path, 40);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261129);

  cycle_decide_at_random (document, board, rand, N_RECORDS - (guint) cal_board_size (board));
  g_assert_cmpuint (cal_board_size (board), ==, N_RECORDS);
  g_clear_pointer (&document, cal_document_free);
  return cycle_bytes (path);
}

static void
set_up (Cycle *cycle, gconstpointer data)
{
  static GBytes *made = NULL;

  cycle_set_up (cycle, data);
  if (made == NULL)
    made = make_document (cycle->path);
  g_assert_true (g_file_set_contents (cycle->path, g_bytes_get_data (made, NULL),
                                      (gssize) g_bytes_get_size (made), NULL));
}

static sqlite3 *
open_file (const Cycle *cycle)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = cal_sqlite_open (cycle->path, CAL_SQLITE_READ, &error);

  g_assert_no_error (error);
  return db;
}

static CalReadAhead *
read_from (sqlite3 *db, guint64 from, guint64 to, const char *log_id)
{
  g_autoptr (GError) error = NULL;
  CalReadAhead *ahead = cal_read_ahead_new (db, from, to, log_id, "test", &error);

  g_assert_no_error (error);
  return ahead;
}

static const CalReadRecord *
next (CalReadAhead *ahead)
{
  g_autoptr (GError) error = NULL;
  const CalReadRecord *record;

  cal_read_ahead_next (ahead, &record, &error);
  g_assert_no_error (error);
  return record;
}

static void
assert_same_text (const char *text, const char *other)
{
  g_assert_cmpstr (text, ==, other);
}

static void
assert_same_values (const CalEntry *entry, const CalEntry *expected)
{
  g_assert_cmpint (entry->kind, ==, expected->kind);
  g_assert_cmpuint (entry->seq, ==, expected->seq);
  g_assert_cmpint (entry->time, ==, expected->time);
  assert_same_text (entry->session, expected->session);
  for (guint i = 0; i < CAL_MAX_FIELDS; i++)
    {
      assert_same_text (entry->values[i].text, expected->values[i].text);
      if (expected->values[i].list != NULL)
        g_assert_cmpstrv (entry->values[i].list, expected->values[i].list);
      else
        g_assert_null (entry->values[i].list);
    }
}

/* Against the cursor and a reader that know nothing of threads. */
static void
assert_same_records (sqlite3 *db, guint64 from, guint64 to, gboolean expect_entries)
{
  g_autoptr (CalReadAhead) ahead = read_from (db, from, to, NULL);
  g_autoptr (CalLogCursor) cursor = cal_log_cursor_new (db, from, to, "test", NULL);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  const CalReadRecord *record;
  gboolean found;

  while (cal_log_cursor_next (cursor, &found, NULL) && found)
    {
      const char *const *disclosures = (const char *const *) cursor->disclosures->pdata;
      g_autoptr (CalEntry) entry =
          cal_record_reader_read (reader, cursor->bytes, cursor->length, disclosures, NULL);
      CalHash leaf;

      record = next (ahead);
      g_assert_nonnull (record);
      g_assert_cmpuint (record->seq, ==, cursor->seq);
      g_assert_cmpmem (record->bytes, record->length, cursor->bytes, cursor->length);
      g_assert_cmpstrv (record->disclosures, disclosures);
      cal_hasher_leaf (hasher, cursor->bytes, cursor->length, &leaf);
      g_assert_cmpmem (&record->leaf, sizeof leaf, &leaf, sizeof leaf);
      g_assert_true (record->entry != NULL || !expect_entries);
      if (record->entry != NULL)
        assert_same_values (record->entry, entry);
    }
  g_assert_null (next (ahead));
  g_assert_null (next (ahead));
}

static void
test_same (Cycle *cycle, gconstpointer data)
{
  g_autoptr (sqlite3) db = open_file (cycle);

  assert_same_records (db, 0, G_MAXUINT64, TRUE);
  assert_same_records (db, 700, 2300, TRUE);
  assert_same_records (db, 7, 7, FALSE);
  assert_same_records (db, 7, 262, FALSE);
  assert_same_records (db, N_RECORDS - 3, G_MAXUINT64, FALSE);
  assert_same_records (db, 2 * N_RECORDS, G_MAXUINT64, FALSE);
}

static guint64
count_entries (sqlite3 *db, const char *log_id, guint64 *without)
{
  g_autoptr (CalReadAhead) ahead = read_from (db, 0, G_MAXUINT64, log_id);
  const CalReadRecord *record;
  guint64 n = 0;

  while ((record = next (ahead)) != NULL)
    if (record->entry != NULL)
      n++;
    else
      *without = record->seq;
  return n;
}

/* What does not hold is left to the caller, and what comes after it is not. */
static void
test_altered (Cycle *cycle, gconstpointer data)
{
  static const char *const alterations[] = {
    "UPDATE disclosure SET text = 'A' || substr(text, 2) WHERE seq = 20 AND field = 2",
    "DELETE FROM disclosure WHERE seq = 255 AND field = 3",
    "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 256",
    "UPDATE disclosure SET text = substr(text, 2) WHERE seq = 2000 AND field = 1",
    "DELETE FROM disclosure WHERE seq = 2500 AND field = 6",
  };

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (sqlite3) db = NULL;
      guint64 without;

      cycle_tamper (cycle->path, alterations[i]);
      db = open_file (cycle);
      g_assert_cmpuint (count_entries (db, NULL, &without), ==, N_RECORDS - i - 1);
    }
}

static void
test_other_log (Cycle *cycle, gconstpointer data)
{
  g_autoptr (sqlite3) db = open_file (cycle);
  guint64 without = 0;

  g_assert_cmpuint (count_entries (db, NULL, &without), ==, N_RECORDS);
  g_assert_cmpuint (count_entries (db, no_log, &without), ==, 0);
}

/* Everything before what is no record can be had, and then it is told. */
static void
test_damaged (Cycle *cycle, gconstpointer data)
{
  const guint64 seq = 1910;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (CalReadAhead) ahead = NULL;
  g_autoptr (GError) error = NULL;
  const CalReadRecord *record;

  cycle_tamper (cycle->path,
                "UPDATE disclosure SET text = text || char(0) WHERE seq = 1910 AND field = 4");
  db = open_file (cycle);
  ahead = read_from (db, 0, G_MAXUINT64, NULL);
  for (guint64 i = 0; i < seq; i++)
    g_assert_cmpuint (next (ahead)->seq, ==, i);
  g_assert_false (cal_read_ahead_next (ahead, &record, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT);
  g_assert_null (record);
  g_assert_nonnull (cal_store_error_fault (error));
  g_assert_cmpuint (cal_store_error_fault (error)->seq, ==, seq);
}

static void
test_abandoned (Cycle *cycle, gconstpointer data)
{
  g_autoptr (sqlite3) db = open_file (cycle);

  for (guint i = 0; i < N_ABANDONED; i++)
    {
      g_autoptr (CalReadAhead) ahead = read_from (db, 0, G_MAXUINT64, NULL);
      gint32 n = g_test_rand_int_range (0, N_RECORDS);

      for (gint32 seq = 0; seq < n; seq++)
        g_assert_cmpuint (next (ahead)->seq, ==, seq);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/read-ahead/" name, Cycle, NULL, set_up, func, cycle_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("same", test_same);
  ADD ("altered", test_altered);
  ADD ("other-log", test_other_log);
  ADD ("damaged", test_damaged);
  ADD ("abandoned", test_abandoned);
  return g_test_run ();
}
