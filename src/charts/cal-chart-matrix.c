/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-matrix.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/cal-scene-chart.h"
#include "stats/cal-words-number.h"

#define TOP 6.0
#define CELL_LEAST 12.0
#define CELL_MOST 40.0
#define CELL_GAP 2.0
#define NUMBERED 30.0
#define NAMES_LEAST 80.0
#define LABEL_SHARE 0.3
#define LEGEND_LINE 22.0
#define LEGEND_GAP 36.0
#define SWATCH 14.0
#define N_STEPS 5

typedef struct
{
  CalSceneChart parent;
  char **raters;
  guint n_raters;
  CalMatrixPair *pairs;
  guint n_pairs;
} CalMatrixChart;

/**
 * cal_chart_kappa_step:
 *
 * Returns: which of five steps of agreement κ lies in: below 0.2, 0.4, 0.6, 0.8,
 *   and above
 */
guint
cal_chart_kappa_step (double kappa)
{
  return kappa < 0.2 ? 0 : kappa < 0.4 ? 1 : kappa < 0.6 ? 2 : kappa < 0.8 ? 3 : 4;
}

/**
 * cal_chart_kappa_words:
 *
 * Puts an agreement in words, after Landis & Koch, Biometrics 33 (1977), whose
 * bounds are a convention and no more.
 *
 * Returns: (transfer none): how far raters agree
 */
const char *
cal_chart_kappa_words (double kappa)
{
  const char *const words[N_STEPS] = {
    _ ("hardly more than by chance"), _ ("fairly"), _ ("moderately"), _ ("well"), _ ("very well"),
  };

  return words[cal_chart_kappa_step (kappa)];
}

static char *
kappa_text (double kappa)
{
  return isnan (kappa) ? g_strdup ("–") : cal_words_effect (kappa, FALSE);
}

/* The palette's steps run from low to high; disagreement is what is looked for,
 * and so it has the warm end. */
static CalInk
ink_of (double kappa)
{
  return CAL_INK_TINT + (N_STEPS - 1 - cal_chart_kappa_step (kappa));
}

static void
add_legend (CalScene *scene, double x, double y)
{
  static const double bounds[N_STEPS] = { 0, 0.2, 0.4, 0.6, 0.8 };

  for (guint i = 0; i < N_STEPS; i++)
    {
      double middle = 0.1 + 0.2 * i;
      g_autofree char *text =
          i == 0 ? g_strdup_printf (_ ("below 0.2: they agree %s"), cal_chart_kappa_words (middle))
                 : g_strdup_printf (_ ("from %.1f: %s"), bounds[i], cal_chart_kappa_words (middle));
      cairo_rectangle_t swatch = { x, y + i * LEGEND_LINE - 11, SWATCH, SWATCH };

      cal_scene_fill (scene, swatch, 3, ink_of (middle), 1);
      cal_scene_outline (scene, swatch, CAL_INK_BAND_EDGE, 1);
      cal_scene_text (scene, text, CAL_TEXT_SECONDARY, FALSE, CAL_INK_DIM, x + SWATCH + 8,
                      y + i * LEGEND_LINE, CAL_ALIGN_START);
    }
}

static double
legend_width (void)
{
  double widest = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("below 0.2: they agree %s"), cal_chart_kappa_words (0.1 + 0.2 * i));

      widest = MAX (widest, cal_text_width (text, CAL_TEXT_SECONDARY, FALSE));
    }
  return widest + SWATCH + 8;
}

static char *
row_name (const CalMatrixChart *chart, guint i)
{
  g_autofree char *name = cal_text_isolated (chart->raters[i]);

  return g_strdup_printf ("%u  %s", i + 1, name);
}

/* Where the rows begin: each as high as a cell, or as its name needs. */
static double *
place_rows (const CalMatrixChart *chart, double names, double cell)
{
  double *tops = g_new (double, chart->n_raters + 1);

  tops[0] = TOP;
  for (guint i = 0; i < chart->n_raters; i++)
    {
      g_autofree char *name = row_name (chart, i);

      tops[i + 1] =
          tops[i] + MAX (cell, cal_text_wrapped_height (name, CAL_TEXT_CHART, FALSE, names) + 3);
    }
  return tops;
}

static void
add_pair (CalScene *scene, const CalMatrixPair *pair, double left, const double *tops, double cell)
{
  guint row = MAX (pair->first, pair->second);
  guint column = MIN (pair->first, pair->second);
  cairo_rectangle_t box = { left + column * cell, tops[row], cell - CELL_GAP,
                            tops[row + 1] - tops[row] - CELL_GAP };
  g_autofree char *text = kappa_text (pair->kappa);

  if (isnan (pair->kappa))
    cal_scene_outline (scene, box, CAL_INK_BAND, 1);
  else
    cal_scene_fill (scene, box, 3, ink_of (pair->kappa), 1);
  if (cell >= NUMBERED)
    cal_scene_text (scene, text, CAL_TEXT_META, FALSE,
                    isnan (pair->kappa) ? CAL_INK_DIM : CAL_INK_TEXT, box.x + box.width / 2,
                    box.y + box.height / 2 + 4, CAL_ALIGN_CENTER);
  cal_scene_mark (scene, (cairo_rectangle_t){ box.x, box.y, cell, box.height + CELL_GAP });
}

static void
lay_out (const CalSceneChart *base, CalScene *scene)
{
  const CalMatrixChart *chart = (const CalMatrixChart *) base;
  double names = 0;
  double legend = legend_width ();
  g_autofree double *tops = NULL;
  double left;
  double cell;

  for (guint i = 0; i < chart->n_raters; i++)
    {
      g_autofree char *name = row_name (chart, i);

      names = MAX (names, cal_text_width (name, CAL_TEXT_CHART, FALSE));
    }
  names = MIN (names + 1, MAX (scene->width * LABEL_SHARE, 110));
  names = MAX (MIN (names, scene->width - 10 - chart->n_raters * CELL_LEAST), NAMES_LEAST);
  left = names + 10;
  cell = CLAMP ((scene->width - left) / chart->n_raters, CELL_LEAST, CELL_MOST);
  tops = place_rows (chart, names, cell);
  for (guint i = 0; i < chart->n_raters; i++)
    {
      g_autofree char *name = row_name (chart, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      double middle = (tops[i] + tops[i + 1] - CELL_GAP) / 2;

      cal_scene_label (scene, name, FALSE, CAL_INK_TEXT, 0, middle, names);
      /* The column's number stands where its row's cells end: on the diagonal. */
      if (i + 1 < chart->n_raters)
        cal_scene_text (scene, number, CAL_TEXT_META, FALSE, CAL_INK_DIM,
                        left + i * cell + (cell - CELL_GAP) / 2, middle + 4, CAL_ALIGN_CENTER);
    }
  for (guint i = 0; i < chart->n_pairs; i++)
    add_pair (scene, &chart->pairs[i], left, tops, cell);
  scene->height = tops[chart->n_raters];
  if (left + chart->n_raters * cell + LEGEND_GAP + legend <= scene->width)
    {
      add_legend (scene, left + chart->n_raters * cell + LEGEND_GAP, TOP + 14);
      scene->height = MAX (scene->height, TOP + N_STEPS * LEGEND_LINE);
      return;
    }
  add_legend (scene, 0, scene->height + 22);
  scene->height += 14 + N_STEPS * LEGEND_LINE;
}

static void
clear (CalSceneChart *base)
{
  CalMatrixChart *chart = (CalMatrixChart *) base;

  g_strfreev (chart->raters);
  g_free (chart->pairs);
}

static guint
n_marks (const CalSceneChart *base)
{
  return ((const CalMatrixChart *) base)->n_pairs;
}

static char *
mark_text (const CalSceneChart *base, guint mark)
{
  const CalMatrixChart *chart = (const CalMatrixChart *) base;
  const CalMatrixPair *pair = &chart->pairs[mark];
  g_autofree char *kappa = kappa_text (pair->kappa);
  const char *first = chart->raters[pair->first];
  const char *second = chart->raters[pair->second];

  if (isnan (pair->kappa))
    return g_strdup_printf (ngettext ("%s and %s: no value, %'u subject in common",
                                      "%s and %s: no value, %'u subjects in common",
                                      (guint) pair->n),
                            first, second, (guint) pair->n);
  /* Translators: two raters, their agreement, how far they agree, how many
   * subjects both rated. */
  return g_strdup_printf (_ ("%s and %s: κ %s, they agree %s (n = %'u)"), first, second, kappa,
                          cal_chart_kappa_words (pair->kappa), (guint) pair->n);
}

static const CalSceneChartClass matrix_class = {
  .clear = clear,
  .lay_out = lay_out,
  .n_marks = n_marks,
  .mark_text = mark_text,
};

/**
 * cal_chart_new_matrix:
 * @title: the chart's title
 * @raters: (array length=n_raters): their names
 * @n_raters: how many
 * @pairs: (array length=n_pairs): every two of them
 * @n_pairs: how many
 *
 * Who agrees with whom: a half matrix of κ, those who disagree warm.
 *
 * Returns: (transfer full): the chart
 */
CalChart *
cal_chart_new_matrix (const char *title,
                      const char *const *raters,
                      guint n_raters,
                      const CalMatrixPair *pairs,
                      guint n_pairs)
{
  CalMatrixChart *chart = g_new0 (CalMatrixChart, 1);

  chart->raters = g_new0 (char *, n_raters + 1);
  for (guint i = 0; i < n_raters; i++)
    chart->raters[i] = g_strdup (raters[i]);
  chart->n_raters = n_raters;
  chart->pairs = g_memdup2 (pairs, n_pairs * sizeof *pairs);
  chart->n_pairs = n_pairs;
  cal_scene_chart_init (&chart->parent, &matrix_class, title);
  if (n_raters == 0)
    chart->parent.sentence = g_strdup (_ ("No independent ratings have been imported."));
  else if (n_raters == 1)
    chart->parent.sentence = g_strdup (_ ("Undefined: one rater only."));
  return &chart->parent.parent;
}
