/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <string.h>

/*
 * What is published of demographic groups are four tables: how many they are,
 * how many stood in a favourable cell before, how many do now, and how many
 * went up and down. They hang together: all are sums of one table of the same
 * people, and the sums over all groups are the board's own counts. So hiding a
 * number is worth something only if another state of affairs agrees with all
 * that stays published, and the proof of that is to name one:
 *
 * - Two people of two groups exchange their groups. No total changes, and no
 *   other attribute's table. Where they differ only in tables that are hidden
 *   for both groups, nothing published changes, but the hidden numbers do.
 * - Somebody leaves a group for another, where it is hidden how many both are.
 * - Of two attributes crossed, the same happens once more the other way round
 *   in another row, so that the numbers of either attribute alone stay, too.
 *
 * What has no such witness is hidden together with something else until it has
 * one; where nothing helps, the whole grouping is withheld. A witness is
 * sufficient and not necessary, so that at times more is hidden than must be.
 *
 * The rates are what matters. Early in a meeting a single move tells its group
 * by them, so the change is published of all groups only where no rate has to be
 * hidden for it, and else of none.
 */

/* Hiding any cell counts for more than how many people are in it. */
#define CELL 1000
#define IMPOSSIBLE (G_GUINT64_CONSTANT (1) << 50)

static const guint n_categories[CAL_N_TABLES] = { 1, 2, 2, CAL_N_WAYS };

/* Which of its table's numbers somebody of a class is counted in. */
guint
cal_class_category (guint class, guint table)
{
  switch (table)
    {
    case CAL_TABLE_BEFORE:
      return (guint) CAL_CLASS_BEFORE (class);
    case CAL_TABLE_NOW:
      return (guint) CAL_CLASS_NOW (class);
    case CAL_TABLE_CHANGE:
      return (guint) CAL_CLASS_WAY (class);
    case CAL_TABLE_N:
    default:
      return 0;
    }
}

guint64
cal_grid_category (const CalGrid *grid, guint cell, guint table, guint category)
{
  guint64 n = 0;

  for (guint class = 0; class < CAL_N_CLASSES; class ++)
    if (cal_class_category (class, table) == category)
      n += CAL_GRID_COUNT (grid, cell, class);
  return n;
}

guint64
cal_grid_n (const CalGrid *grid, guint cell)
{
  return cal_grid_category (grid, cell, CAL_TABLE_N, 0);
}

static guint
n_cells (const CalGrid *grid)
{
  return grid->n_first * grid->n_second;
}

static void
hide_all (CalGrid *grid, guint cell)
{
  for (guint table = 0; table < CAL_N_TABLES; table++)
    CAL_GRID_HIDDEN (grid, cell, table) = TRUE;
}

/* By the minimum frequency rule: counts from 1 to @minimum − 1. */
static void
hide_small (CalGrid *grid, guint64 minimum)
{
  for (guint cell = 0; cell < n_cells (grid); cell++)
    for (guint table = 0; table < CAL_N_TABLES; table++)
      for (guint category = 0; category < n_categories[table]; category++)
        {
          guint64 n = cal_grid_category (grid, cell, table, category);

          if (n == 0 || n >= minimum)
            continue;
          CAL_GRID_HIDDEN (grid, cell, table) = TRUE;
          if (table == CAL_TABLE_N)
            hide_all (grid, cell);
        }
}

/* A number whose sum over all groups is 0 or everybody says nothing new. */
static gboolean
is_implied (const CalGrid *grid, guint table, guint category)
{
  guint64 sum = 0, all = 0;

  for (guint cell = 0; cell < n_cells (grid); cell++)
    {
      sum += cal_grid_category (grid, cell, table, category);
      all += cal_grid_n (grid, cell);
    }
  return table != CAL_TABLE_N && (sum == 0 || sum == all);
}

/* What it costs to hide one more table of a cell: the larger a group, the more
 * it says. */
static guint64
cost_of_table (const CalGrid *grid, guint cell, guint table)
{
  if (CAL_GRID_HIDDEN (grid, cell, table))
    return 0;
  return grid->settled && table != CAL_TABLE_CHANGE ? IMPOSSIBLE : CELL + cal_grid_n (grid, cell);
}

/* What it costs to hide the tables in which two classes differ. */
static guint64
cost_of (const CalGrid *grid, guint cell, guint p, guint q)
{
  guint64 cost = 0;

  for (guint table = 1; table < CAL_N_TABLES; table++)
    if (cal_class_category (p, table) != cal_class_category (q, table))
      cost += cost_of_table (grid, cell, table);
  return cost;
}

static void
hide_difference (CalGrid *grid, guint cell, guint p, guint q)
{
  for (guint table = 1; table < CAL_N_TABLES; table++)
    if (cal_class_category (p, table) != cal_class_category (q, table))
      CAL_GRID_HIDDEN (grid, cell, table) = TRUE;
}

static gboolean
differ_in (guint p, guint q, guint table, guint category)
{
  return (cal_class_category (p, table) == category) != (cal_class_category (q, table) == category);
}

/* The cells that an exchange touches: two of one row, and of two attributes
 * crossed the same two of another row, the other way round. */
typedef struct
{
  guint cells[4];
  guint n;
} Exchange;

/* Whether people of the two classes stand where they have to: p in the first
 * cell and q in the second, and the other way round in the next two. */
static gboolean
has_people (const CalGrid *grid, const Exchange *exchange, guint p, guint q)
{
  for (guint i = 0; i < exchange->n; i++)
    if (CAL_GRID_COUNT (grid, exchange->cells[i], i == 0 || i == 3 ? p : q) == 0)
      return FALSE;
  return TRUE;
}

static guint64
cost_of_exchange (const CalGrid *grid, const Exchange *exchange, guint p, guint q)
{
  guint64 cost = 0;

  for (guint i = 0; i < exchange->n; i++)
    cost += cost_of (grid, exchange->cells[i], p, q);
  return cost;
}

/* Somebody of the category leaves one of the first two cells for the other, and
 * back in the next two. A group that is listed has a member, so somebody stays.
 * Returns what it costs to hide how many they are, IMPOSSIBLE where nobody can. */
static guint64
cost_of_leaving (const CalGrid *grid, const Exchange *exchange, guint table, guint category)
{
  guint64 cost = 0;
  gboolean possible = FALSE;

  for (guint class = 0; class < CAL_N_CLASSES && !possible; class ++)
    for (guint way = 0; way < 2 && !possible; way++)
      {
        guint leaves = exchange->cells[way];
        guint other = exchange->n > 2 ? exchange->cells[3 - way] : leaves;

        possible = cal_class_category (class, table) == category
                   && CAL_GRID_COUNT (grid, leaves, class) > 0
                   && CAL_GRID_COUNT (grid, other, class) > 0 && cal_grid_n (grid, leaves) > 1
                   && cal_grid_n (grid, other) > 1;
      }
  if (!possible)
    return IMPOSSIBLE;
  for (guint i = 0; i < exchange->n; i++)
    for (guint other = 0; other < CAL_N_TABLES; other++)
      cost += cost_of_table (grid, exchange->cells[i], other);
  return cost;
}

/* The cheapest witness for one hidden number, by an exchange or by leaving. */
typedef struct
{
  guint64 cost;
  Exchange exchange;
  gboolean leaving;
  guint p;
  guint q;
} Witness;

static void
try_exchange (const CalGrid *grid,
              const Exchange *exchange,
              guint table,
              guint category,
              Witness *best)
{
  guint64 leaving = cost_of_leaving (grid, exchange, table, category);

  if (leaving < best->cost)
    *best = (Witness){ .cost = leaving, .exchange = *exchange, .leaving = TRUE };
  for (guint p = 0; p < CAL_N_CLASSES && best->cost > 0; p++)
    for (guint q = 0; q < CAL_N_CLASSES && table != CAL_TABLE_N; q++)
      {
        guint64 cost;

        if (!differ_in (p, q, table, category) || !has_people (grid, exchange, p, q))
          continue;
        cost = cost_of_exchange (grid, exchange, p, q);
        if (cost < best->cost)
          *best = (Witness){ .cost = cost, .exchange = *exchange, .p = p, .q = q };
      }
}

static void
find_witness (const CalGrid *grid, guint cell, guint table, guint category, Witness *best)
{
  guint row = cell / grid->n_second, column = cell % grid->n_second;

  *best = (Witness){ .cost = IMPOSSIBLE };
  for (guint i = 0; i < grid->n_first && best->cost > 0; i++)
    for (guint j = 0; j < grid->n_second && best->cost > 0; j++)
      {
        Exchange exchange = {
          { cell, i * grid->n_second + column, row * grid->n_second + j, i * grid->n_second + j },
          grid->n_second > 1 ? 4 : 2,
        };

        if (i != row && (grid->n_second == 1 || j != column))
          try_exchange (grid, &exchange, table, category, best);
      }
}

static void
hide_for_witness (CalGrid *grid, const Witness *witness)
{
  for (guint i = 0; i < witness->exchange.n; i++)
    if (witness->leaving)
      hide_all (grid, witness->exchange.cells[i]);
    else
      hide_difference (grid, witness->exchange.cells[i], witness->p, witness->q);
}

/* Gives one hidden number a witness. Leaving one for each number of a table
 * would do; hiding more for one may take another's for granted, never away. */
static gboolean
protect (CalGrid *grid, guint cell, guint table)
{
  for (guint category = 0; category < n_categories[table]; category++)
    {
      Witness witness;

      if (is_implied (grid, table, category) || cal_grid_n (grid, cell) == 0)
        continue;
      find_witness (grid, cell, table, category, &witness);
      if (witness.cost >= IMPOSSIBLE)
        return FALSE;
      hide_for_witness (grid, &witness);
    }
  return TRUE;
}

/* What is hidden newly needs witnesses as well. Hiding takes no witness away, so
 * that this comes to an end. */
static gboolean
protect_all (CalGrid *grid, guint n_tables)
{
  gsize n = (gsize) n_cells (grid) * CAL_N_TABLES, n_hidden = 0, before;

  do
    {
      before = n_hidden;
      n_hidden = 0;
      for (guint cell = 0; cell < n_cells (grid); cell++)
        for (guint table = 0; table < n_tables; table++)
          if (CAL_GRID_HIDDEN (grid, cell, table) && !protect (grid, cell, table))
            return FALSE;
      for (gsize i = 0; i < n; i++)
        n_hidden += grid->hidden[i] != FALSE;
    }
  while (n_hidden != before);
  return TRUE;
}

/* The groups of one of two attributes, which are published by themselves. */
static void
collapse (const CalGrid *grid, gboolean second, CalGrid *margin)
{
  guint n = second ? grid->n_second : grid->n_first;

  *margin = (CalGrid){
    .n_first = n,
    .n_second = 1,
    .counts = g_new0 (guint64, (gsize) n * CAL_N_CLASSES + 1),
    .hidden = g_new0 (gboolean, (gsize) n * CAL_N_TABLES + 1),
  };
  for (guint cell = 0; cell < n_cells (grid); cell++)
    for (guint class = 0; class < CAL_N_CLASSES; class ++)
      CAL_GRID_COUNT (margin, second ? cell % grid->n_second : cell / grid->n_second, class) +=
          CAL_GRID_COUNT (grid, cell, class);
}

/* What is hidden of an attribute by itself must not come back as a sum of its
 * cells, and its witnesses have to be found within a row of the grid. */
static gboolean
inherit (CalGrid *grid, gboolean second, const CalGrid *margin)
{
  if (margin->withheld)
    return FALSE;
  for (guint cell = 0; cell < n_cells (grid); cell++)
    for (guint table = 0; table < CAL_N_TABLES; table++)
      if (CAL_GRID_HIDDEN (margin, second ? cell % grid->n_second : cell / grid->n_second, table))
        CAL_GRID_HIDDEN (grid, cell, table) = TRUE;
  return TRUE;
}

static gboolean
row_has_witness (const CalGrid *grid,
                 gboolean second,
                 const CalGrid *margin,
                 guint group,
                 guint table,
                 guint category)
{
  guint n_others = second ? grid->n_first : grid->n_second;

  for (guint other = 0; other < margin->n_first; other++)
    for (guint k = 0; k < n_others && other != group; k++)
      {
        Exchange within = {
          { second ? k * grid->n_second + group : group * grid->n_second + k,
            second ? k * grid->n_second + other : other * grid->n_second + k },
          2,
        };
        Exchange between = { { group, other }, 2 };

        if (cost_of_leaving (margin, &between, table, category) == 0
            && cost_of_leaving (grid, &within, table, category) < IMPOSSIBLE)
          return TRUE;
        for (guint p = 0; p < CAL_N_CLASSES && table != CAL_TABLE_N; p++)
          for (guint q = 0; q < CAL_N_CLASSES; q++)
            if (differ_in (p, q, table, category) && has_people (grid, &within, p, q)
                && cost_of_exchange (margin, &between, p, q) == 0)
              return TRUE;
      }
  return FALSE;
}

static gboolean
keeps_witnesses (const CalGrid *grid, gboolean second, const CalGrid *margin, guint n_tables)
{
  for (guint group = 0; group < margin->n_first; group++)
    for (guint table = 0; table < n_tables; table++)
      for (guint category = 0; category < n_categories[table]; category++)
        if (CAL_GRID_HIDDEN (margin, group, table) && !is_implied (margin, table, category)
            && !row_has_witness (grid, second, margin, group, table, category))
          return FALSE;
  return TRUE;
}

static void
withhold (CalGrid *grid)
{
  grid->withheld = TRUE;
  for (guint cell = 0; cell < n_cells (grid); cell++)
    hide_all (grid, cell);
}

static void
set_change (CalGrid *grid, guint64 minimum, gboolean hidden)
{
  for (guint cell = 0; cell < n_cells (grid); cell++)
    {
      gboolean small = CAL_GRID_HIDDEN (grid, cell, CAL_TABLE_N);

      for (guint category = 0; category < CAL_N_WAYS; category++)
        {
          guint64 n = cal_grid_category (grid, cell, CAL_TABLE_CHANGE, category);

          small = small || (n > 0 && n < minimum);
        }
      CAL_GRID_HIDDEN (grid, cell, CAL_TABLE_CHANGE) = hidden || small;
    }
}

/* Whether the change is published of no group, small or large. */
static gboolean
change_is_withheld (const CalGrid *grid)
{
  for (guint cell = 0; cell < n_cells (grid); cell++)
    if (!CAL_GRID_HIDDEN (grid, cell, CAL_TABLE_CHANGE))
      return FALSE;
  return TRUE;
}

/* What the attributes by themselves hide, and what is small, with what has to be
 * hidden besides. */
static gboolean
protect_grid (CalGrid *grid, const CalGrid *margins, guint n_tables)
{
  for (guint which = 0; which < 2; which++)
    if (margins[which].counts != NULL
        && (!inherit (grid, which == 1, &margins[which])
            || !keeps_witnesses (grid, which == 1, &margins[which],
                                 change_is_withheld (&margins[which]) ? CAL_TABLE_CHANGE
                                                                      : n_tables)))
      return FALSE;
  return protect_all (grid, n_tables);
}

/* cal_grid_hide:
 * @grid: what is counted; gets what must be hidden
 * @minimum: the minimum group size
 * @first: whether the first attribute is demographic
 * @second: whether the second is, where there is one
 *
 * May these tables be published? The groups of each demographic attribute by
 * itself may be published beside the grid, under the same rule. */
void
cal_grid_hide (CalGrid *grid, guint64 minimum, gboolean first, gboolean second)
{
  gsize n = (gsize) n_cells (grid) * CAL_N_TABLES;
  g_autofree gboolean *rates = NULL;
  CalGrid margins[2] = { 0 };
  gboolean good;

  memset (grid->hidden, 0, n * sizeof *grid->hidden);
  grid->withheld = grid->settled = FALSE;
  for (guint which = 0; which < 2 && grid->n_second > 1; which++)
    if (which == 0 ? first : second)
      {
        collapse (grid, which == 1, &margins[which]);
        cal_grid_hide (&margins[which], minimum, TRUE, FALSE);
      }
  hide_small (grid, minimum);
  set_change (grid, minimum, TRUE);
  good = protect_grid (grid, margins, CAL_TABLE_CHANGE);
  rates = g_memdup2 (grid->hidden, n * sizeof *rates);
  if (good)
    {
      grid->settled = TRUE;
      set_change (grid, minimum, FALSE);
      if (!protect_grid (grid, margins, CAL_N_TABLES))
        {
          memcpy (grid->hidden, rates, n * sizeof *rates);
          set_change (grid, minimum, TRUE);
        }
    }
  else
    withhold (grid);
  for (guint which = 0; which < 2; which++)
    {
      g_free (margins[which].counts);
      g_free (margins[which].hidden);
    }
}
