/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "charts/cal-path-layout.h"

/* Whether a line of two pixels along an upright or level piece touches a chip. */
static gboolean
crosses (const CalPathPoint *a, const CalPathPoint *b, const CalRect *chip)
{
  double left = MIN (a->x, b->x) - 0.9, right = MAX (a->x, b->x) + 0.9;
  double top = MIN (a->y, b->y) - 0.4, bottom = MAX (a->y, b->y) + 0.4;

  return left < chip->x + chip->width && right > chip->x && top < chip->y + chip->height
         && bottom > chip->y;
}

/* The last piece of a leg touches its own chip; every other piece stays clear
 * of all of them. */
static void
assert_clear (const CalBoardLayout *layout, const CalPathLeg *leg)
{
  for (guint i = 2; i + 1 < leg->n_points; i++)
    {
      const CalPathPoint *a = &leg->points[i - 1];
      const CalPathPoint *b = &leg->points[i];

      g_assert_true (a->x == b->x || a->y == b->y);
      for (guint cell = 0; cell < layout->n_cells; cell++)
        for (guint slot = 0; slot < layout->cells[cell].n_slots; slot++)
          {
            CalRect chip = cal_board_layout_slot (layout, cell, slot);

            g_assert_false (crosses (a, b, &chip));
          }
    }
}

static void
test_never_crosses_names (void)
{
  static const int sizes[][2] = { { 1290, 735 }, { 860, 480 }, { 1600, 1000 } };

  for (guint32 round = 0; round < 600; round++)
    {
      guint counts[9], marked[9] = { 0 };
      g_autoptr (CalBoardLayout) layout = NULL;
      g_autofree CalPathLeg *legs = NULL;
      CalPathStop stops[5];
      guint n = (guint) g_test_rand_int_range (2, G_N_ELEMENTS (stops) + 1);
      guint n_slots, slot;
      const int *size = sizes[round % G_N_ELEMENTS (sizes)];

      for (guint i = 0; i < 9; i++)
        counts[i] = (guint) g_test_rand_int_range (1, 30);
      layout = cal_board_layout_new (size[0], size[1], 3, 3, counts, marked);
      for (guint i = 0; i < n; i++)
        {
          stops[i].cell = (guint) g_test_rand_int_range (0, 9);
          n_slots = layout->cells[stops[i].cell].n_slots;
          slot = n_slots > 0 ? (guint) g_test_rand_int_range (0, (int) n_slots) : 0;
          stops[i].place = n_slots > 0 ? cal_board_layout_slot (layout, stops[i].cell, slot)
                                       : cal_board_layout_free_slot (layout, stops[i].cell);
        }
      legs = cal_path_layout (layout, stops, n);
      for (guint i = 0; i + 1 < n; i++)
        {
          assert_clear (layout, &legs[i]);
          g_assert_cmpfloat_with_epsilon (legs[i].points[0].y, stops[i].place.y, 0.01);
          g_assert_cmpfloat_with_epsilon (legs[i].points[legs[i].n_points - 1].y,
                                          stops[i + 1].place.y + stops[i + 1].place.height, 0.01);
          for (guint j = 0; j < i; j++)
            g_assert_true (fabs (legs[i].pill.x - legs[j].pill.x) >= 40
                           || fabs (legs[i].pill.y - legs[j].pill.y) >= 20);
        }
    }
}

static void
test_held (void)
{
  const guint counts[9] = { 3, 3, 3, 3, 3, 3, 3, 3, 3 };
  const guint marked[9] = { 0 };
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1290, 735, 3, 3, counts, marked);
  CalPathStop stops[2] = { { CAL_PATH_HELD, cal_path_held_place (layout) },
                           { 4, cal_board_layout_slot (layout, 4, 1) } };
  g_autofree CalPathLeg *legs = cal_path_layout (layout, stops, 2);

  g_assert_null (cal_path_layout (layout, stops, 1));
  for (guint i = 0; i < legs[0].n_points; i++)
    g_assert_true (legs[0].points[i].x >= 0 && legs[0].points[i].x < layout->width);
  assert_clear (layout, &legs[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/path-layout/never-crosses-names", test_never_crosses_names);
  g_test_add_func ("/charts/path-layout/held", test_held);
  return g_test_run ();
}
