/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-suppress.h"

#include <string.h>

#include "cal-test-close.h"

#define MOST 5 /* rows or columns of a table, its totals included */

typedef struct
{
  guint n_rows;
  guint n_columns;
  guint64 cells[MOST * MOST];
} Table;

static void
add_totals (Table *table)
{
  guint rows = table->n_rows, columns = table->n_columns, width = columns + 1;

  for (guint j = 0; j <= columns; j++)
    table->cells[rows * width + j] = 0;
  for (guint i = 0; i < rows; i++)
    {
      table->cells[i * width + columns] = 0;
      for (guint j = 0; j < columns; j++)
        {
          table->cells[i * width + columns] += table->cells[i * width + j];
          table->cells[rows * width + j] += table->cells[i * width + j];
        }
      table->cells[rows * width + columns] += table->cells[i * width + columns];
    }
}

/* Somebody outside who tries every table: each hidden cell one more, one less
 * or as it is. That is enough, since whatever can change can change by one; and
 * it knows nothing of networks. */
typedef struct
{
  const Table *table;
  const gboolean *hidden;
  Table guess;
  gboolean can_differ[MOST * MOST];
} Attack;

static gboolean
fits (const Attack *attack, const Table *guess)
{
  gsize n_cells = (guess->n_rows + 1) * (guess->n_columns + 1);

  for (gsize cell = 0; cell < n_cells; cell++)
    if (!attack->hidden[cell] && guess->cells[cell] != attack->table->cells[cell])
      return FALSE;
  return TRUE;
}

static void
try_from (Attack *attack, guint cell)
{
  guint row = cell / attack->table->n_columns, column = cell % attack->table->n_columns;
  gsize at = row * (attack->table->n_columns + 1) + column;
  guint64 count = attack->table->cells[at];

  if (row == attack->table->n_rows)
    {
      Table guess = attack->guess;

      add_totals (&guess);
      if (fits (attack, &guess))
        for (gsize i = 0; i < G_N_ELEMENTS (attack->can_differ); i++)
          attack->can_differ[i] |= guess.cells[i] != attack->table->cells[i];
      return;
    }
  for (int off = -1; off <= 1; off++)
    if ((attack->hidden[at] || off == 0) && (off >= 0 || count > 0))
      {
        attack->guess.cells[at] = count + (guint64) off;
        try_from (attack, cell + 1);
      }
}

static void
assert_withstands (const Table *table, const gboolean *hidden)
{
  Attack attack = { .table = table, .hidden = hidden, .guess = *table };
  gboolean pinned[MOST * MOST];
  gsize n_cells = (table->n_rows + 1) * (table->n_columns + 1);

  try_from (&attack, 0);
  for (gsize cell = 0; cell < n_cells; cell++)
    g_assert_true (!hidden[cell] || attack.can_differ[cell]);
  g_assert_cmpuint (
      cal_suppress_audit (table->cells, table->n_rows, table->n_columns, hidden, pinned), ==, 0);
}

static guint
count_hidden (const Table *table, guint64 minimum, gboolean *hidden)
{
  gsize n_cells = (table->n_rows + 1) * (table->n_columns + 1);
  guint n = 0;

  g_assert_cmpint (cal_suppress (table->cells, table->n_rows, table->n_columns, minimum, hidden),
                   ==, CAL_STATS_DEFINED);
  for (gsize cell = 0; cell < n_cells; cell++)
    {
      g_assert_true (hidden[cell] || table->cells[cell] == 0 || table->cells[cell] >= minimum);
      n += hidden[cell];
    }
  return n;
}

/* Nothing small: nothing hidden, noughts included. */
static void
test_nothing_to_hide (void)
{
  Table table = { 2, 2, { 5, 0, 0, 6, 7, 0 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 0);
}

/* One small cell needs three more around it, and no total. */
static void
test_rectangle (void)
{
  Table table = { 3, 3, { 3, 10, 50, 0, 20, 30, 60, 0, 70, 80, 90 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 4);
  g_assert_true (hidden[0] && hidden[1] && hidden[4] && hidden[5]);
  assert_withstands (&table, hidden);
}

/* Two small cells alone in their rows and columns hide each other's corner. */
static void
test_chain (void)
{
  Table table = { 3, 3, { 3, 10, 50, 0, 20, 4, 60, 0, 70, 80, 2 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 6);
  assert_withstands (&table, hidden);
}

/* A hidden pair of noughts' row: 4 beside nothing but noughts has nobody to
 * change places with, so that its total has to go. */
static void
test_among_noughts (void)
{
  Table table = { 2, 2, { 4, 0, 0, 20, 30 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  count_hidden (&table, 5, hidden);
  g_assert_true (hidden[0] && hidden[2]);
  assert_withstands (&table, hidden);
}

static void
test_one_row (void)
{
  Table table = { 1, 3, { 2, 30, 40 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 4);
  g_assert_true (hidden[0] && hidden[1] && hidden[4] && hidden[5]);
  assert_withstands (&table, hidden);
}

/* Three people in all: no figure above nought can stay. */
static void
test_tiny (void)
{
  Table table = { 1, 1, { 3 } };
  gboolean hidden[MOST * MOST];

  add_totals (&table);
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 4);
  assert_withstands (&table, hidden);
  table = (Table){ 2, 2, { 0 } };
  g_assert_cmpuint (count_hidden (&table, 5, hidden), ==, 0);
}

static void
test_totals_disagree (void)
{
  Table table = { 1, 2, { 8, 9 } };
  gboolean hidden[MOST * MOST] = { FALSE };

  add_totals (&table);
  table.cells[5]++;
  g_assert_cmpint (cal_suppress (table.cells, 1, 2, 5, hidden), ==, CAL_STATS_TOTALS_DISAGREE);
  for (gsize cell = 0; cell < 6; cell++)
    g_assert_true (hidden[cell]);
}

/* Nought for whatever is drawn below it. */
static guint64
random_count (GRand *random, int low, int high)
{
  int count = g_rand_int_range (random, low, high);

  return count > 0 ? (guint64) count : 0;
}

/* The audit says of any hiding whatever what trying every table says. */
static void
test_audit_by_enumeration (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (59);
  guint n_pinned = 0, n_free = 0;

  for (guint round = 0; round < 500; round++)
    {
      Table table = { .n_rows = (guint) g_rand_int_range (random, 1, 4),
                      .n_columns = (guint) g_rand_int_range (random, 1, 4) };
      gsize n_cells = (table.n_rows + 1) * (table.n_columns + 1);
      gboolean hidden[MOST * MOST], pinned[MOST * MOST];
      Attack attack = { 0 };

      for (gsize cell = 0; cell < n_cells; cell++)
        {
          table.cells[cell] = random_count (random, -2, 4);
          hidden[cell] = g_rand_int_range (random, 0, 5) < 2;
        }
      add_totals (&table);
      cal_suppress_audit (table.cells, table.n_rows, table.n_columns, hidden, pinned);
      attack = (Attack){ .table = &table, .hidden = hidden, .guess = table };
      try_from (&attack, 0);
      for (gsize cell = 0; cell < n_cells; cell++)
        {
          g_assert_cmpint (pinned[cell], ==, hidden[cell] && !attack.can_differ[cell]);
          n_pinned += pinned[cell];
          n_free += hidden[cell] && !pinned[cell];
        }
    }
  g_assert_cmpuint (n_pinned, >, 200);
  g_assert_cmpuint (n_free, >, 200);
}

/* Random tables: the attack fails, and nothing is hidden needlessly: whatever
 * is shown again would pin something down. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (61);

  for (guint round = 0; round < 500; round++)
    {
      Table table = { .n_rows = (guint) g_rand_int_range (random, 1, 4),
                      .n_columns = (guint) g_rand_int_range (random, 1, 4) };
      gsize n_cells = (table.n_rows + 1) * (table.n_columns + 1);
      gboolean hidden[MOST * MOST];
      int most = g_rand_int_range (random, 3, 40);

      for (gsize cell = 0; cell < n_cells; cell++)
        table.cells[cell] = random_count (random, -most / 3, most);
      add_totals (&table);
      count_hidden (&table, 5, hidden);
      assert_withstands (&table, hidden);
      for (gsize cell = 0; cell < n_cells; cell++)
        if (hidden[cell] && (table.cells[cell] == 0 || table.cells[cell] >= 5))
          {
            hidden[cell] = FALSE;
            g_assert_cmpuint (
                cal_suppress_audit (table.cells, table.n_rows, table.n_columns, hidden, NULL), >,
                0);
            hidden[cell] = TRUE;
          }
    }
}

static guint
suppress_random (guint n_rows, guint n_columns, guint64 *cells, gboolean *hidden)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (67);
  guint width = n_columns + 1, n_hidden = 0;

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      {
        guint64 count = random_count (random, -6, 60);

        cells[i * width + j] = count;
        cells[i * width + n_columns] += count;
        cells[n_rows * width + j] += count;
        cells[n_rows * width + n_columns] += count;
      }
  g_assert_cmpint (cal_suppress (cells, n_rows, n_columns, 5, hidden), ==, CAL_STATS_DEFINED);
  g_assert_cmpuint (cal_suppress_audit (cells, n_rows, n_columns, hidden, NULL), ==, 0);
  for (guint i = 0; i < (n_rows + 1) * width; i++)
    n_hidden += hidden[i];
  return n_hidden;
}

/* Too many cells to look for the best choice, few enough to show again each
 * that is not needed. */
static void
test_middling (void)
{
  g_autofree guint64 *cells = g_new0 (guint64, 71 * 10);
  g_autofree gboolean *hidden = g_new (gboolean, 71 * 10);

  g_assert_cmpuint (suppress_random (70, 9, cells, hidden), ==, 72);
  for (guint i = 0; i < 71 * 10; i++)
    if (hidden[i] && (cells[i] == 0 || cells[i] >= 5))
      {
        hidden[i] = FALSE;
        g_assert_cmpuint (cal_suppress_audit (cells, 70, 9, hidden, NULL), >, 0);
        hidden[i] = TRUE;
      }
}

/* As many groups as a company has, by nine cells. */
static void
test_many (void)
{
  g_autofree guint64 *cells = g_new0 (guint64, 201 * 10);
  g_autofree gboolean *hidden = g_new (gboolean, 201 * 10);

  g_assert_cmpuint (suppress_random (200, 9, cells, hidden), <, 200 * 9 / 4);
}

/* A table too large to search is hidden by whole rows or columns; the audit does
 * not know that, and finds nothing pinned. */
static void
test_large (void)
{
  static const struct
  {
    guint n_rows;
    guint n_columns;
    guint n_small; /* one row or column in so many has small counts */
  } shapes[] = { { 1700, 9, 60 }, { 9, 1700, 60 }, { 3000, 5, 3000 }, { 5000, 3, 100000 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      guint rows = shapes[s].n_rows, columns = shapes[s].n_columns, width = columns + 1;
      gsize n_cells = (gsize) (rows + 1) * width;
      g_autofree guint64 *cells = g_new0 (guint64, n_cells);
      g_autofree gboolean *hidden = g_new (gboolean, n_cells);
      gboolean by_rows = rows >= columns;
      guint n_hidden = 0, n_small = 0;
      gint64 start;

      for (guint i = 0; i < rows; i++)
        for (guint j = 0; j < columns; j++)
          {
            gboolean small = (by_rows ? i : j) % shapes[s].n_small == 0 && s < 3;
            guint64 count = (guint64) g_rand_int_range (random, 0, small ? 5 : 40);

            count = small || count >= 5 ? count : 0;
            cells[i * width + j] = count;
            cells[i * width + columns] += count;
            cells[rows * width + j] += count;
            cells[rows * width + columns] += count;
          }
      start = g_get_monotonic_time ();
      g_assert_cmpint (cal_suppress (cells, rows, columns, 5, hidden), ==, CAL_STATS_DEFINED);
      g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
      for (gsize cell = 0; cell < n_cells; cell++)
        {
          n_hidden += hidden[cell] != FALSE;
          n_small += cells[cell] > 0 && cells[cell] < 5;
          g_assert_true (hidden[cell] || cells[cell] == 0 || cells[cell] >= 5);
        }
      g_assert_true ((n_hidden > 0) == (n_small > 0));
      g_assert_cmpuint (n_hidden, <, n_cells / 4);
      g_assert_cmpuint (cal_suppress_audit (cells, rows, columns, hidden, NULL), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/suppress/nothing-to-hide", test_nothing_to_hide);
  g_test_add_func ("/stats/suppress/rectangle", test_rectangle);
  g_test_add_func ("/stats/suppress/chain", test_chain);
  g_test_add_func ("/stats/suppress/among-noughts", test_among_noughts);
  g_test_add_func ("/stats/suppress/one-row", test_one_row);
  g_test_add_func ("/stats/suppress/tiny", test_tiny);
  g_test_add_func ("/stats/suppress/totals-disagree", test_totals_disagree);
  g_test_add_func ("/stats/suppress/audit-by-enumeration", test_audit_by_enumeration);
  g_test_add_func ("/stats/suppress/random", test_random);
  g_test_add_func ("/stats/suppress/middling", test_middling);
  g_test_add_func ("/stats/suppress/many", test_many);
  g_test_add_func ("/stats/suppress/large", test_large);
  return g_test_run ();
}
