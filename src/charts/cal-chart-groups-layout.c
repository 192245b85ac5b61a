/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-groups-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "stats/cal-words-number.h"

#define HEAD 24.0
#define ROW_LEAST 22.0
#define ROW_MOST 30.0
#define SECTION 24.0
#define AXIS 24.0
#define GAP 16.0
#define INSET 12.0
#define LABEL_SHARE 0.2
#define PLOT_LEAST 80.0
#define WORDS_LEAST 90.0
#define BASELINE 4.5
#define RADIUS 5.0
#define RATIO_LEAST 0.25
#define RATIO_FLOOR 0.02
#define RATE_TICKS 3

/* Where the columns are; a right edge of 0 is a column that gave way. */
typedef struct
{
  const CalGroupsChart *chart;
  CalScene *scene;
  double label_room;
  double n_right;
  double rate_left;
  double rate_right;
  double rates_left;
  double ratio_left;
  double ratio_right;
  double value_right;
  double p_right;
  gboolean has_p;
  double words_left;
  double words_room;
  double rate_step;
  double least_ratio;
  double most_ratio;
  double *tops;
} Groups;

static double
rate_x (const Groups *groups, double rate)
{
  return groups->rate_left
         + rate / (RATE_TICKS * groups->rate_step) * (groups->rate_right - groups->rate_left);
}

static double
ratio_x (const Groups *groups, double ratio)
{
  double along = log (CLAMP (ratio, groups->least_ratio, groups->most_ratio) / groups->least_ratio)
                 / log (groups->most_ratio / groups->least_ratio);

  return groups->ratio_left + along * (groups->ratio_right - groups->ratio_left);
}

static gboolean
has_ratio (const CalGroupRow *row)
{
  return !isnan (row->ratio) && row->mark != CAL_GROUP_COUNTS && row->mark != CAL_GROUP_REFERENCE;
}

static char *
ratio_text (const CalGroupRow *row)
{
  if (row->mark == CAL_GROUP_COUNTS || isnan (row->ratio))
    return g_strdup ("");
  return cal_words_effect (row->ratio, FALSE);
}

/* The p alone: its column's head says what it is. */
static char *
p_text (const CalGroupRow *row)
{
  g_autofree char *text = NULL;

  if (row->mark == CAL_GROUP_REFERENCE)
    return g_strdup ("");
  if (!has_ratio (row) || isnan (row->p))
    return g_strdup ("–");
  text = cal_words_p (row->p, FALSE);
  return g_strdup (g_str_has_prefix (text, "p = ") ? text + 4
                   : g_str_has_prefix (text, "p ") ? text + 2
                                                   : text);
}

static void
find_scales (Groups *groups)
{
  double highest = 0.1;

  groups->least_ratio = RATIO_LEAST;
  groups->most_ratio = 1.25;
  for (guint i = 0; i < groups->chart->n_rows; i++)
    {
      const CalGroupRow *row = &groups->chart->rows[i];
      double rate;

      if (cal_group_rate_value (&row->before, &rate))
        highest = MAX (highest, rate);
      if (cal_group_rate_value (&row->now, &rate))
        highest = MAX (highest, rate);
      if (!has_ratio (row))
        continue;
      if (row->low > 0)
        groups->least_ratio = MIN (groups->least_ratio, MAX (row->low * 0.95, RATIO_FLOOR));
      if (isfinite (row->high))
        groups->most_ratio = CLAMP (row->high * 1.05, groups->most_ratio, 8);
    }
  groups->rate_step = highest > 0.6 ? 1.0 / RATE_TICKS : highest > 0.3 ? 0.2 : 0.1;
}

static void
place_columns (Groups *groups)
{
  const CalGroupsChart *chart = groups->chart;
  double width = groups->scene->width;
  double name = cal_text_width (_ ("Group"), CAL_TEXT_SECONDARY, FALSE);
  double n = cal_text_width (_ ("n"), CAL_TEXT_SECONDARY, FALSE);
  double rates = 0;
  double value = 0;
  double p = 0;
  double words = cal_text_width (_ ("In words"), CAL_TEXT_SECONDARY, FALSE);
  double plots;

  for (guint i = 0; i < chart->n_rows; i++)
    {
      const CalGroupRow *row = &chart->rows[i];
      g_autofree char *count = g_strdup_printf ("%'u", row->n);
      g_autofree char *rate = cal_group_rates_text (row);
      g_autoptr (PangoLayout) layout = cal_text_layout_markup (rate, CAL_TEXT_CHART, 0);
      g_autofree char *ratio = ratio_text (row);
      g_autofree char *chance = p_text (row);

      name = MAX (name, cal_text_width (row->name, CAL_TEXT_CHART, TRUE));
      n = MAX (n, cal_text_width (count, CAL_TEXT_CHART, FALSE));
      rates = MAX (rates, cal_text_layout_width (layout));
      value = MAX (value, cal_text_width (ratio, CAL_TEXT_CHART, TRUE));
      p = MAX (p, cal_text_width (chance, CAL_TEXT_CHART, TRUE));
      words = MAX (words, cal_text_width (row->words, CAL_TEXT_CHART, TRUE));
    }
  groups->label_room = MIN (name, MAX (width * LABEL_SHARE, 90)) + 1;
  groups->n_right = INSET + groups->label_room + GAP + n;
  groups->words_room = MIN (words, MAX (width * 0.2, WORDS_LEAST)) + 1;
  plots = width - groups->n_right - rates - value - p - groups->words_room - INSET - 6.5 * GAP;
  if (plots < 2 * PLOT_LEAST)
    {
      plots += groups->words_room + GAP;
      groups->words_room = 0;
    }
  groups->has_p = plots >= 2 * PLOT_LEAST;
  if (!groups->has_p)
    plots += p + GAP;
  plots = MAX (plots, 2 * PLOT_LEAST);
  groups->rate_left = groups->n_right + GAP + RADIUS;
  groups->rate_right = groups->rate_left + plots * 0.52;
  groups->rates_left = groups->rate_right + GAP;
  groups->ratio_left = groups->rates_left + rates + GAP;
  groups->ratio_right = groups->ratio_left + plots * 0.48;
  groups->value_right = groups->ratio_right + GAP / 2 + value;
  groups->p_right = groups->value_right + (groups->has_p ? GAP + p : 0);
  groups->words_left = groups->p_right + GAP;
}

static double
row_height (const Groups *groups, const CalGroupRow *row, double least)
{
  gboolean bold = row->mark == CAL_GROUP_LOW;
  double height = cal_text_wrapped_height (row->name, CAL_TEXT_CHART, bold, groups->label_room) + 5;

  if (groups->words_room > 0)
    height = MAX (
        height, cal_text_wrapped_height (row->words, CAL_TEXT_CHART, bold, groups->words_room) + 5);
  return MAX (height, least);
}

static void
place_rows (Groups *groups)
{
  const CalGroupsChart *chart = groups->chart;
  guint n_sections = 0;
  double y = HEAD;
  double least;

  for (guint i = 0; i < chart->n_rows; i++)
    n_sections += chart->rows[i].section != NULL;
  least = CLAMP ((groups->scene->asked - HEAD - AXIS - n_sections * SECTION) / chart->n_rows,
                 ROW_LEAST, ROW_MOST);
  groups->tops = g_new (double, chart->n_rows + 1);
  for (guint i = 0; i < chart->n_rows; i++)
    {
      if (chart->rows[i].section != NULL)
        y += SECTION;
      groups->tops[i] = y;
      y += row_height (groups, &chart->rows[i], least);
    }
  groups->tops[chart->n_rows] = y;
  groups->scene->height = y + AXIS;
}

static double
row_bottom (const Groups *groups, guint i)
{
  gboolean section = i + 1 < groups->chart->n_rows && groups->chart->rows[i + 1].section != NULL;

  return groups->tops[i + 1] - (section ? SECTION : 0);
}

static void
add_head (const Groups *groups, const char *text, double x, CalAlign align)
{
  cal_scene_text (groups->scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, x, 12, align);
}

static void
add_fitting_head (const Groups *groups,
                  const char *text,
                  const char *brief,
                  double left,
                  double right)
{
  gboolean fits = left + cal_text_width (text, CAL_TEXT_SECONDARY, FALSE) <= right;

  add_head (groups, fits ? text : brief, left, CAL_ALIGN_START);
}

static void
add_heads (const Groups *groups)
{
  add_head (groups, _ ("Group"), INSET, CAL_ALIGN_START);
  add_head (groups, _ ("n"), groups->n_right, CAL_ALIGN_END);
  add_fitting_head (groups, _ ("Favourable rate, before → now"), _ ("Favourable"),
                    groups->rate_left, groups->ratio_left - GAP / 2);
  add_fitting_head (groups, _ ("Screening ratio, now"), _ ("Ratio"), groups->ratio_left,
                    groups->value_right);
  if (groups->has_p)
    add_head (groups, _ ("p"), groups->p_right, CAL_ALIGN_END);
  if (groups->words_room > 0)
    add_head (groups, _ ("In words"), groups->words_left, CAL_ALIGN_START);
}

static void
add_rate_axis (const Groups *groups, double bottom)
{
  gboolean dense = (groups->rate_right - groups->rate_left) / RATE_TICKS < 36;

  for (guint tick = 0; tick <= RATE_TICKS; tick++)
    {
      double x = rate_x (groups, tick * groups->rate_step);
      g_autofree char *text = tick == 0
                                  ? g_strdup ("0")
                                  : g_strdup_printf (_ ("%.0f %%"), 100 * tick * groups->rate_step);

      cal_scene_line (groups->scene, x, HEAD, x, bottom, CAL_INK_TEXT, 0.1, 1, FALSE);
      if (!dense || tick % RATE_TICKS == 0)
        cal_scene_text (groups->scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, x, bottom + 17,
                        CAL_ALIGN_CENTER);
    }
}

static void
add_ratio_axis (const Groups *groups, double bottom)
{
  static const double ticks[] = { 0.25, 0.5, 0.8, 1 };
  gboolean dense = ratio_x (groups, 1) - ratio_x (groups, 0.8) < 12;

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      double x = ratio_x (groups, ticks[i]);
      gboolean rule = ticks[i] == 0.8;
      g_autofree char *text = g_strdup_printf ("%g", ticks[i]);
      /* 0.8 and 1 are close by: each leans away from the other. */
      CalAlign align = rule ? CAL_ALIGN_END : ticks[i] == 1 ? CAL_ALIGN_START : CAL_ALIGN_CENTER;

      if (rule)
        cal_scene_line (groups->scene, x, HEAD, x, bottom, CAL_INK_TEXT, 1, 1.5, TRUE);
      else
        cal_scene_line (groups->scene, x, HEAD, x, bottom, CAL_INK_TEXT, ticks[i] == 1 ? 0.5 : 0.1,
                        ticks[i] == 1 ? 1.5 : 1, FALSE);
      if (!dense || rule || ticks[i] == 0.25)
        cal_scene_text (groups->scene, text, CAL_TEXT_SECONDARY, rule,
                        rule ? CAL_INK_TEXT : CAL_INK_DIM,
                        x
                            + (rule                       ? 4
                               : align == CAL_ALIGN_START ? -2
                                                          : 0),
                        bottom + 17, align);
    }
}

static void
add_rates (const Groups *groups, const CalGroupRow *row, double middle)
{
  CalScene *scene = groups->scene;
  g_autofree char *text = cal_group_rates_text (row);
  double before = 0;
  double now = 0;
  gboolean has_before = cal_group_rate_value (&row->before, &before);
  gboolean has_now = cal_group_rate_value (&row->now, &now);

  cal_scene_layout (scene, cal_text_layout_markup (text, CAL_TEXT_CHART, 0),
                    row->mark == CAL_GROUP_COUNTS ? CAL_INK_DIM : CAL_INK_TEXT, groups->rates_left,
                    middle + BASELINE, CAL_ALIGN_START);
  if (row->mark == CAL_GROUP_COUNTS)
    return;
  if (has_before && has_now)
    cal_scene_line (scene, rate_x (groups, before), middle, rate_x (groups, now), middle,
                    CAL_INK_DIM, 0.7, 1.5, FALSE);
  if (has_before)
    cal_scene_circle (scene, rate_x (groups, before), middle, RADIUS, CAL_INK_BEFORE, TRUE);
  if (has_now)
    cal_scene_circle (scene, rate_x (groups, now), middle, RADIUS, CAL_INK_ACCENT, FALSE);
}

static void
add_ratio (const Groups *groups, const CalGroupRow *row, double middle)
{
  CalScene *scene = groups->scene;
  gboolean low = row->mark == CAL_GROUP_LOW;
  gboolean uncertain = row->mark == CAL_GROUP_UNCERTAIN;
  CalInk ink = low ? CAL_INK_ACCENT_TEXT : CAL_INK_DIM;
  double line = low ? 2.2 : 1.5;
  double x = ratio_x (groups, isnan (row->ratio) ? 1 : row->ratio);

  if (row->mark == CAL_GROUP_REFERENCE)
    {
      cal_scene_fill (scene, (cairo_rectangle_t){ x - 4.5, middle - 4.5, 9, 9 }, 0, CAL_INK_DIM, 1);
      return;
    }
  if (!has_ratio (row))
    return;
  if (!isnan (row->low) && !isnan (row->high))
    {
      double from = ratio_x (groups, row->low);
      double to = ratio_x (groups, row->high);

      cal_scene_line (scene, from, middle, to, middle, ink, 1, line, uncertain);
      /* No stop where the interval goes on beyond the axis. */
      if (row->low >= groups->least_ratio)
        cal_scene_line (scene, from, middle - 3.5, from, middle + 3.5, ink, 1, line, FALSE);
      if (row->high <= groups->most_ratio)
        cal_scene_line (scene, to, middle - 3.5, to, middle + 3.5, ink, 1, line, FALSE);
    }
  cal_scene_circle (scene, x, middle, RADIUS, ink, uncertain);
}

static void
add_row (const Groups *groups, guint i)
{
  const CalGroupRow *row = &groups->chart->rows[i];
  CalScene *scene = groups->scene;
  double top = groups->tops[i];
  double height = row_bottom (groups, i) - top;
  double middle = top + height / 2;
  gboolean bold = row->mark == CAL_GROUP_LOW;
  CalInk ink = row->mark == CAL_GROUP_COUNTS ? CAL_INK_DIM : CAL_INK_TEXT;
  CalInk word_ink = ink == CAL_INK_DIM || row->mark == CAL_GROUP_REFERENCE ? CAL_INK_DIM : ink;
  g_autofree char *n = row->shown ? g_strdup_printf ("%'u", row->n) : g_strdup ("–");
  g_autofree char *ratio = ratio_text (row);
  g_autofree char *p = p_text (row);

  if (bold)
    cal_scene_fill (scene, (cairo_rectangle_t){ 0, top + 0.5, scene->width, height - 1 }, 6,
                    CAL_INK_ACCENT, 0.1);
  cal_scene_label (scene, row->name, bold, ink, INSET, middle, groups->label_room);
  cal_scene_text (scene, n, CAL_TEXT_CHART, FALSE, ink, groups->n_right, middle + BASELINE,
                  CAL_ALIGN_END);
  add_rates (groups, row, middle);
  add_ratio (groups, row, middle);
  cal_scene_text (scene, ratio, CAL_TEXT_CHART, bold,
                  row->mark == CAL_GROUP_REFERENCE ? CAL_INK_DIM : ink, groups->value_right,
                  middle + BASELINE, CAL_ALIGN_END);
  if (groups->has_p)
    cal_scene_text (scene, p, CAL_TEXT_CHART, bold, ink, groups->p_right, middle + BASELINE,
                    CAL_ALIGN_END);
  if (groups->words_room > 0)
    cal_scene_label (scene, row->words, bold, word_ink, groups->words_left, middle,
                     groups->words_room);
  cal_scene_mark (scene, (cairo_rectangle_t){ 0, top, scene->width, height });
}

/*
 * cal_chart_groups_lay_out:
 *
 * See #CalSceneChartClass.
 */
void
cal_chart_groups_lay_out (const CalSceneChart *base, CalScene *scene)
{
  Groups groups = { .chart = (const CalGroupsChart *) base, .scene = scene };
  double bottom;

  place_columns (&groups);
  place_rows (&groups);
  find_scales (&groups);
  bottom = groups.tops[groups.chart->n_rows];
  add_heads (&groups);
  add_rate_axis (&groups, bottom);
  add_ratio_axis (&groups, bottom);
  for (guint i = 0; i < groups.chart->n_rows; i++)
    {
      const char *section = groups.chart->rows[i].section;

      if (section != NULL)
        {
          double top = groups.tops[i] - SECTION;

          if (i > 0)
            cal_scene_line (scene, INSET, top + 3, scene->width - INSET, top + 3, CAL_INK_TEXT,
                            0.15, 1, FALSE);
          cal_scene_text (scene, section, CAL_TEXT_META, TRUE, CAL_INK_DIM, INSET, top + 18,
                          CAL_ALIGN_START);
        }
      add_row (&groups, i);
    }
  g_free (groups.tops);
}
