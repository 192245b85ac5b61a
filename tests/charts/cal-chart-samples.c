/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-chart-samples.h"

#include <math.h>

static const char *const long_names[CAL_SAMPLE_N_NAMES] = {
  NULL,
  "Dr. Annegret Rindfleischetikettierungsüberwachung-Schmidthuber",
  "عبد الرحمن بن محمد الأنصاري الخزرجي",
};

/* The name, or where others are asked for, one of those instead now and then. */
static const char *
name_of (const char *name, guint i, CalSampleNames names)
{
  return names != CAL_SAMPLE_PLAIN && i % 3 == 0 ? long_names[names] : name;
}

static const double earlier[] = { -0.42, 0.1 };

const CalForestRow cal_sample_raters[] = {
  { "E3", "K. Abubakar", 18, -0.14, -0.36, 0.07, -0.19, FALSE, 0.55, 0.31, NULL },
  { "E1", "D. Santos", 12, -0.31, -0.56, -0.06, -0.47, TRUE, 0.5, 0.72, &earlier[0] },
  { "E2", "M. Duarte", 24, -0.31, -0.50, -0.11, -0.38, TRUE, 0.62, 0.2, NULL },
  { "E4", "B. Eriksen", 8, -0.10, -0.38, 0.18, -0.17, FALSE, 0.75, NAN, NULL },
  { "E5", "L. Romano", 14, -0.06, -0.30, 0.18, -0.09, FALSE, 0.43, -0.3, &earlier[1] },
  { "E6", "T. Vogel", 4, -0.02, -0.35, 0.32, -0.05, FALSE, 1, NAN, NULL },
  { "E7", "G. Weiss", 10, 0.0, -0.26, 0.26, 0.0, FALSE, 0.6, 0.4, NULL },
  { "E8", "C. Mbeki", 2, 0.05, -0.32, 0.43, 0.2, FALSE, 0, NAN, NULL },
  { "E9", "H. Nakamura", 20, 0.08, -0.13, 0.28, 0.1, FALSE, 0.5, 0.1, NULL },
  { "E14", "S. Lindqvist", 22, 0.30, 0.10, 0.50, 0.38, TRUE, 0.41, 0.55, NULL },
};
const guint cal_sample_n_raters = G_N_ELEMENTS (cal_sample_raters);

static CalChart *
make_columns (CalSampleNames names)
{
  static const char *const codes[] = {
    "1,1", "1,2", "2,1", "1,3", "2,2", "3,1", "2,3", "3,2", "3,3"
  };
  static const char *const labels[] = { "At risk", "Uneven",  "Steady", "Untapped", "Core",
                                        "Expert",  "Growing", "Strong", "Star" };
  static const guint values[][4] = { { 1, 3, 2, 6 },     { 6, 9, 6, 14 },    { 18, 25, 22, 34 },
                                     { 5, 7, 4, 12 },    { 57, 66, 54, 74 }, { 14, 13, 12, 20 },
                                     { 40, 30, 22, 34 }, { 33, 25, 20, 32 }, { 26, 22, 12, 20 } };
  static const guint steps[] = { 0, 1, 1, 2, 2, 2, 3, 3, 4 };
  CalChartColumn columns[G_N_ELEMENTS (values)];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    columns[i] = (CalChartColumn){
      .code = codes[i],
      .label = names == CAL_SAMPLE_GERMAN && i % 3 == 0 ? "Entwicklungsunterstützungsbedarf"
                                                        : name_of (labels[i], i, names),
      .step = steps[i],
      .before = values[i][0],
      .now = values[i][1],
      .has_range = TRUE,
      .low = values[i][2],
      .high = values[i][3],
    };
  return cal_chart_new_columns ("Distribution", columns, G_N_ELEMENTS (columns));
}

static CalChart *
make_forest (CalSampleNames names)
{
  static const char *const cycles[] = { "Annual review 2025" };
  CalForestRow rows[G_N_ELEMENTS (cal_sample_raters)];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      rows[i] = cal_sample_raters[i];
      rows[i].name = name_of (rows[i].name, i, names);
    }
  return cal_chart_new_forest ("Severity", rows, G_N_ELEMENTS (rows), cycles, 1);
}

static CalChart *
make_groups (CalSampleNames names)
{
  CalGroupRow rows[] = {
    { "gender",
      "Men",
      TRUE,
      103,
      { TRUE, 103, 59 },
      { TRUE, 103, 42 },
      CAL_GROUP_REFERENCE,
      1,
      NAN,
      NAN,
      1,
      "highest: the reference" },
    { NULL,
      "Women",
      TRUE,
      86,
      { TRUE, 86, 36 },
      { TRUE, 86, 32 },
      CAL_GROUP_PLAIN,
      0.91,
      0.64,
      1.31,
      0.66,
      "above 0.80" },
    { NULL,
      "Not stated",
      TRUE,
      11,
      { TRUE, 11, 4 },
      { TRUE, 11, 3 },
      CAL_GROUP_COUNTS,
      0.67,
      0.2,
      1.9,
      NAN,
      "too few to infer" },
    { "working time",
      "Full-time",
      TRUE,
      162,
      { TRUE, 162, 87 },
      { TRUE, 162, 70 },
      CAL_GROUP_REFERENCE,
      1,
      NAN,
      NAN,
      1,
      "highest: the reference" },
    { NULL,
      "Part-time",
      TRUE,
      38,
      { TRUE, 38, 12 },
      { TRUE, 38, 7 },
      CAL_GROUP_LOW,
      0.43,
      0.21,
      0.85,
      0.0051,
      "low, unlikely to be chance" },
    { "age",
      "Under 35",
      TRUE,
      61,
      { TRUE, 61, 32 },
      { TRUE, 61, 26 },
      CAL_GROUP_REFERENCE,
      1,
      NAN,
      NAN,
      1,
      "highest: the reference" },
    { NULL,
      "35 to 49",
      TRUE,
      97,
      { TRUE, 97, 51 },
      { TRUE, 97, 40 },
      CAL_GROUP_UNCERTAIN,
      0.97,
      0.67,
      1.4,
      0.87,
      "one different decision would reverse the order" },
    { NULL,
      "50 and over",
      FALSE,
      0,
      { FALSE, 0, 0 },
      { FALSE, 0, 0 },
      CAL_GROUP_COUNTS,
      NAN,
      NAN,
      NAN,
      NAN,
      "not shown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i].name = name_of (rows[i].name, i, names);
  return cal_chart_new_groups ("Groups", rows, G_N_ELEMENTS (rows));
}

static CalChart *
make_flow (CalSampleNames names)
{
  static const guint64 flow[] = {
    15, 3, 4, 1, 2, 0, 1,  0, 0, 4, 13, 0, 3, 11, 0, 2, 0, 0, 0, 3, 18, 0, 14, 2, 3, 0, 0,
    1,  2, 1, 8, 1, 0, 1,  0, 0, 2, 4,  6, 1, 33, 1, 9, 0, 1, 0, 0, 1,  0, 1,  2, 1, 0, 0,
    0,  0, 0, 0, 3, 1, 10, 3, 1, 0, 0,  0, 0, 0,  1, 0, 5, 0, 0, 0, 0,  0, 0,  0, 0, 0, 1,
  };
  CalFlowCell cells[] = {
    { "3,3", "Star", 4, 6 },   { "3,2", "Strong", 3, 5 }, { "2,3", "Growing", 3, 5 },
    { "3,1", "Expert", 2, 4 }, { "2,2", "Core", 2, 4 },   { "1,3", "Untapped", 2, 4 },
    { "2,1", "Steady", 1, 3 }, { "1,2", "Uneven", 1, 3 }, { "1,1", "At risk", 0, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    cells[i].label = name_of (cells[i].label, i, names);
  return cal_chart_new_flow ("What calibration changed", cells, G_N_ELEMENTS (cells), flow);
}

static CalChart *
make_matrix (CalSampleNames names)
{
  return cal_sample_matrix_of (7, names);
}

static CalChart *
make_moves (CalSampleNames names)
{
  CalMovesRow rows[] = {
    { "E1", NULL, "D. Santos", TRUE, 1, 8, 3 },    { "E2", NULL, "M. Duarte", TRUE, 2, 18, 4 },
    { NULL, "gender", "Women", TRUE, 24, 50, 12 }, { NULL, NULL, "Men", TRUE, 37, 56, 10 },
    { NULL, NULL, "Not stated", FALSE, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i].name = name_of (rows[i].name, i, names);
  return cal_chart_new_moves ("Moves", rows, G_N_ELEMENTS (rows));
}

static CalChart *
make_slopes (CalSampleNames names)
{
  CalSlope slopes[] = {
    { "Full-time", 162, 0.537, 0.432, FALSE, FALSE },
    { "Part-time", 38, 0.316, 0.184, TRUE, FALSE },
    { "Men", 103, 0.57, 0.41, FALSE, FALSE },
    { "Women", 86, 0.42, 0.37, FALSE, FALSE },
    { "Not stated", 11, 0.36, 0.27, FALSE, TRUE },
    { "50 and over", 4, NAN, NAN, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slopes); i++)
    slopes[i].name = name_of (slopes[i].name, i, names);
  return cal_chart_new_slopes ("Rates", slopes, G_N_ELEMENTS (slopes));
}

const CalChartSample cal_chart_samples[CAL_N_CHART_SAMPLES] = {
  { "columns", make_columns }, { "forest", make_forest }, { "groups", make_groups },
  { "flow", make_flow },       { "matrix", make_matrix }, { "moves", make_moves },
  { "slopes", make_slopes },
};

/* As many raters as wanted, each with an effect of their own. */
CalChart *
cal_sample_forest_of (guint n_raters, CalSampleNames names)
{
  g_autofree CalForestRow *rows = g_new (CalForestRow, n_raters);

  for (guint i = 0; i < n_raters; i++)
    {
      rows[i] = cal_sample_raters[i % cal_sample_n_raters];
      rows[i].name = name_of (rows[i].name, i, names);
      rows[i].effect = sin (i * 0.7) * 0.4;
      rows[i].low = rows[i].effect - 0.2;
      rows[i].high = rows[i].effect + 0.2;
      rows[i].raw = rows[i].effect * 1.3;
      rows[i].earlier = NULL;
    }
  return cal_chart_new_forest ("Severity", rows, n_raters, NULL, 0);
}

CalChart *
cal_sample_matrix_of (guint n_raters, CalSampleNames names)
{
  g_autofree const char **raters = g_new (const char *, n_raters);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CalMatrixPair));

  for (guint i = 0; i < n_raters; i++)
    {
      raters[i] = name_of (cal_sample_raters[i % cal_sample_n_raters].name, i, names);
      for (guint j = i + 1; j < n_raters; j++)
        {
          CalMatrixPair pair = { i, j, 20 + i, (i + j) % 7 == 6 ? NAN : 1 - 0.13 * ((i * j) % 9) };

          g_array_append_val (pairs, pair);
        }
    }
  return cal_chart_new_matrix ("Agreement", raters, n_raters,
                               (const CalMatrixPair *) (gconstpointer) pairs->data, pairs->len);
}
