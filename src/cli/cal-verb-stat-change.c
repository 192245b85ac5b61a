/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-methods.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-verb-stat-input.h"
#include "stats/cal-change.h"
#include "stats/cal-wilcoxon.h"

static void
add_test (JsonBuilder *answer, const CalChangeTest *test)
{
  cal_stat_add_real (answer, "stat", test->statistic);
  cal_stat_add_whole (answer, "df", test->df >= 0 ? test->df : NAN);
  cal_stat_add_real (answer, "p", test->p);
}

void
cal_stat_answer_change (JsonBuilder *answer, const CalChange *change, gsize n_levels)
{
  cal_stat_add_status (answer, change->reason);
  cal_stat_add_whole (answer, "n", (double) change->n);
  cal_stat_add_whole (answer, "moved", (double) change->moved);
  cal_stat_add_whole (answer, "up", (double) change->up);
  cal_stat_add_whole (answer, "down", (double) change->down);
  cal_stat_add_real (answer, "share_moved", change->share_moved);
  cal_stat_begin (answer, "bowker");
  add_test (answer, &change->bowker);
  cal_stat_add_whole (answer, "df_all_pairs", change->all_pairs);
  json_builder_end_object (answer);
  cal_stat_begin (answer, "stuart_maxwell");
  add_test (answer, &change->stuart_maxwell);
  json_builder_end_object (answer);
  cal_stat_add_real (answer, "direction_sign_test_p", change->sign_p);
  if (n_levels == 2)
    {
      cal_stat_add_real (answer, "mcnemar_exact_p", change->mcnemar_p);
      cal_stat_add_real (answer, "mcnemar_cc", change->mcnemar_cc);
    }
}

gboolean
cal_stat_change (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n_rows = 0, n_columns = 0;
  g_autofree double *values =
      cal_stat_input_matrix (input, "before_by_after", &n_rows, &n_columns, error);
  g_autofree guint64 *counts = NULL;
  CalChange change;

  if (values == NULL
      || !cal_stat_input_are_counts ("before_by_after", values, n_rows * n_columns, error))
    return FALSE;
  if (n_rows != n_columns)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("“before_by_after” is not a square table"));
      return FALSE;
    }
  counts = g_new (guint64, n_rows * n_columns + 1);
  for (gsize i = 0; i < n_rows * n_columns; i++)
    {
      if (isnan (values[i]))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               _ ("“before_by_after” lacks a count"));
          return FALSE;
        }
      counts[i] = (guint64) values[i];
    }
  cal_change (counts, (guint) n_rows, &change);
  cal_stat_answer_change (answer, &change, n_rows);
  return TRUE;
}

void
cal_stat_answer_wilcoxon (JsonBuilder *answer, const CalWilcoxon *wilcoxon)
{
  cal_stat_add_status (answer, wilcoxon->reason);
  cal_stat_add_whole (answer, "n_pairs", (double) wilcoxon->n_pairs);
  cal_stat_add_whole (answer, "n_nonzero", (double) wilcoxon->n_nonzero);
  cal_stat_add_real (answer, "v_plus", wilcoxon->v_plus);
  cal_stat_add_real (answer, "p_exact", wilcoxon->p_exact);
}

gboolean
cal_stat_wilcoxon (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_after = 0;
  g_autofree double *before = cal_stat_input_numbers (input, "before", &n, error);
  g_autofree double *after =
      before == NULL ? NULL : cal_stat_input_numbers (input, "after", &n_after, error);
  CalWilcoxon wilcoxon;

  if (after == NULL || !cal_stat_input_same_length ("before", n, "after", n_after, error))
    return FALSE;
  cal_wilcoxon (before, after, n, &wilcoxon);
  cal_stat_answer_wilcoxon (answer, &wilcoxon);
  return TRUE;
}
