/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-standing-table.h"

#include "store/cal-sqlite.h"

/* A number that no log comes to, in place of what is none. */
static guint64
number_of (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_INTEGER
             ? (guint64) sqlite3_column_int64 (statement, column)
             : G_MAXUINT64;
}

/* The same, in place of one that does not fit. */
static guint
count_of (sqlite3_stmt *statement, int column)
{
  return (guint) MIN (number_of (statement, column), G_MAXUINT);
}

static int
placement_number (CalPlacement placement)
{
  return 10 * placement.performance + placement.potential;
}

/* Off every grid, where the number is none that placement_number() makes. */
static CalPlacement
placement_of (sqlite3_stmt *statement, int column)
{
  guint number = count_of (statement, column);

  return number < 100 ? cal_placement (number / 10, number % 10) : cal_placement (255, 255);
}

static gboolean
end (sqlite3 *db, int result, const char *path, GError **error)
{
  if (result == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

/**
 * cal_standing_table_read:
 * @db: a connection, in a transaction
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (element-type CalStanding): what the table has, whether
 *   or not it can be; %NULL with a #CalStoreError
 */
GArray *
cal_standing_table_read (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GArray) standings = g_array_new (FALSE, FALSE, sizeof (CalStanding));
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db,
      "SELECT subject, session, decisions, moves, keeps, origin, placement, last FROM standing "
      "ORDER BY subject, session",
      path, error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      CalStanding standing = {
        .subject = count_of (statement, 0),
        .session = count_of (statement, 1),
        .n_decisions = count_of (statement, 2),
        .n_moves = count_of (statement, 3),
        .n_keeps = count_of (statement, 4),
        .origin = placement_of (statement, 5),
        .placement = placement_of (statement, 6),
        .last = number_of (statement, 7),
      };

      g_array_append_val (standings, standing);
    }
  return end (db, result, path, error) ? g_steal_pointer (&standings) : NULL;
}

/**
 * cal_standing_table_read_milestones:
 * @db: a connection, in a transaction
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (element-type guint64): the numbers of the records that
 *   are no decisions, as the table has them; %NULL with a #CalStoreError
 */
GArray *
cal_standing_table_read_milestones (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (GArray) milestones = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (db, "SELECT seq FROM milestone ORDER BY seq", path, error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint64 seq = (guint64) sqlite3_column_int64 (statement, 0);

      g_array_append_val (milestones, seq);
    }
  return end (db, result, path, error) ? g_steal_pointer (&milestones) : NULL;
}

static gboolean
differ (CalStandingFault *fault, gint64 seq, const char *table, const char *what)
{
  *fault = (CalStandingFault){ seq, table, what };
  return TRUE;
}

static gboolean
milestones_differ (const CalBoard *board, const GArray *found, CalStandingFault *fault)
{
  for (guint i = 0; i < MAX (found->len, cal_board_n_milestones (board)); i++)
    {
      guint64 has = i < found->len ? g_array_index (found, guint64, i) : G_MAXUINT64;
      guint64 ought =
          i < cal_board_n_milestones (board) ? cal_board_milestone (board, i)->seq : G_MAXUINT64;

      if (has < ought)
        return differ (fault, (gint64) has, "milestone",
                       "the live table lists a record that it ought not to");
      if (has > ought)
        return differ (fault, (gint64) ought, "milestone",
                       "the live table does not list the record");
    }
  return FALSE;
}

static gboolean
standings_differ (const GArray *standings, const GArray *found, CalStandingFault *fault)
{
  for (guint i = 0; i < standings->len; i++)
    {
      const CalStanding *ought = &g_array_index (standings, CalStanding, i);

      if (i >= found->len || !cal_standing_equal (ought, &g_array_index (found, CalStanding, i)))
        return differ (fault, (gint64) ought->last, "standing",
                       "the live table differs from what the log comes to: somebody has "
                       "edited it behind the log's back");
    }
  return found->len > standings->len
         && differ (fault, CAL_NONE, "standing",
                    "the live table has a row more than the log comes to");
}

/**
 * cal_standing_table_compare:
 * @db: a connection, in a transaction
 * @board: the fold of the whole log
 * @standings: (element-type CalStanding): its standings, as cal_standing_list()
 *   has them
 * @fault: (out caller-allocates): the first difference; its @table is %NULL where
 *   there is none
 * @path: the file's name, for messages
 * @error: return location
 *
 * Compares the live tables with what the log comes to.
 *
 * Returns: %FALSE with a #CalStoreError where they cannot be read
 */
gboolean
cal_standing_table_compare (sqlite3 *db,
                            const CalBoard *board,
                            const GArray *standings,
                            CalStandingFault *fault,
                            const char *path,
                            GError **error)
{
  g_autoptr (GArray) milestones = cal_standing_table_read_milestones (db, path, error);
  g_autoptr (GArray) found = milestones != NULL ? cal_standing_table_read (db, path, error) : NULL;

  *fault = (CalStandingFault){ CAL_NONE, NULL, NULL };
  if (found == NULL)
    return FALSE;
  if (!milestones_differ (board, milestones, fault))
    standings_differ (standings, found, fault);
  return TRUE;
}

/**
 * cal_standing_table_put:
 * @db: a connection, in a transaction
 * @standings: (element-type CalStanding): standings, new ones or in place of others
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_standing_table_put (sqlite3 *db, const GArray *standings, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db, "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", path, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < standings->len; i++)
    {
      const CalStanding *standing = &g_array_index (standings, CalStanding, i);

      sqlite3_bind_int64 (statement, 1, standing->subject);
      sqlite3_bind_int64 (statement, 2, standing->session);
      sqlite3_bind_int64 (statement, 3, standing->n_decisions);
      sqlite3_bind_int64 (statement, 4, standing->n_moves);
      sqlite3_bind_int64 (statement, 5, standing->n_keeps);
      sqlite3_bind_int (statement, 6, placement_number (standing->origin));
      sqlite3_bind_int (statement, 7, placement_number (standing->placement));
      sqlite3_bind_int64 (statement, 8, (sqlite3_int64) standing->last);
      if (!end (db, sqlite3_step (statement), path, error))
        return FALSE;
      sqlite3_reset (statement);
    }
  return TRUE;
}

/**
 * cal_standing_table_clear:
 * @db: a connection, in a transaction
 * @path: the file's name, for messages
 * @error: return location
 *
 * Takes all standings away, and lists the records that are no decisions anew, as
 * the step that made the tables did.
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_standing_table_clear (sqlite3 *db, const char *path, GError **error)
{
  return cal_sqlite_exec (db,
                          "DELETE FROM standing;"
                          "DELETE FROM milestone;"
                          "INSERT INTO milestone SELECT seq FROM record "
                          "WHERE instr(bytes, CAST('\"kind\":\"moved\"' AS BLOB)) = 0 "
                          "AND instr(bytes, CAST('\"kind\":\"kept\"' AS BLOB)) = 0",
                          path, error);
}
