/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-methods.h"

#include "cli/cal-verb-stat-input.h"
#include "stats/cal-fleiss.h"
#include "stats/cal-gwet.h"
#include "stats/cal-icc.h"
#include "stats/cal-kappa.h"
#include "stats/cal-krippendorff.h"

void
cal_stat_answer_kappa (JsonBuilder *answer, const CalKappa *kappa)
{
  cal_stat_add_status (answer, kappa->reason);
  cal_stat_add_whole (answer, "n_used", (double) kappa->n_used);
  cal_stat_add_real (answer, "kappa", kappa->unweighted.kappa);
  cal_stat_add_real (answer, "po", kappa->po);
  cal_stat_add_real (answer, "pe", kappa->pe);
  cal_stat_add_real (answer, "kappa_ase", kappa->unweighted.ase);
  cal_stat_add_real (answer, "kappa_linear", kappa->linear.kappa);
  cal_stat_add_real (answer, "kappa_linear_ase", kappa->linear.ase);
  cal_stat_add_real (answer, "kappa_quadratic", kappa->quadratic.kappa);
  cal_stat_add_real (answer, "kappa_quadratic_ase", kappa->quadratic.ase);
}

gboolean
cal_stat_kappa (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_other = 0;
  g_auto (GStrv) categories = cal_stat_input_categories (input, error);
  g_autofree int *rater1 =
      categories == NULL ? NULL : cal_stat_input_ratings (input, "rater1", categories, &n, error);
  g_autofree int *rater2 =
      rater1 == NULL ? NULL : cal_stat_input_ratings (input, "rater2", categories, &n_other, error);
  CalKappa kappa;

  if (rater2 == NULL || !cal_stat_input_same_length ("rater1", n, "rater2", n_other, error))
    return FALSE;
  cal_kappa (rater1, rater2, n, g_strv_length (categories), &kappa);
  cal_stat_answer_kappa (answer, &kappa);
  return TRUE;
}

void
cal_stat_answer_gwet (JsonBuilder *answer, const CalGwet *gwet, gsize n_raters)
{
  cal_stat_add_status (answer, gwet->reason);
  cal_stat_add_whole (answer, "n_used", (double) gwet->n_used);
  cal_stat_add_whole (answer, "raters", (double) n_raters);
  cal_stat_add_real (answer, "ac1", gwet->ac1);
  cal_stat_add_real (answer, "ac1_se", gwet->ac1_se);
  cal_stat_add_real (answer, "ac2_quadratic", gwet->ac2);
  cal_stat_add_real (answer, "ac2_quadratic_se", gwet->ac2_se);
}

gboolean
cal_stat_gwet (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_raters = 0;
  g_auto (GStrv) categories = cal_stat_input_categories (input, error);
  g_autofree int *ratings =
      categories == NULL
          ? NULL
          : cal_stat_input_rating_matrix (input, "ratings", categories, &n, &n_raters, error);
  CalGwet gwet;

  if (ratings == NULL)
    return FALSE;
  cal_gwet (ratings, n, (guint) n_raters, g_strv_length (categories), &gwet);
  cal_stat_answer_gwet (answer, &gwet, n_raters);
  return TRUE;
}

void
cal_stat_answer_fleiss (JsonBuilder *answer,
                        const CalFleiss *fleiss,
                        gsize n_raters,
                        const char *const *categories,
                        const double *category_kappa)
{
  cal_stat_add_status (answer, fleiss->reason);
  cal_stat_add_whole (answer, "n_used", (double) fleiss->n_used);
  cal_stat_add_whole (answer, "raters", (double) n_raters);
  cal_stat_add_real (answer, "p_bar", fleiss->p_bar);
  cal_stat_add_real (answer, "pe", fleiss->pe);
  cal_stat_add_real (answer, "kappa", fleiss->kappa);
  cal_stat_add_real (answer, "se_null", fleiss->se_null);
  cal_stat_add_real (answer, "z", fleiss->z);
  cal_stat_begin (answer, "category_kappa");
  for (guint j = 0; categories[j] != NULL; j++)
    cal_stat_add_real (answer, categories[j], category_kappa[j]);
  json_builder_end_object (answer);
}

gboolean
cal_stat_fleiss (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_raters = 0;
  g_auto (GStrv) categories = cal_stat_input_categories (input, error);
  g_autofree int *ratings =
      categories == NULL
          ? NULL
          : cal_stat_input_rating_matrix (input, "ratings", categories, &n, &n_raters, error);
  g_autofree double *category_kappa = NULL;
  guint n_categories;
  CalFleiss fleiss;

  if (ratings == NULL)
    return FALSE;
  n_categories = g_strv_length (categories);
  category_kappa = g_new (double, n_categories + 1);
  cal_fleiss (ratings, n, (guint) n_raters, n_categories, category_kappa, &fleiss);
  cal_stat_answer_fleiss (answer, &fleiss, n_raters, (const char *const *) categories,
                          category_kappa);
  return TRUE;
}

void
cal_stat_answer_krippendorff (JsonBuilder *answer, const CalKrippendorff *krippendorff)
{
  cal_stat_add_status (answer, krippendorff->reason);
  cal_stat_add_whole (answer, "n_pairable_values", (double) krippendorff->n_pairable);
  cal_stat_add_real (answer, "alpha_nominal", krippendorff->nominal);
  cal_stat_add_real (answer, "alpha_ordinal", krippendorff->ordinal);
  cal_stat_add_real (answer, "alpha_interval", krippendorff->interval);
}

gboolean
cal_stat_krippendorff (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n_raters = 0, n = 0;
  g_autofree double *ratings =
      cal_stat_input_matrix (input, "raters_by_units", &n_raters, &n, error);
  CalKrippendorff krippendorff;

  if (ratings == NULL)
    return FALSE;
  cal_krippendorff (ratings, n_raters, n, &krippendorff);
  cal_stat_answer_krippendorff (answer, &krippendorff);
  return TRUE;
}

static void
add_icc (JsonBuilder *answer, const char *name, const CalIccValue *value)
{
  cal_stat_begin (answer, name);
  cal_stat_add_real (answer, "est", value->estimate);
  cal_stat_add_real (answer, "lo", value->low);
  cal_stat_add_real (answer, "hi", value->high);
  json_builder_end_object (answer);
}

void
cal_stat_answer_icc (JsonBuilder *answer, const CalIcc *icc, gsize n_raters)
{
  cal_stat_add_status (answer, icc->reason);
  cal_stat_add_whole (answer, "n_used", (double) icc->n_used);
  cal_stat_add_whole (answer, "judges", (double) n_raters);
  cal_stat_add_real (answer, "MSB", icc->msb);
  cal_stat_add_real (answer, "MSW", icc->msw);
  cal_stat_add_real (answer, "MSJ", icc->msj);
  cal_stat_add_real (answer, "MSE", icc->mse);
  add_icc (answer, "ICC1", &icc->icc1);
  add_icc (answer, "ICC2", &icc->icc2);
  add_icc (answer, "ICC3", &icc->icc3);
  add_icc (answer, "ICC1k", &icc->icc1k);
  add_icc (answer, "ICC2k", &icc->icc2k);
  add_icc (answer, "ICC3k", &icc->icc3k);
}

gboolean
cal_stat_icc (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0, n_raters = 0;
  g_autofree double *ratings =
      cal_stat_input_matrix (input, "targets_by_judges", &n, &n_raters, error);
  CalIcc icc;

  if (ratings == NULL)
    return FALSE;
  cal_icc (ratings, n, (guint) n_raters, &icc);
  cal_stat_answer_icc (answer, &icc, n_raters);
  return TRUE;
}
