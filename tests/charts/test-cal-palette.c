/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "charts/cal-palette.h"

typedef struct
{
  double r;
  double g;
  double b;
} Linear;

/* Simulations of the three dichromacies on linear RGB, severity 1.0: Machado,
 * Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", IEEE TVCG 15(6), 2009, table 1. */
static const double simulations[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

static double
linear (guint byte)
{
  double value = byte / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static Linear
linear_of (CalColor color)
{
  return (Linear){ linear (color >> 16 & 0xff), linear (color >> 8 & 0xff), linear (color & 0xff) };
}

/* WCAG 2.1, relative luminance and contrast ratio. */
static double
luminance (CalColor color)
{
  Linear c = linear_of (color);

  return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

static double
contrast (CalColor a, CalColor b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return MAX (first, second) / MIN (first, second);
}

static double
lab_f (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE 1976 colour difference between two colours as somebody with that
 * deficiency sees them, white point D65. */
static double
difference (CalColor one, CalColor two, guint deficiency)
{
  CalColor colors[2] = { one, two };
  double lab[2][3];

  for (guint i = 0; i < 2; i++)
    {
      const double (*m)[3] = simulations[deficiency];
      Linear c = linear_of (colors[i]);
      double r = CLAMP (m[0][0] * c.r + m[0][1] * c.g + m[0][2] * c.b, 0, 1);
      double g = CLAMP (m[1][0] * c.r + m[1][1] * c.g + m[1][2] * c.b, 0, 1);
      double b = CLAMP (m[2][0] * c.r + m[2][1] * c.g + m[2][2] * c.b, 0, 1);
      double x = lab_f ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
      double y = lab_f (0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
      double z = lab_f ((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

      lab[i][0] = 116 * y - 16;
      lab[i][1] = 500 * (x - y);
      lab[i][2] = 200 * (y - z);
    }
  return hypot (hypot (lab[0][0] - lab[1][0], lab[0][1] - lab[1][1]), lab[0][2] - lab[1][2]);
}

/* What a colour becomes under a veil of white: how a chip lies on its cell. */
static CalColor
veiled (CalColor color, double alpha)
{
  CalColor result = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    result |= (CalColor) lround ((color >> shift & 0xff) * (1 - alpha) + 255 * alpha) << shift;
  return result;
}

/* Every text on everything that it is drawn on: accented text never stands on
 * a chip. */
static void
test_contrast (gconstpointer data)
{
  const CalPalette *palette = data;
  CalColor grounds[] = { palette->window, palette->side, palette->card };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      g_assert_cmpfloat (contrast (palette->text, grounds[i]), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->dim, grounds[i]), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->accent_text, grounds[i]), >=, 4.5);
    }
  for (guint i = 0; i < G_N_ELEMENTS (palette->tints); i++)
    {
      CalColor tint = palette->tints[i];
      CalColor chip = veiled (tint, palette->chip_alpha);
      CalColor moved = veiled (tint, palette->chip_moved_alpha);

      g_assert_cmpfloat (contrast (palette->text, tint), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->dim, tint), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->accent_text, tint), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->text, chip), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->dim, chip), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->text, moved), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->dim, moved), >=, 4.5);
    }
  g_assert_cmpfloat (contrast (palette->past_text, palette->past), >=, 4.5);
  /* The dark pill: the card's colour on the text's. */
  g_assert_cmpfloat (contrast (palette->card, palette->text), >=, 4.5);
}

static void
test_marks (gconstpointer data)
{
  const CalPalette *palette = data;

  /* WCAG 2.1, 1.4.11: what is no text needs 3 : 1 to what it lies on. */
  g_assert_cmpfloat (contrast (palette->bar, palette->card), >=, 3);
  g_assert_cmpfloat (contrast (palette->before, palette->card), >=, 3);
  g_assert_cmpfloat (contrast (palette->band_edge, palette->card), >=, 3);
  g_assert_cmpfloat (contrast (palette->accent, palette->card), >=, 3);
}

static void
test_deficiencies (gconstpointer data)
{
  const CalPalette *palette = data;

  for (guint d = 0; d < G_N_ELEMENTS (simulations); d++)
    for (guint i = 0; i + 1 < G_N_ELEMENTS (palette->tints); i++)
      g_assert_cmpfloat (difference (palette->tints[i], palette->tints[i + 1], d), >=, 5);
}

/* What a colour becomes where it covers the card by @alpha. */
static CalColor
covering (CalColor color, CalColor card, double alpha)
{
  CalColor result = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    result |=
        (CalColor) lround ((color >> shift & 0xff) * alpha + (card >> shift & 0xff) * (1 - alpha))
        << shift;
  return result;
}

/* Series that lie side by side in the charts of fairness: whoever sees fewer
 * colours tells them apart, and by their patterns besides. */
static void
test_series (gconstpointer data)
{
  const CalPalette *palette = data;
  CalColor stayed = covering (palette->text, palette->card, 0.09);
  CalColor sideways = covering (palette->text, palette->card, 0.35);
  CalColor band = covering (palette->band, palette->card, 0.55);
  const CalColor pairs[][2] = {
    { palette->up, palette->down_hatch_ground },
    { palette->up, palette->down_hatch },
    { palette->up, stayed },
    { palette->up, sideways },
    { palette->down_hatch_ground, stayed },
    { palette->down_hatch, sideways },
    { stayed, sideways },
    { palette->accent, palette->card },
    { palette->accent, band },
    { palette->accent_text, palette->dim },
    { palette->before, band },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint d = 0; d < G_N_ELEMENTS (simulations); d++)
      g_assert_cmpfloat (difference (pairs[i][0], pairs[i][1], d), >=, 10);
  /* Marks on the card and on the row that is picked out. */
  for (guint picked = 0; picked < 2; picked++)
    {
      CalColor ground = covering (palette->accent, palette->card, picked * 0.1);

      g_assert_cmpfloat (contrast (palette->up, ground), >=, 3);
      g_assert_cmpfloat (contrast (palette->dim, ground), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->text, ground), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->accent_text, ground), >=, 4.5);
    }
}

/* Black and white, and two colours whose difference is published with every
 * table of CIELAB: the checks check themselves. */
static void
test_measures (void)
{
  g_assert_cmpfloat_with_epsilon (contrast (0x000000, 0xffffff), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (contrast (0x777777, 0xffffff), 4.478, 0.001);
  g_assert_cmpfloat_with_epsilon (difference (0x000000, 0xffffff, 0), 100, 0.01);
  /* Protanopes hardly tell these apart, others at once. */
  g_assert_cmpfloat (difference (0xb00000, 0x3f3a00, 0), >, 40);
  g_assert_cmpfloat (difference (0xb00000, 0x3f3a00, 1), <, 25);
}

static void
test_steps (void)
{
  for (guint n_x = 2; n_x <= 9; n_x++)
    for (guint n_y = 2; n_y <= 9; n_y++)
      {
        g_assert_cmpuint (cal_palette_step (1, n_x, 1, n_y), ==, 0);
        g_assert_cmpuint (cal_palette_step (n_x, n_x, n_y, n_y), ==, 4);
        for (guint x = 1; x < n_x; x++)
          for (guint y = 1; y <= n_y; y++)
            g_assert_cmpuint (cal_palette_step (x, n_x, y, n_y), <=,
                              cal_palette_step (x + 1, n_x, y, n_y));
      }
  for (guint x = 1; x <= 3; x++)
    for (guint y = 1; y <= 3; y++)
      g_assert_cmpuint (cal_palette_step (x, 3, y, 3), ==, x + y - 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/measures", test_measures);
  g_test_add_func ("/palette/steps", test_steps);
  g_test_add_data_func ("/palette/contrast/light", &cal_palette_light, test_contrast);
  g_test_add_data_func ("/palette/contrast/dark", &cal_palette_dark, test_contrast);
  g_test_add_data_func ("/palette/marks/light", &cal_palette_light, test_marks);
  g_test_add_data_func ("/palette/marks/dark", &cal_palette_dark, test_marks);
  g_test_add_data_func ("/palette/deficiencies/light", &cal_palette_light, test_deficiencies);
  g_test_add_data_func ("/palette/deficiencies/dark", &cal_palette_dark, test_deficiencies);
  g_test_add_data_func ("/palette/series/light", &cal_palette_light, test_series);
  g_test_add_data_func ("/palette/series/dark", &cal_palette_dark, test_series);
  return g_test_run ();
}
