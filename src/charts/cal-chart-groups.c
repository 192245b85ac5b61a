/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-groups-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "stats/cal-words-number.h"

/*
 * cal_group_rate_value:
 * @value: (out): the favourable rate, 0 to 1
 *
 * Returns: whether there is one that may be shown
 */
gboolean
cal_group_rate_value (const CalGroupRate *rate, double *value)
{
  if (!rate->shown || rate->placed == 0)
    return FALSE;
  *value = (double) rate->favourable / rate->placed;
  return TRUE;
}

/*
 * cal_group_rates_text:
 *
 * Returns: (transfer full): the rates before and now in whole percent, as markup;
 *   counts where there are too few, and "–" for what is hidden
 */
char *
cal_group_rates_text (const CalGroupRow *row)
{
  double before = 0;
  double now = 0;
  gboolean has_before = cal_group_rate_value (&row->before, &before);
  gboolean has_now = cal_group_rate_value (&row->now, &now);
  g_autofree char *first = NULL;

  if (!has_before && !has_now)
    return g_strdup ("–");
  if (row->mark == CAL_GROUP_COUNTS && has_before && has_now)
    return g_strdup_printf (/* Translators: favourable before → now of how many. */
                            _ ("%'u → %'u of %'u"), row->before.favourable, row->now.favourable,
                            row->now.placed);
  first = has_before ? g_strdup_printf ("%.0f", 100 * before) : g_strdup ("–");
  return has_now ? g_strdup_printf (_ ("%s → <b>%.0f %%</b>"), first, 100 * now)
                 : g_strdup_printf ("%s → –", first);
}

static void
clear (CalSceneChart *base)
{
  CalGroupsChart *chart = (CalGroupsChart *) base;

  for (guint i = 0; i < chart->n_rows; i++)
    {
      g_free ((char *) chart->rows[i].section);
      g_free ((char *) chart->rows[i].name);
      g_free ((char *) chart->rows[i].words);
    }
  g_free (chart->rows);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalGroupsChart *) base)->n_rows;
}

static void
tell_rate (GString *text, const char *when, const CalGroupRate *rate)
{
  double value;

  if (!cal_group_rate_value (rate, &value))
    return;
  /* Translators: before or now, favourable, of how many, the rate. */
  g_string_append_printf (text, _ ("; %s %'u of %'u favourable, %.0f %%"), when, rate->favourable,
                          rate->placed, 100 * value);
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalGroupRow *row = &((const CalGroupsChart *) base)->rows[mark];
  GString *text = g_string_new (row->name);

  if (row->shown)
    g_string_append_printf (text, ", n = %'u", row->n);
  tell_rate (text, _ ("before"), &row->before);
  tell_rate (text, _ ("now"), &row->now);
  if (!isnan (row->ratio) && row->mark != CAL_GROUP_COUNTS && row->mark != CAL_GROUP_REFERENCE)
    {
      g_autofree char *ratio = cal_words_effect (row->ratio, FALSE);
      g_autofree char *interval = cal_words_interval (row->low, row->high, FALSE);
      g_autofree char *p = cal_words_p (row->p, FALSE);

      g_string_append_printf (text, _ ("; screening ratio %s, 95 %% interval %s, %s"), ratio,
                              interval, p);
    }
  if (row->words != NULL && *row->words != '\0')
    g_string_append_printf (text, "; %s", row->words);
  return g_string_free (text, FALSE);
}

static const CalSceneChartClass groups_class = {
  .clear = clear,
  .lay_out = cal_chart_groups_lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
};

/**
 * cal_chart_new_groups:
 * @title: the chart's title
 * @rows: (array length=n_rows): the groups, in the order in which they stand
 * @n_rows: how many
 *
 * How often each group has a favourable rating, hollow before and solid now, and
 * its screening ratio with its interval on a logarithmic axis.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_groups (const char *title, const CalGroupRow *rows, guint n_rows)
{
  CalGroupsChart *chart = g_new0 (CalGroupsChart, 1);

  chart->rows = g_memdup2 (rows, n_rows * sizeof *rows);
  chart->n_rows = n_rows;
  for (guint i = 0; i < n_rows; i++)
    {
      chart->rows[i].section = g_strdup (rows[i].section);
      chart->rows[i].name = g_strdup (rows[i].name);
      chart->rows[i].words = g_strdup (rows[i].words != NULL ? rows[i].words : "");
    }
  cal_scene_chart_init (&chart->parent, &groups_class, title);
  if (n_rows == 0)
    chart->parent.sentence =
        g_strdup (_ ("There are no groups to compare: choose an attribute of the roster."));
  return &chart->parent.parent;
}
