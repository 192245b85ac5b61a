/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-problems.h"

#include <glib/gi18n-lib.h>

/* One of errors and warnings. */
typedef struct
{
  guint64 n;
  guint64 first_unlisted;
} Tally;

struct _CalRosterProblems
{
  GPtrArray *list;
  Tally tallies[2];
};

/* Messages quote a cell at most so far. */
#define MAX_QUOTED 40

static void
problem_free (gpointer data)
{
  CalProblem *problem = data;

  g_free (problem->column);
  g_free (problem->message);
  g_free (problem);
}

CalRosterProblems *
cal_roster_problems_new (void)
{
  CalRosterProblems *problems = g_new0 (CalRosterProblems, 1);

  problems->list = g_ptr_array_new_with_free_func (problem_free);
  return problems;
}

void
cal_roster_problems_free (CalRosterProblems *problems)
{
  g_clear_pointer (&problems->list, g_ptr_array_unref);
  g_free (problems);
}

static void
take (CalRosterProblems *problems, guint64 line, const char *column, char *message, gboolean error)
{
  CalProblem *problem = g_new (CalProblem, 1);

  *problem = (CalProblem){ line, g_strdup (column), message, error };
  g_ptr_array_add (problems->list, problem);
}

/* A file may have millions of faults: beyond the limit not even the message is
 * made. */
static gboolean
tally (CalRosterProblems *problems, gboolean error, guint64 line)
{
  Tally *t = &problems->tallies[error];

  if (++t->n == CAL_MAX_PROBLEMS + 1)
    t->first_unlisted = line;
  return t->n <= CAL_MAX_PROBLEMS;
}

/**
 * cal_roster_problems_error:
 * @line: the physical line on which the record starts
 * @column: the column's header, or empty
 * @format: what is wrong, not yet translated, since most faults of a file with
 *   millions are only counted
 *
 * Adds what keeps a row, or the file, out.
 */
void
cal_roster_problems_error (CalRosterProblems *problems,
                           guint64 line,
                           const char *column,
                           const char *format,
                           ...)
{
  va_list args;

  if (!tally (problems, TRUE, line))
    return;
  va_start (args, format);
  take (problems, line, column, g_strdup_vprintf (_ (format), args), TRUE);
  va_end (args);
}

/**
 * cal_roster_problems_warn:
 * @line: the physical line on which the record starts
 * @column: the column's header, or empty
 * @format: what somebody should look at, not yet translated
 *
 * Adds what keeps nothing out.
 */
void
cal_roster_problems_warn (CalRosterProblems *problems,
                          guint64 line,
                          const char *column,
                          const char *format,
                          ...)
{
  va_list args;

  if (!tally (problems, FALSE, line))
    return;
  va_start (args, format);
  take (problems, line, column, g_strdup_vprintf (_ (format), args), FALSE);
  va_end (args);
}

guint64
cal_roster_problems_n_errors (const CalRosterProblems *problems)
{
  return problems->tallies[TRUE].n;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const CalProblem *left = *(const CalProblem *const *) a;
  const CalProblem *right = *(const CalProblem *const *) b;

  return left->line < right->line ? -1 : left->line > right->line;
}

static void
say_unlisted (CalRosterProblems *problems, gboolean error)
{
  const Tally *t = &problems->tallies[error];
  guint64 unlisted = t->n - MIN (t->n, (guint64) CAL_MAX_PROBLEMS);

  if (unlisted == 0)
    return;
  take (problems, t->first_unlisted, "",
        g_strdup_printf (error ? _ ("and %lu more errors that are not listed")
                               : _ ("and %lu more warnings that are not listed"),
                         (gulong) unlisted),
        error);
}

/**
 * cal_roster_problems_finish:
 *
 * Returns: (transfer full) (element-type CalProblem): all that was found, by
 *   line; where it was more than %CAL_MAX_PROBLEMS of a sort, one problem says
 *   how many more
 */
GPtrArray *
cal_roster_problems_finish (CalRosterProblems *problems)
{
  say_unlisted (problems, TRUE);
  say_unlisted (problems, FALSE);
  g_ptr_array_sort (problems->list, compare_lines);
  return g_steal_pointer (&problems->list);
}

/**
 * cal_roster_quote:
 * @text: a cell's text, valid UTF-8
 *
 * Returns: (transfer full): the text in quotation marks for a message: short,
 *   on one line and without characters that would change how it reads
 */
char *
cal_roster_quote (const char *text)
{
  GString *quoted = g_string_new ("“");
  guint n = 0;

  for (; *text != '\0' && n < MAX_QUOTED; text = g_utf8_next_char (text), n++)
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isprint (c))
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "<U+%04X>", c);
    }
  if (*text != '\0')
    g_string_append (quoted, "…");
  g_string_append (quoted, "”");
  return g_string_free (quoted, FALSE);
}
