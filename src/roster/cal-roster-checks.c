/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-checks.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cal-text-hash.h"
#include "roster/cal-roster-cell.h"

/* A message names so many people and says how many more. */
#define MAX_NAMED 5

/* A column with more values than this is no group. */
#define MAX_GROUPS 1000

/* All columns together may not hold more, so that thousands of columns do not
 * take memory without end. */
#define MAX_ALL_GROUPS 200000

#define NOBODY G_MAXUINT32

static guint64
line_of (const CalRosterRows *rows, guint position)
{
  return g_array_index (rows->lines, guint32, position);
}

static void
name_one (GString *names, const char *id, guint64 n)
{
  g_autofree char *quoted = cal_roster_quote (id);

  if (n < MAX_NAMED)
    g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", quoted);
}

static void
name_rest (GString *names, guint64 n)
{
  if (n > MAX_NAMED)
    {
      g_string_append_c (names, ' ');
      g_string_append_printf (names, _ ("and %lu more"), (gulong) (n - MAX_NAMED));
    }
}

/* A slot of the table of folded ids: half of the hash, and the position + 1 of
 * the row whose id it is. The folded ids are made anew where marks meet. */
typedef struct
{
  guint32 mark;
  guint32 place;
} LookAlike;

/* Each row's manager's position, and a warning for all raters who have no row. */
static guint32 *
find_managers (const CalRosterRows *rows, const char *manager_header, CalRosterProblems *problems)
{
  guint n = cal_roster_n_subjects (rows->roster);
  guint32 *managers = g_new (guint32, n);
  g_autoptr (GHashTable) unknown = g_hash_table_new (cal_text_hash, g_str_equal);
  g_autoptr (GString) names = g_string_new (NULL);
  guint64 first_line = 0;

  for (guint i = 0; i < n; i++)
    {
      const CalSubject *subject = cal_roster_subject (rows->roster, i);
      guint manager;

      managers[i] = NOBODY;
      if (*subject->manager_id == '\0' || strcmp (subject->manager_id, subject->id) == 0)
        continue;
      if (cal_roster_find (rows->roster, subject->manager_id, &manager))
        {
          managers[i] = manager;
          continue;
        }
      if (g_array_index (rows->dropped, gboolean, i))
        continue;
      if (first_line == 0)
        first_line = line_of (rows, i);
      guint n_unknown = g_hash_table_size (unknown);
      if (g_hash_table_add (unknown, (gpointer) subject->manager_id))
        name_one (names, subject->manager_id, n_unknown);
    }

  if (g_hash_table_size (unknown) > 0)
    {
      guint n_unknown = g_hash_table_size (unknown);

      name_rest (names, n_unknown);
      cal_roster_problems_warn (problems, first_line, manager_header,
                                ngettext ("%u rater is not in the roster and is kept by id: %s",
                                          "%u raters are not in the roster and are kept by id: %s",
                                          n_unknown),
                                n_unknown, names->str);
    }
  return managers;
}

static void
report_cycle (const CalRosterRows *rows,
              const guint32 *managers,
              guint member,
              const char *manager_header,
              CalRosterProblems *problems)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint first = member;
  guint64 n = 0;

  for (guint at = managers[member]; at != member; at = managers[at])
    first = MIN (first, at);
  guint at = first;
  do
    {
      name_one (names, cal_roster_subject (rows->roster, at)->id, n++);
      at = managers[at];
    }
  while (at != first);
  name_rest (names, n);
  cal_roster_problems_error (
      problems, line_of (rows, first), manager_header,
      N_ ("these people are each other's managers in a circle, so nothing can be taken: %s"),
      names->str);
}

/**
 * cal_roster_check_managers:
 * @rows: the rows
 * @manager_header: the header of the managers' column
 * @problems: gets an error for each circle of managers, at its first line, and
 *   one warning for all raters who have no row
 *
 * Follows each chain once, without recursion, since a chain may be as long as
 * the roster.
 *
 * Returns: whether there is no circle
 */
gboolean
cal_roster_check_managers (const CalRosterRows *rows,
                           const char *manager_header,
                           CalRosterProblems *problems)
{
  guint n = cal_roster_n_subjects (rows->roster);
  g_autofree guint32 *managers = find_managers (rows, manager_header, problems);
  g_autofree guint32 *walks = g_new0 (guint32, n);
  gboolean clean = TRUE;

  for (guint i = 0; i < n; i++)
    {
      guint at = i;

      while (at != NOBODY && walks[at] == 0)
        {
          walks[at] = i + 1;
          at = managers[at];
        }
      if (at != NOBODY && walks[at] == i + 1)
        {
          report_cycle (rows, managers, at, manager_header, problems);
          clean = FALSE;
        }
    }
  return clean;
}

/* Whether folding can make no two ids equal: ASCII in one letter case. */
static gboolean
ids_are_plain (const CalRoster *roster)
{
  gboolean upper = FALSE;
  gboolean lower = FALSE;

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    for (const char *at = cal_roster_subject (roster, i)->id; *at != '\0'; at++)
      {
        if ((guint8) *at >= 0x80 || *at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
          return FALSE;
        upper |= g_ascii_isupper (*at);
        lower |= g_ascii_islower (*at);
      }
  return !(upper && lower);
}

/**
 * cal_roster_check_ids:
 * @rows: the rows
 * @id_header: the header of the ids' column
 * @problems: gets a warning for each id that looks like an earlier one
 *
 * Two ids that differ by letter case, composition or invisible characters alone
 * are two people to us and one to the reader of a screen.
 */
void
cal_roster_check_ids (const CalRosterRows *rows, const char *id_header, CalRosterProblems *problems)
{
  guint n = cal_roster_n_subjects (rows->roster);
  gsize size = 64;

  if (ids_are_plain (rows->roster))
    return;
  while (size < (gsize) n * 2)
    size *= 2;

  g_autofree LookAlike *table = g_new0 (LookAlike, size);
  for (guint i = 0; i < n; i++)
    {
      const char *id = cal_roster_subject (rows->roster, i)->id;
      g_autofree char *folded = cal_roster_cell_fold (id);
      guint64 hash = cal_text_hash64 (folded);
      gsize slot = hash & (size - 1);

      for (; table[slot].place != 0; slot = (slot + 1) & (size - 1))
        {
          if (table[slot].mark != (guint32) (hash >> 32))
            continue;
          guint other = table[slot].place - 1;
          const char *other_id = cal_roster_subject (rows->roster, other)->id;
          g_autofree char *other_folded = cal_roster_cell_fold (other_id);

          if (strcmp (folded, other_folded) != 0)
            continue;
          g_autofree char *quoted = cal_roster_quote (id);
          g_autofree char *other_quoted = cal_roster_quote (other_id);
          cal_roster_problems_warn (problems, line_of (rows, i), id_header,
                                    N_ ("%s looks like %s on line %lu, yet they are two people"),
                                    quoted, other_quoted, (gulong) line_of (rows, other));
          break;
        }
      if (table[slot].place == 0)
        table[slot] = (LookAlike){ (guint32) (hash >> 32), i + 1 };
    }
}

static void
check_group_value (const CalRosterRows *rows,
                   guint position,
                   const char *column,
                   const char *value,
                   GHashTable *folded_values,
                   CalRosterProblems *problems)
{
  g_autofree char *folded = cal_roster_cell_fold (value);
  const char *other = g_hash_table_lookup (folded_values, folded);

  if (other == NULL)
    {
      g_hash_table_insert (folded_values, g_steal_pointer (&folded), (gpointer) value);
      return;
    }
  g_autofree char *quoted = cal_roster_quote (value);
  g_autofree char *other_quoted = cal_roster_quote (other);
  cal_roster_problems_warn (problems, line_of (rows, position), column,
                            N_ ("%s and %s differ by letter case or blanks alone, yet they are two "
                                "groups"),
                            quoted, other_quoted);
}

/* The values of one column in the order in which they first come up. */
static guint
check_column (const CalRosterRows *rows, guint column, CalRosterProblems *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (cal_text_hash, g_str_equal);
  g_autoptr (GHashTable) folded = g_hash_table_new_full (cal_text_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *last = NULL;

  for (guint i = 0; i < cal_roster_n_subjects (rows->roster); i++)
    {
      const char *value = cal_roster_subject (rows->roster, i)->values[column];

      if (value == last || *value == '\0' || g_array_index (rows->dropped, gboolean, i))
        continue;
      last = value;
      if (!g_hash_table_add (seen, (gpointer) value))
        continue;
      g_array_append_val (firsts, i);
      if (firsts->len > MAX_GROUPS)
        return firsts->len;
    }
  for (guint i = 0; i < firsts->len; i++)
    {
      guint position = g_array_index (firsts, guint, i);

      check_group_value (rows, position, cal_roster_column (rows->roster, column)->name,
                         cal_roster_subject (rows->roster, position)->values[column], folded,
                         problems);
    }
  return firsts->len;
}

/**
 * cal_roster_check_groups:
 * @rows: the rows
 * @problems: gets a warning for each value of a group that differs from an
 *   earlier one by letter case or blanks alone
 *
 * "Sales" and "sales " would be two departments in every figure.
 */
void
cal_roster_check_groups (const CalRosterRows *rows, CalRosterProblems *problems)
{
  guint n_seen = 0;

  for (guint i = 0; i < cal_roster_n_columns (rows->roster) && n_seen < MAX_ALL_GROUPS; i++)
    if (cal_roster_column (rows->roster, i)->field != CAL_FIELD_HIRE_DATE)
      n_seen += check_column (rows, i, problems);
}
