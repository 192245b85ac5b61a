/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cycle.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/cal-core-error.h"

/* 2026-11-21T09:05:00.000Z */
#define START G_GINT64_CONSTANT (1795251900000)

static const char *const odd_texts[] = {
  "",
  "Ada Lovelace",
  "Zo\xc3\xab \"Zed\" O'Brien",
  "=SUM(A1)",
  "a\\b",
  "line\nbreak\tand tab",
  "\x01\x1f\x7f",
  "\xe2\x80\xa8 \xf0\x9f\x8c\xb1",
  "Dep't 7",
  "Ren\xc3\xa9",
  "\r\b\f",
  "  blanks  ",
};

char *
cycle_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("calibrate-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
cycle_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* People with ids p0, p1 and so on, every third without one of the ratings, and
 * texts that nobody planned for. */
CalRoster *
cycle_roster (guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Site");
  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, NULL);
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "department");
  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "'quoted");
  cal_roster_add_column (roster, CAL_FIELD_GENDER, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      g_autofree char *manager = i > 0 ? g_strdup_printf ("p%u", (i - 1) / 7) : g_strdup ("");
      const char *values[5];
      CalPlacement ratings = cal_placement ((guint) g_rand_int_range (rand, 1, 4),
                                            (guint) g_rand_int_range (rand, 1, 4));

      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        values[v] = odd_texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd_texts))];
      if (i % 3 == 2)
        ratings.potential = 0;
      if (i % 9 == 5)
        ratings.performance = 0;
      g_assert_true (cal_roster_add (
          roster, id, odd_texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd_texts))], manager,
          ratings, values));
    }
  return roster;
}

CalDocument *
cycle_create (const char *path, guint n)
{
  g_autoptr (CalRoster) roster = cycle_roster (n, n);

  return cycle_create_from (path, roster);
}

CalDocument *
cycle_create_from (const char *path, CalRoster *roster)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  const char *const people[] = { "Ines Weber", "Tom\xc3\xa1s Silva", NULL };
  const CalCycleSetup setup = {
    .title = "Autumn “2026”",
    .actor = "Ines Weber",
    .time = START,
    .rules = rules,
    .roster = roster,
    .file_name = "people.csv",
    .file_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    .session = "S1",
    .session_reason = "First session",
    .people = people,
  };
  CalDocument *document = cal_document_create (path, &setup, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* Moves somebody to a cell where they do not stand. */
GPtrArray *
cycle_move (CalDocument *document, CalBoard *board, const char *id, GError **error)
{
  guint index;
  gboolean found = cal_board_find (board, id, &index);
  CalPlacement from = found ? cal_board_subject (board, index)->placement : CAL_HOLDING;
  const CalStep step = {
    .subject = id,
    .to = cal_placement (from.performance % 3 + 1, 2),
    .reason_code = "evidence",
    .reason = "Led the migration",
  };
  const CalCommand command = {
    .kind = CAL_COMMAND_MOVE,
    .actor = "Ines Weber",
    .time = START + (gint64) cal_board_size (board) * 1000,
    .steps = &step,
    .n_steps = 1,
  };

  return cal_document_execute (document, board, &command, error);
}

/* One command that may or may not be in order: the rules say which. */
static void
decide_once (CalDocument *document, CalBoard *board, GRand *rand)
{
  static const char *const evidence[] = { "Plan of May", "Review \"B\"", NULL };
  CalStep steps[3] = { 0 };
  guint n_steps = (guint) g_rand_int_range (rand, 1, G_N_ELEMENTS (steps) + 1);
  CalCommand command = {
    .kind = (CalCommandKind) g_rand_int_range (rand, CAL_COMMAND_MOVE, CAL_COMMAND_REDO + 1),
    .session = "S1",
    .actor = "Tom\xc3\xa1s Silva",
    .time = START + (gint64) cal_board_size (board) * 1000,
    .steps = steps,
    .n_steps = n_steps,
    .reason = odd_texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd_texts))],
  };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint64 size = cal_board_size (board);

  for (guint i = 0; i < n_steps; i++)
    {
      guint index = (guint) g_rand_int_range (rand, 0, (gint32) cal_board_n_subjects (board));

      steps[i].subject = cal_board_subject (board, index)->row->id;
      steps[i].to = cal_placement ((guint) g_rand_int_range (rand, 0, 4),
                                   (guint) g_rand_int_range (rand, 0, 4));
      steps[i].reason_code = "scope";
      steps[i].reason = odd_texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd_texts))];
      steps[i].proposed_by = i == 0 ? "Ines Weber" : NULL;
      steps[i].evidence = i == 1 ? evidence : NULL;
      steps[i].dissent = i == 2 ? evidence : NULL;
    }
  entries = cal_document_execute (document, board, &command, &error);
  if (entries != NULL)
    g_assert_cmpuint (cal_board_size (board), ==, size + entries->len);
  else
    {
      g_assert_true (error->domain == CAL_CORE_ERROR);
      g_assert_cmpuint (cal_board_size (board), ==, size);
    }
}

/* Gives random commands until @n entries have been recorded. */
void
cycle_decide_at_random (CalDocument *document, CalBoard *board, GRand *rand, guint n)
{
  guint64 goal = cal_board_size (board) + n;

  while (cal_board_size (board) < goal)
    decide_once (document, board, rand);
}

static void
assert_same_subject (const CalBoardSubject *a, const CalBoardSubject *b, guint n_columns)
{
  g_assert_cmpstr (a->row->id, ==, b->row->id);
  g_assert_cmpstr (a->row->name, ==, b->row->name);
  g_assert_cmpstr (a->row->manager_id, ==, b->row->manager_id);
  g_assert_true (cal_placement_equal (a->row->ratings, b->row->ratings));
  for (guint i = 0; i < n_columns; i++)
    g_assert_cmpstr (a->row->values[i], ==, b->row->values[i]);
  g_assert_true (cal_placement_equal (a->placement, b->placement));
  g_assert_cmpuint (a->n_decisions, ==, b->n_decisions);
  g_assert_cmpint (a->last_decision, ==, b->last_decision);
  g_assert_cmpint (a->gone, ==, b->gone);
}

static void
assert_same_decision (const CalDecision *a, const CalDecision *b)
{
  g_assert_cmpuint (a->seq, ==, b->seq);
  g_assert_cmpint (a->time, ==, b->time);
  g_assert_cmpint (a->kept, ==, b->kept);
  g_assert_cmpint (a->compensates, ==, b->compensates);
  g_assert_cmpint (a->in_force, ==, b->in_force);
  g_assert_true (cal_placement_equal (a->from, b->from));
  g_assert_true (cal_placement_equal (a->to, b->to));
  g_assert_cmpuint (a->subject, ==, b->subject);
  g_assert_cmpuint (a->session, ==, b->session);
  g_assert_cmpint (a->batch, ==, b->batch);
  g_assert_cmpint (a->reverts, ==, b->reverts);
  g_assert_cmpint (a->reverted_by, ==, b->reverted_by);
  g_assert_cmpint (a->previous, ==, b->previous);
  g_assert_cmpstr (a->reason_code, ==, b->reason_code);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->actor, ==, b->actor);
  g_assert_cmpstr (a->proposed_by, ==, b->proposed_by);
  g_assert_cmpstrv (a->evidence, b->evidence);
  g_assert_cmpstrv (a->dissent, b->dissent);
}

void
cycle_assert_same (const CalBoard *a, const CalBoard *b)
{
  CalRoster *roster = cal_board_roster (a);
  guint n_columns = roster != NULL ? cal_roster_n_columns (roster) : 0;

  g_assert_cmpuint (cal_board_size (a), ==, cal_board_size (b));
  g_assert_cmpstr (cal_board_title (a), ==, cal_board_title (b));
  g_assert_cmpuint (cal_board_n_subjects (a), ==, cal_board_n_subjects (b));
  g_assert_cmpuint (cal_board_n_sessions (a), ==, cal_board_n_sessions (b));
  g_assert_cmpuint (cal_board_n_decisions (a), ==, cal_board_n_decisions (b));
  for (guint i = 0; i < n_columns; i++)
    {
      const CalColumn *column = cal_roster_column (roster, i);
      const CalColumn *other = cal_roster_column (cal_board_roster (b), i);

      g_assert_cmpstr (column->name, ==, other->name);
      g_assert_cmpint (column->field, ==, other->field);
    }
  for (guint i = 0; i < cal_board_n_subjects (a); i++)
    assert_same_subject (cal_board_subject (a, i), cal_board_subject (b, i), n_columns);
  for (guint i = 0; i < cal_board_n_decisions (a); i++)
    assert_same_decision (cal_board_decision (a, i), cal_board_decision (b, i));
  for (guint i = 0; cal_board_rules (a) != NULL && i < cal_board_rules (a)->n_cells; i++)
    g_assert_cmpuint (cal_board_count (a, i), ==, cal_board_count (b, i));
}

GBytes *
cycle_bytes (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of everything in a folder, sorted, with blanks between. */
char *
cycle_listing (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* A folder, and the name of a document that is to be in it. */
void
cycle_set_up (Cycle *cycle, gconstpointer data)
{
  cycle->folder = cycle_folder ();
  cycle->path = g_build_filename (cycle->folder, "autumn.calibrate", NULL);
}

/* The same, the document there and closed, with ten entries decided. */
void
cycle_set_up_decided (Cycle *cycle, gconstpointer data)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  cycle_set_up (cycle, data);
  document = cycle_create (cycle->path, 40);
  board = cycle_load (document, CAL_NONE);
  cycle_decide_at_random (document, board, rand, 10);
}

void
cycle_tear_down (Cycle *cycle, gconstpointer data)
{
  cycle_remove (cycle->folder);
  g_free (cycle->folder);
  g_free (cycle->path);
}

/* That nothing is beside the document, and that it needs nothing there: SQLite's
 * header says so in its bytes 18 and 19. */
void
cycle_assert_alone (const Cycle *cycle)
{
  g_autofree char *listing = cycle_listing (cycle->folder);
  g_autoptr (GBytes) bytes = cycle_bytes (cycle->path);
  const char *header = g_bytes_get_data (bytes, NULL);

  g_assert_cmpstr (listing, ==, "autumn.calibrate");
  if (g_bytes_get_size (bytes) >= 20)
    g_assert_cmpmem (header + 18, 2, "\1\1", 2);
}

CalDocument *
cycle_open (const char *path, CalAccess access)
{
  g_autoptr (GError) error = NULL;
  CalDocument *document = cal_document_open (path, access, &error);

  g_assert_no_error (error);
  return document;
}

CalBoard *
cycle_load (CalDocument *document, gint64 at)
{
  g_autoptr (GError) error = NULL;
  CalBoard *board = cal_document_load (document, at, &error);

  g_assert_no_error (error);
  return board;
}

/* That opening fails with this, and names the file. */
void
cycle_assert_not_opened (const char *path, CalAccess access, CalStoreError code)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  document = cal_document_open (path, access, &error);
  g_assert_null (document);
  g_assert_error (error, CAL_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* What another program may do to the file. */
void
cycle_execute (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  execute (db, sql);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
cycle_change (const Cycle *cycle, const char *sql)
{
  cycle_execute (cycle->path, sql);
}

/* What somebody may do who takes the triggers out of the way meanwhile, and puts
 * them back to the letter. */
void
cycle_tamper (const char *path, const char *sql)
{
  g_autoptr (GString) drop = g_string_new (NULL);
  g_autoptr (GPtrArray) triggers = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_string_append_printf (drop, "DROP TRIGGER %s;",
                              (const char *) sqlite3_column_text (statement, 0));
      g_ptr_array_add (triggers, g_strdup ((const char *) sqlite3_column_text (statement, 1)));
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  execute (db, drop->str);
  execute (db, sql);
  g_assert_cmpint (sqlite3_total_changes (db), >, 0);
  for (guint i = 0; i < triggers->len; i++)
    execute (db, g_ptr_array_index (triggers, i));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
