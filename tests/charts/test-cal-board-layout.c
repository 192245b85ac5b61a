/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-board-layout.h"

#include <string.h>

/* Counts of the company of 200 that the design was drawn with, lowest
 * potential first: 194 on the board. */
static const guint two_hundred[9] = { 4, 19, 18, 13, 66, 31, 5, 27, 11 };
static const guint five_thousand[9] = { 103, 486, 460, 333, 1688, 793, 128, 690, 281 };
static const guint five_thousand_marked[9] = { 3, 23, 27, 8, 49, 23, 10, 17, 25 };
static const guint nobody[9] = { 0 };

static gboolean
overlap (CalRect a, CalRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static gboolean
inside (CalRect inner, CalRect outer)
{
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width
         && inner.y + inner.height <= outer.y + outer.height;
}

/* What holds of any cell: everybody has a slot or is counted, nothing overlaps
 * or sticks out, and a point in a slot finds it again. */
static void
check_cell (const CalBoardLayout *layout, guint index)
{
  const CalCellLayout *cell = &layout->cells[index];
  CalRect last = { 0 };

  g_assert_true (inside (cell->header, cell->area));
  if (cell->density == CAL_DENSITY_COUNTS)
    {
      guint n_squares = cal_board_layout_n_squares (layout, cell->n);

      /* Exact either way: of all, or of those marked where not even they fit. */
      if (cell->n_named + cell->n_more != cell->n)
        g_assert_cmpuint (cell->n_named + cell->n_more, ==, cell->n_marked);
      g_assert_cmpuint ((guint64) n_squares * layout->people_per_square, >=, cell->n);
      if (n_squares > 0)
        {
          last = cal_board_layout_square (layout, index, n_squares - 1);
          g_assert_true (inside (last, cell->patch));
        }
      g_assert_false (overlap (cell->patch, cell->chips));
      g_assert_false (overlap (cell->header, cell->patch));
    }
  else
    {
      g_assert_cmpuint (cell->n_named, ==, cell->n);
      g_assert_cmpuint (cell->n_more, ==, 0);
    }

  for (guint slot = 0; slot < cell->n_slots; slot++)
    {
      CalRect rect = cal_board_layout_slot (layout, index, slot);
      guint hit_cell = G_MAXUINT;
      guint hit_slot = G_MAXUINT;

      g_assert_true (inside (rect, cell->area));
      g_assert_false (overlap (rect, cell->header));
      if (slot > 0)
        g_assert_false (overlap (rect, last));
      last = rect;
      g_assert_true (cal_board_layout_hit (layout, rect.x, rect.y, &hit_cell, &hit_slot));
      g_assert_cmpuint (hit_cell, ==, index);
      g_assert_cmpuint (hit_slot, ==, slot);
      g_assert_true (cal_board_layout_hit (layout, rect.x + rect.width - 0.5,
                                           rect.y + rect.height - 0.5, &hit_cell, &hit_slot));
      g_assert_cmpuint (hit_slot, ==, slot);
    }
}

/* Cells tile: alike along a row and a column, six pixels apart. */
static void
check_tiles (const CalBoardLayout *layout)
{
  for (guint i = 0; i < layout->n_cells; i++)
    {
      const CalRect *area = &layout->cells[i].area;
      guint column = i % layout->n_performance;
      guint row = i / layout->n_performance;
      guint cell;
      guint slot;

      if (column > 0)
        {
          const CalRect *left = &layout->cells[i - 1].area;

          g_assert_cmpint (left->x + left->width + 6, ==, area->x);
          g_assert_cmpint (left->y, ==, area->y);
          g_assert_cmpint (left->height, ==, area->height);
        }
      if (row > 0)
        {
          const CalRect *below = &layout->cells[i - layout->n_performance].area;

          g_assert_cmpint (area->y + area->height + 6, ==, below->y);
          g_assert_cmpint (below->x, ==, area->x);
          g_assert_cmpint (below->width, ==, area->width);
        }
      g_assert_true (cal_board_layout_hit (layout, area->x, area->y, &cell, &slot));
      g_assert_cmpuint (cell, ==, i);
      g_assert_cmpuint (slot, ==, CAL_NO_SLOT);
      g_assert_false (cal_board_layout_hit (layout, area->x - 1, area->y, &cell, &slot));
    }
}

static void
check (const CalBoardLayout *layout)
{
  check_tiles (layout);
  for (guint i = 0; i < layout->n_cells; i++)
    check_cell (layout, i);
}

static void
test_two_hundred_names (void)
{
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1314, 1002, 3, 3, two_hundred, nobody);
  const CalCellLayout *core = &layout->cells[4];
  guint named = 0;

  check (layout);
  for (guint i = 0; i < layout->n_cells; i++)
    named += layout->cells[i].n_named;
  g_assert_cmpuint (named, ==, 194);

  /* The measures of the design at this size. */
  g_assert_cmpint (layout->cells[0].area.x, ==, 36);
  g_assert_cmpint (layout->cells[0].area.width, ==, 282);
  g_assert_cmpint (core->area.width, ==, 577);
  g_assert_cmpuint (core->columns, ==, 4);
  g_assert_cmpint (core->density, ==, CAL_DENSITY_COMPACT);
  g_assert_cmpint (core->pitch, ==, 24);
  g_assert_cmpint (layout->cells[0].density, ==, CAL_DENSITY_COMFORTABLE);
  g_assert_cmpint (layout->cells[0].pitch, ==, 38);
  g_assert_cmpuint (layout->cells[0].columns, ==, 2);
  g_assert_cmpint (layout->cells[8].area.x + layout->cells[8].area.width, ==, 1314 - 12);
  g_assert_cmpint (layout->cells[0].area.y + layout->cells[0].area.height, ==, 1002 - 28);
}

static void
test_small_window_still_names_all (void)
{
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1280, 722, 3, 3, two_hundred, nobody);
  guint named = 0;

  check (layout);
  for (guint i = 0; i < layout->n_cells; i++)
    named += layout->cells[i].n_named;
  g_assert_cmpuint (named, ==, 194);
}

static void
test_five_thousand (void)
{
  g_autoptr (CalBoardLayout) layout =
      cal_board_layout_new (1314, 1002, 3, 3, five_thousand, five_thousand_marked);
  const CalCellLayout *core = &layout->cells[4];

  check (layout);
  g_assert_cmpint (core->density, ==, CAL_DENSITY_COUNTS);
  g_assert_cmpint (layout->square_pitch, ==, 6);
  g_assert_cmpuint (layout->people_per_square, ==, 1);
  g_assert_cmpuint (core->blocks_across, ==, 8);
  g_assert_cmpint (core->patch.height, ==, 2 * 66 + 54);
  /* Not all 49 fit: exactly so many more are said to be there. */
  g_assert_cmpuint (core->n_more, >, 0);
  g_assert_cmpuint (core->n_named + core->n_more, ==, 49);
  /* The seventeenth of the hundred, and the first of the ninth block. */
  g_assert_cmpint (cal_board_layout_square (layout, 4, 16).x, ==, core->patch.x + 36);
  g_assert_cmpint (cal_board_layout_square (layout, 4, 16).y, ==, core->patch.y + 6);
  g_assert_cmpint (cal_board_layout_square (layout, 4, 800).x, ==, core->patch.x);
  g_assert_cmpint (cal_board_layout_square (layout, 4, 800).y, ==, core->patch.y + 66);
}

static void
test_thousands_fit (void)
{
  static const guint factors[] = { 4, 20, 400 };

  for (guint f = 0; f < G_N_ELEMENTS (factors); f++)
    {
      g_autoptr (CalBoardLayout) layout = NULL;
      guint counts[9];

      for (guint i = 0; i < 9; i++)
        counts[i] = five_thousand[i] * factors[f];
      layout = cal_board_layout_new (1314, 1002, 3, 3, counts, five_thousand_marked);
      check (layout);
      for (guint i = 0; i < 9; i++)
        {
          const CalCellLayout *cell = &layout->cells[i];

          g_assert_true (inside (cell->patch, cell->area));
          g_assert_cmpuint (cell->n_named, >, 0);
        }
    }
}

static void
test_columns_run_down (void)
{
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1314, 1002, 3, 3, two_hundred, nobody);
  CalRect first = cal_board_layout_slot (layout, 4, 0);
  CalRect second = cal_board_layout_slot (layout, 4, 1);
  CalRect eighteenth = cal_board_layout_slot (layout, 4, 17);
  CalRect above = cal_board_layout_slot (layout, 7, 7);

  g_assert_cmpint (second.x, ==, first.x);
  g_assert_cmpint (second.y, ==, first.y + 24);
  g_assert_cmpint (eighteenth.y, ==, first.y);
  g_assert_cmpint (eighteenth.x, ==, first.x + first.width + CAL_CHIP_GAP);
  /* Chips align through the rows of cells. */
  g_assert_cmpint (above.x, ==, eighteenth.x);
}

static void
test_free_slot_disturbs_nobody (void)
{
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1314, 1002, 3, 3, two_hundred, nobody);

  for (guint cell = 0; cell < layout->n_cells; cell++)
    {
      CalRect place = cal_board_layout_free_slot (layout, cell);

      g_assert_true (inside (place, layout->cells[cell].area));
      for (guint slot = 0; slot < layout->cells[cell].n_named; slot++)
        g_assert_false (overlap (place, cal_board_layout_slot (layout, cell, slot)));
    }
}

static void
test_one_more_and_one_less (void)
{
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1314, 1002, 3, 3, two_hundred, nobody);
  guint cell = 0;
  guint comfortable;

  /* The most that this cell can show in comfort, then one more. */
  while (layout->cells[cell].density == CAL_DENSITY_COMFORTABLE)
    {
      cal_board_layout_update (layout, cell, layout->cells[cell].n + 1, 0);
      check_cell (layout, cell);
    }
  g_assert_cmpint (layout->cells[cell].density, ==, CAL_DENSITY_COMPACT);
  comfortable = layout->cells[cell].n - 1;

  /* Going back by one changes nothing; only two rows of slack do. */
  cal_board_layout_update (layout, cell, comfortable, 0);
  g_assert_cmpint (layout->cells[cell].density, ==, CAL_DENSITY_COMPACT);
  cal_board_layout_update (layout, cell, comfortable - 2 * layout->cells[cell].columns, 0);
  g_assert_cmpint (layout->cells[cell].density, ==, CAL_DENSITY_COMFORTABLE);
}

static void
test_any_board (void)
{
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (CalBoardLayout) layout = NULL;
      guint n_performance = (guint) g_test_rand_int_range (1, 10);
      guint n_potential = (guint) g_test_rand_int_range (1, 10);
      guint most = 1u << g_test_rand_int_range (0, 14);
      guint counts[81];
      guint marked[81];
      int width = g_test_rand_int_range (1280, 3840);
      int height = g_test_rand_int_range (720, 2160);
      gint64 total = 0;
      gint64 accounted = 0;

      for (guint i = 0; i < n_performance * n_potential; i++)
        {
          counts[i] = (guint) g_test_rand_int_range (0, (gint32) most);
          marked[i] = (guint) g_test_rand_int_range (0, (gint32) counts[i] + 1);
          total += counts[i];
        }
      layout = cal_board_layout_new (g_test_rand_int_range (800, 3840),
                                     g_test_rand_int_range (700, 2160), n_performance, n_potential,
                                     counts, marked);
      check (layout);
      for (guint step = 0; step < 8; step++)
        {
          guint cell = (guint) g_test_rand_int_range (0, (gint32) layout->n_cells);

          total -= layout->cells[cell].n;
          counts[cell] = (guint) g_test_rand_int_range (0, (gint32) most);
          marked[cell] = counts[cell] / 7;
          total += counts[cell];
          if (!cal_board_layout_update (layout, cell, counts[cell], marked[cell]))
            {
              cal_board_layout_free (layout);
              layout =
                  cal_board_layout_new (width, height, n_performance, n_potential, counts, marked);
            }
          check_cell (layout, cell);
        }
      for (guint i = 0; i < layout->n_cells; i++)
        accounted += layout->cells[i].n;
      g_assert_cmpint (accounted, ==, total);
    }
}

/* However small the window is made, nothing is reckoned out of bounds. */
static void
test_no_room (void)
{
  for (int size = -20; size < 200; size += 7)
    {
      g_autoptr (CalBoardLayout) layout =
          cal_board_layout_new (size, size, 3, 3, five_thousand, five_thousand_marked);

      for (guint i = 0; i < layout->n_cells; i++)
        {
          const CalCellLayout *cell = &layout->cells[i];

          g_assert_cmpint (cell->area.width, >, 0);
          g_assert_cmpint (cell->area.height, >, 0);
          g_assert_cmpuint (cell->columns, >, 0);
        }
    }
}

/* A cell of moderate size that nobody has been moved to is not left empty under
 * its squares; one of thousands names only who has moved. */
static void
test_counts_name_others (void)
{
  guint counts[9] = { 14, 216, 45, 30, 609, 123, 22, 352, 1400 };
  guint marked[9] = { 0, 0, 0, 0, 2, 0, 0, 0, 3 };
  g_autoptr (CalBoardLayout) layout = cal_board_layout_new (1300, 1000, 3, 3, counts, marked);

  for (guint i = 0; i < layout->n_cells; i++)
    {
      const CalCellLayout *cell = &layout->cells[i];

      if (cell->density != CAL_DENSITY_COUNTS)
        continue;
      if (cell->n > 1000)
        g_assert_cmpuint (cell->n_named + cell->n_more, ==, cell->n_marked);
      else
        {
          g_assert_cmpuint (cell->n_named, >, cell->n_marked);
          g_assert_cmpuint (cell->n_named + cell->n_more, ==, cell->n);
        }
    }
  g_assert_cmpint (layout->cells[4].density, ==, CAL_DENSITY_COUNTS);
  g_assert_cmpint (layout->cells[8].density, ==, CAL_DENSITY_COUNTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-layout/two-hundred-names", test_two_hundred_names);
  g_test_add_func ("/board-layout/small-window", test_small_window_still_names_all);
  g_test_add_func ("/board-layout/five-thousand", test_five_thousand);
  g_test_add_func ("/board-layout/thousands-fit", test_thousands_fit);
  g_test_add_func ("/board-layout/columns-run-down", test_columns_run_down);
  g_test_add_func ("/board-layout/free-slot", test_free_slot_disturbs_nobody);
  g_test_add_func ("/board-layout/one-more-and-one-less", test_one_more_and_one_less);
  g_test_add_func ("/board-layout/any-board", test_any_board);
  g_test_add_func ("/board-layout/no-room", test_no_room);
  g_test_add_func ("/charts/board-layout/counts-name-others", test_counts_name_others);
  return g_test_run ();
}
