/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-methods.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-verb-stat-input.h"
#include "stats/cal-gof.h"
#include "stats/cal-halo.h"
#include "stats/cal-severity.h"

void
cal_stat_answer_gof (JsonBuilder *answer, const CalGof *gof, const double *expected, gsize n)
{
  cal_stat_add_status (answer, gof->reason);
  cal_stat_add_whole (answer, "n", (double) gof->n);
  cal_stat_add_whole (answer, "df", gof->df >= 0 ? gof->df : NAN);
  json_builder_set_member_name (answer, "expected_counts");
  json_builder_begin_array (answer);
  for (gsize i = 0; i < n; i++)
    cal_stat_add_value (answer, expected[i]);
  json_builder_end_array (answer);
  cal_stat_add_real (answer, "chisq", gof->chisq);
  cal_stat_add_real (answer, "p_chisq", gof->p_chisq);
  cal_stat_add_real (answer, "g", gof->g);
  cal_stat_add_real (answer, "p_g", gof->p_g);
  cal_stat_add_real (answer, "min_expected", gof->min_expected);
  json_builder_set_member_name (answer, "small_expected");
  if (isnan (gof->min_expected))
    json_builder_add_null_value (answer);
  else
    json_builder_add_boolean_value (answer, gof->small_expected);
  cal_stat_add_whole (answer, "tables", gof->tables);
  cal_stat_add_real (answer, "p_exact_prob", gof->p_exact_prob);
  cal_stat_add_real (answer, "p_exact_llr", gof->p_exact_llr);
  cal_stat_add_real (answer, "p_exact_chisq", gof->p_exact_chisq);
  if (gof->simulated)
    {
      json_builder_set_member_name (answer, "simulated");
      json_builder_add_boolean_value (answer, TRUE);
    }
}

gboolean
cal_stat_gof (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_weights = 0;
  guint used = 0;
  g_autofree double *observed = cal_stat_input_numbers (input, "observed", &n, error);
  g_autofree double *weights =
      observed == NULL ? NULL
                       : cal_stat_input_numbers (input, "guideline_weights", &n_weights, error);
  g_autofree guint64 *counts = g_new (guint64, n + 1);
  g_autofree double *kept = g_new (double, n + 1);
  g_autofree double *expected = g_new (double, n + 1);
  CalGof gof;

  if (weights == NULL
      || !cal_stat_input_same_length ("observed", n, "guideline_weights", n_weights, error)
      || !cal_stat_input_are_counts ("observed", observed, n, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (weights[i] < 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("“guideline_weights” holds %g, which is less than nothing"), weights[i]);
          return FALSE;
        }
      if (!isnan (observed[i]) && !isnan (weights[i]))
        {
          counts[used] = (guint64) observed[i];
          kept[used++] = weights[i];
        }
    }
  cal_gof (counts, kept, used, CAL_GOF_MAX_TABLES, CAL_GOF_DRAWS, expected, &gof);

  /* A level that is missing keeps its place, without an expected count. */
  for (gsize i = n; i-- > 0;)
    expected[i] = isnan (observed[i]) || isnan (weights[i]) ? NAN : expected[--used];
  cal_stat_answer_gof (answer, &gof, expected, n);
  return TRUE;
}

void
cal_stat_answer_effect (JsonBuilder *answer, const CalRaterEffect *effect)
{
  cal_stat_add_whole (answer, "n", (double) effect->n);
  cal_stat_add_real (answer, "mean", effect->mean);
  cal_stat_add_real (answer, "B", effect->b);
  cal_stat_add_real (answer, "shrunken", effect->shrunken);
  cal_stat_add_real (answer, "deviation", effect->deviation);
  cal_stat_add_real (answer, "cond_sd", effect->cond_sd);
}

void
cal_stat_answer_variances (JsonBuilder *answer, const CalSeverity *severity)
{
  cal_stat_add_real (answer, "grand_mean", severity->grand_mean);
  cal_stat_add_real (answer, "MSB", severity->msb);
  cal_stat_add_real (answer, "MSW", severity->msw);
  cal_stat_add_real (answer, "n0", severity->n0);
  cal_stat_add_real (answer, "tau2_raw", severity->tau2_raw);
  cal_stat_add_real (answer, "tau2", severity->tau2);
  cal_stat_add_real (answer, "mu", severity->mu);
}

static void
answer_severity (JsonBuilder *answer,
                 const CalSeverity *severity,
                 const CalRaterEffect *effects,
                 GList *names)
{
  guint rater = 0;

  cal_stat_add_status (answer, severity->reason);
  cal_stat_add_whole (answer, "k", (double) severity->k);
  cal_stat_add_whole (answer, "N", (double) severity->n);
  cal_stat_begin (answer, "n");
  for (GList *at = names; at != NULL; at = at->next)
    cal_stat_add_whole (answer, at->data, (double) effects[rater++].n);
  json_builder_end_object (answer);
  cal_stat_answer_variances (answer, severity);
  cal_stat_begin (answer, "managers");
  rater = 0;
  for (GList *at = names; at != NULL; at = at->next, rater++)
    if (effects[rater].n > 0)
      {
        cal_stat_begin (answer, at->data);
        cal_stat_answer_effect (answer, &effects[rater]);
        json_builder_end_object (answer);
      }
  json_builder_end_object (answer);
}

gboolean
cal_stat_severity (JsonObject *input, JsonBuilder *answer, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, "managers", JSON_NODE_OBJECT, error);
  g_autoptr (GList) names = NULL;
  g_autoptr (GArray) ratings = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) raters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree CalRaterEffect *effects = NULL;
  guint n_raters = 0;
  CalSeverity severity;

  if (node == NULL)
    return FALSE;
  names = json_object_get_members (json_node_get_object (node));
  for (GList *at = names; at != NULL; at = at->next, n_raters++)
    {
      gsize n;
      g_autofree double *own =
          cal_stat_input_numbers (json_node_get_object (node), at->data, &n, error);

      if (own == NULL)
        return FALSE;
      g_array_append_vals (ratings, own, (guint) n);
      for (gsize i = 0; i < n; i++)
        g_array_append_val (raters, n_raters);
    }
  effects = g_new (CalRaterEffect, n_raters + 1);
  cal_severity ((const double *) (gpointer) ratings->data, (const guint *) (gpointer) raters->data,
                ratings->len, n_raters, effects, &severity);
  answer_severity (answer, &severity, effects, names);
  return TRUE;
}

void
cal_stat_answer_halo (JsonBuilder *answer, const CalHalo *halo)
{
  cal_stat_add_status (answer, halo->reason);
  cal_stat_add_whole (answer, "n", (double) halo->n);
  cal_stat_add_real (answer, "r", halo->r);
  cal_stat_add_real (answer, "lo", halo->low);
  cal_stat_add_real (answer, "hi", halo->high);
}

gboolean
cal_stat_halo (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_potential = 0;
  g_autofree double *performance = cal_stat_input_numbers (input, "performance", &n, error);
  g_autofree double *potential =
      performance == NULL ? NULL : cal_stat_input_numbers (input, "potential", &n_potential, error);
  CalHalo halo;

  if (potential == NULL
      || !cal_stat_input_same_length ("performance", n, "potential", n_potential, error))
    return FALSE;
  cal_halo (performance, potential, n, &halo);
  cal_stat_answer_halo (answer, &halo);
  return TRUE;
}
