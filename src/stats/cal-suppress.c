/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-suppress.h"

#include <math.h>
#include <string.h>

/* What hiding a cell that need not be hidden costs: mostly that a cell is
 * hidden at all, a little how much it says. A nought is a poor hiding place,
 * since a reader may know that nobody can be there; a total is missed most. */
#define CELL 1e6
#define ZERO_CELL 2.5e6
#define TOTAL 1e7
#define GRAND_TOTAL 5e7

/* Beyond this many cell by cell checks, cells that turn out not to be needed
 * stay hidden, and beyond this many no better choice of cells is looked for. */
#define MAX_CHECKS 200000
#define MAX_CHECKS_FOR_BETTER 2000

/* Beyond this many cells, whole rows or columns are hidden instead. */
#define MAX_CELLS 12000

#define NO_CELL G_MAXSIZE

/*
 * A table with its totals is a flow in a network (Gusfield 1988, SIAM Journal
 * on Computing 17): rows and columns are its nodes, the total row and the total
 * column too; a cell carries its count from its row to its column, a row's total
 * flows from the total column back to the row, a column's total from the column
 * to the total row, and the grand total from the total row to the total column.
 * That every total is the sum of its cells says that at each node as much flows
 * out as in. Published cells are fixed; hidden ones are any number from 0 up. So
 * whatever an attacker can work out, by linear programming or otherwise, is
 * this: two tables that both fit differ by flows around closed walks of hidden
 * cells, a cell carrying more where it is walked forwards and less where it is
 * walked backwards, which needs a count above 0. A hidden cell has more than
 * one possible value just when such a walk goes through it, and is pinned down
 * just when none does.
 */
typedef struct
{
  const guint64 *table;
  guint n_rows;    /* with the total row */
  guint n_columns; /* with the total column */
  guint n_nodes;
  const gboolean *primary; /* what must be hidden by itself */
  gboolean *hidden;
  gsize barred;    /* a cell that must stay published, or %NO_CELL */
  double *cost;    /* of reaching a node */
  guint *previous; /* node on the way to a node */
  gboolean *done;
  guint *queue;
} Network;

static gsize
cell_at (const Network *network, guint row, guint column)
{
  return (gsize) row * network->n_columns + column;
}

static gboolean
is_total_row (const Network *network, guint row)
{
  return row + 1 == network->n_rows;
}

static gboolean
is_total_column (const Network *network, guint column)
{
  return column + 1 == network->n_columns;
}

/* The cell between two nodes, one a row and one a column. */
static gsize
cell_between (const Network *network, guint from, guint to)
{
  guint row = MIN (from, to), column = MAX (from, to) - network->n_rows;

  return cell_at (network, row, column);
}

/* Whether going from one node to the other walks their cell forwards. */
static gboolean
is_forwards (const Network *network, guint from, guint to)
{
  guint row = MIN (from, to), column = MAX (from, to) - network->n_rows;
  gboolean leaves_row = is_total_row (network, row) == is_total_column (network, column);

  return leaves_row == (from < to);
}

static gboolean
can_walk (const Network *network, guint from, guint to)
{
  return is_forwards (network, from, to) || network->table[cell_between (network, from, to)] > 0;
}

static double
cost_of_cell (const Network *network, gsize cell)
{
  guint row = (guint) (cell / network->n_columns), column = (guint) (cell % network->n_columns);
  double count = (double) network->table[cell];
  double small = MIN (count, CELL / 2);

  if (is_total_row (network, row) && is_total_column (network, column))
    return GRAND_TOTAL + small;
  if (is_total_row (network, row) || is_total_column (network, column))
    return TOTAL + small;
  return count > 0 ? CELL + small : ZERO_CELL;
}

static double
cost_of_hiding (const Network *network, gsize cell)
{
  if (network->hidden[cell])
    return 0;
  return cell == network->barred ? INFINITY : cost_of_cell (network, cell);
}

/* Whether hidden cells other than the one between them lead from @from to @to. */
static gboolean
find_walk (Network *network, guint from, guint to)
{
  guint head = 0, tail = 0;

  memset (network->done, 0, network->n_nodes * sizeof *network->done);
  network->queue[tail++] = from;
  network->done[from] = TRUE;
  while (head < tail)
    {
      guint node = network->queue[head++];
      guint first = node < network->n_rows ? network->n_rows : 0;
      guint last = node < network->n_rows ? network->n_nodes : network->n_rows;

      for (guint next = first; next < last; next++)
        if (!network->done[next] && network->hidden[cell_between (network, node, next)]
            && !(node == from && next == to) && can_walk (network, node, next))
          {
            if (next == to)
              return TRUE;
            network->done[next] = TRUE;
            network->queue[tail++] = next;
          }
    }
  return FALSE;
}

/* The cheapest walk from @from to @to that may hide more cells (Dijkstra 1959);
 * its nodes stand in @previous. Returns its cost. */
static double
find_cheapest_walk (Network *network, guint from, guint to)
{
  memset (network->done, 0, network->n_nodes * sizeof *network->done);
  for (guint node = 0; node < network->n_nodes; node++)
    network->cost[node] = INFINITY;
  network->cost[from] = 0;
  for (;;)
    {
      guint node = network->n_nodes, first, last;

      for (guint other = 0; other < network->n_nodes; other++)
        if (!network->done[other] && isfinite (network->cost[other])
            && (node == network->n_nodes || network->cost[other] < network->cost[node]))
          node = other;
      if (node == network->n_nodes || node == to)
        return network->cost[to];
      network->done[node] = TRUE;
      first = node < network->n_rows ? network->n_rows : 0;
      last = node < network->n_rows ? network->n_nodes : network->n_rows;
      for (guint next = first; next < last; next++)
        {
          double cost;

          if ((node == from && next == to) || !can_walk (network, node, next))
            continue;
          cost = network->cost[node] + cost_of_hiding (network, cell_between (network, node, next));
          if (cost < network->cost[next])
            {
              network->cost[next] = cost;
              network->previous[next] = node;
            }
        }
    }
}

/* The two ends of a cell, in the direction in which it is walked forwards. */
static void
find_ends (const Network *network, gsize cell, guint *from, guint *to)
{
  guint row = (guint) (cell / network->n_columns);
  guint column = network->n_rows + (guint) (cell % network->n_columns);
  gboolean leaves_row = is_forwards (network, row, column);

  *from = leaves_row ? row : column;
  *to = leaves_row ? column : row;
}

static gboolean
is_pinned (Network *network, gsize cell)
{
  guint from, to;

  find_ends (network, cell, &from, &to);
  return !find_walk (network, to, from)
         && !(network->table[cell] > 0 && find_walk (network, from, to));
}

/* Hides as little as will let a pinned cell have another value. There is
 * always a way, its row's total, its column's total and the grand total, unless
 * the barred cell is in it. */
static gboolean
free_cell (Network *network, gsize cell)
{
  guint from, to, start, end;
  double more, less = INFINITY;

  find_ends (network, cell, &from, &to);
  start = to;
  end = from;
  more = find_cheapest_walk (network, to, from);
  if (network->table[cell] > 0)
    less = find_cheapest_walk (network, from, to);
  if (less < more)
    {
      start = from;
      end = to;
    }
  else
    find_cheapest_walk (network, to, from);
  if (!isfinite (MIN (more, less)))
    return FALSE;
  for (guint node = end; node != start; node = network->previous[node])
    network->hidden[cell_between (network, network->previous[node], node)] = TRUE;
  return TRUE;
}

static gsize
audit (Network *network, gboolean *pinned)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns, n_pinned = 0;

  for (gsize cell = 0; cell < n_cells; cell++)
    {
      gboolean is = network->hidden[cell] && is_pinned (network, cell);

      n_pinned += is;
      if (pinned != NULL)
        pinned[cell] = is;
    }
  return n_pinned;
}

/* How many cells an audit of each cell hidden besides would look at. */
static gsize
count_checks (const Network *network)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns, n_hidden = 0, n_more = 0;

  for (gsize cell = 0; cell < n_cells; cell++)
    {
      n_hidden += network->hidden[cell];
      n_more += network->hidden[cell] && !network->primary[cell];
    }
  return n_hidden * n_more;
}

/* Shows again whatever is not needed after all, from the grand total on. A cell
 * that is pinned down itself hides nothing. */
static void
show_again (Network *network)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns;

  for (gsize cell = 0; cell < n_cells; cell++)
    if (network->hidden[cell] && !network->primary[cell] && is_pinned (network, cell))
      network->hidden[cell] = FALSE;
  for (gsize i = 0; i < n_cells; i++)
    {
      gsize cell = n_cells - 1 - i;

      if (!network->hidden[cell] || network->primary[cell])
        continue;
      network->hidden[cell] = FALSE;
      if (audit (network, NULL) > 0)
        network->hidden[cell] = TRUE;
    }
}

/* Totals first: whatever hides them serves the cells as well. */
static gboolean
hide_more (Network *network)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns;

  for (gsize i = 0; i < n_cells; i++)
    {
      gsize cell = n_cells - 1 - i;

      if (network->primary[cell] && is_pinned (network, cell) && !free_cell (network, cell))
        return FALSE;
    }
  return TRUE;
}

static double
cost_of_all (const Network *network)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns;
  double cost = 0;

  for (gsize cell = 0; cell < n_cells; cell++)
    if (network->hidden[cell] && !network->primary[cell])
      cost += cost_of_cell (network, cell);
  return cost;
}

/* One cell after the other was hidden at the least cost, which need not be the
 * least for all: tries to do without each cell hidden besides. */
static void
find_better (Network *network)
{
  gsize n_cells = (gsize) network->n_rows * network->n_columns;
  g_autofree gboolean *best = g_memdup2 (network->hidden, n_cells * sizeof *best);
  double least = cost_of_all (network);

  for (gsize cell = 0; cell < n_cells && count_checks (network) <= MAX_CHECKS_FOR_BETTER; cell++)
    {
      if (!best[cell] || network->primary[cell])
        continue;
      network->hidden[cell] = FALSE;
      network->barred = cell;
      if (hide_more (network))
        show_again (network);
      else
        memcpy (network->hidden, best, n_cells * sizeof *best);
      network->barred = NO_CELL;
      if (cost_of_all (network) < least)
        {
          least = cost_of_all (network);
          memcpy (best, network->hidden, n_cells * sizeof *best);
        }
      else
        memcpy (network->hidden, best, n_cells * sizeof *best);
    }
}

/* A table as it is gone through by its longer side: @n_lines rows of it, or
 * columns, each of @n_across cells, without the totals. */
typedef struct
{
  const guint64 *table;
  gsize width;
  guint n_lines;
  guint n_across;
  gboolean by_rows;
} Lines;

static gsize
line_cell (const Lines *lines, guint line, guint across)
{
  return lines->by_rows ? line * lines->width + across : across * lines->width + line;
}

static gboolean
has_primary (const Lines *lines, guint line, const gboolean *primary)
{
  for (guint across = 0; across <= lines->n_across; across++)
    if (primary[line_cell (lines, line, across)])
      return TRUE;
  return FALSE;
}

/* The smallest line that is not hidden and has somebody in it. */
static guint
smallest_line (const Lines *lines, const gboolean *hides)
{
  guint smallest = lines->n_lines;

  for (guint line = 0; line < lines->n_lines; line++)
    {
      guint64 n = lines->table[line_cell (lines, line, lines->n_across)];

      if (!hides[line] && n > 0
          && (smallest == lines->n_lines
              || n < lines->table[line_cell (lines, smallest, lines->n_across)]))
        smallest = line;
    }
  return smallest;
}

/*
 * What a large table can be done to in one pass: a line with anything small in it
 * is hidden with its total, and at least two are. Somebody of one hidden line may
 * then be of another, in any place across where a hidden line has anybody; where
 * none has, everybody sees the noughts and they stay. Whatever is small in the
 * last line, the totals across, would need more, so nothing is published then.
 */
static void
hide_lines (const Lines *lines, const gboolean *primary, gboolean *hidden, gsize n_cells)
{
  g_autofree gboolean *hides = g_new0 (gboolean, lines->n_lines + 1);
  guint n_hidden = 0;

  for (guint line = 0; line < lines->n_lines; line++)
    {
      hides[line] = has_primary (lines, line, primary);
      n_hidden += hides[line] != FALSE;
    }
  if (n_hidden == 1)
    {
      guint other = smallest_line (lines, hides);

      hides[other] = TRUE;
      n_hidden += other < lines->n_lines;
    }
  if (has_primary (lines, lines->n_lines, primary) || n_hidden == 1)
    {
      for (gsize cell = 0; cell < n_cells; cell++)
        hidden[cell] = TRUE;
      return;
    }
  for (guint across = 0; across <= lines->n_across; across++)
    {
      gboolean anybody = FALSE;

      for (guint line = 0; line < lines->n_lines; line++)
        anybody |= hides[line] && lines->table[line_cell (lines, line, across)] > 0;
      for (guint line = 0; line < lines->n_lines; line++)
        hidden[line_cell (lines, line, across)] = hides[line] && anybody;
    }
}

static gboolean
adds_up (const guint64 *table, guint n_rows, guint n_columns)
{
  gsize width = (gsize) n_columns + 1;

  for (guint row = 0; row <= n_rows; row++)
    {
      guint64 sum = 0;

      for (guint column = 0; column < n_columns; column++)
        sum += table[row * width + column];
      if (sum != table[row * width + n_columns])
        return FALSE;
    }
  for (guint column = 0; column <= n_columns; column++)
    {
      guint64 sum = 0;

      for (guint row = 0; row < n_rows; row++)
        sum += table[row * width + column];
      if (sum != table[n_rows * width + column])
        return FALSE;
    }
  return TRUE;
}

static void
open_network (Network *network,
              const guint64 *table,
              guint n_rows,
              guint n_columns,
              const gboolean *primary,
              gboolean *hidden)
{
  guint n_nodes = n_rows + n_columns + 2;

  *network = (Network){
    .table = table,
    .n_rows = n_rows + 1,
    .n_columns = n_columns + 1,
    .n_nodes = n_nodes,
    .primary = primary,
    .hidden = hidden,
    .barred = NO_CELL,
    .cost = g_new (double, n_nodes),
    .previous = g_new (guint, n_nodes),
    .done = g_new (gboolean, n_nodes),
    .queue = g_new (guint, n_nodes),
  };
}

static void
close_network (Network *network)
{
  g_free (network->cost);
  g_free (network->previous);
  g_free (network->done);
  g_free (network->queue);
}

/**
 * cal_suppress:
 * @table: (array): (@n_rows + 1) × (@n_columns + 1) counts of subjects, a row's
 *   side by side; the last column holds the rows' totals, the last row the
 *   columns', and their corner the grand total
 * @n_rows: how many rows without the totals
 * @n_columns: how many columns without the totals
 * @minimum: the minimum group size
 * @hidden: (out caller-allocates) (array): for each cell of @table whether it
 *   must not be published
 *
 * May this table be published? Hides every cell and total from 1 to @minimum −
 * 1 (the minimum frequency rule: Hundepool et al. 2012, Statistical Disclosure
 * Control, §5.2), then as few others as are needed so that no hidden cell can
 * be worked out from what stays, and shows again what turned out not to be
 * needed. A count of 0 has nobody to protect; it is published unless another
 * cell has to hide behind it. Of a table of more than 12,000 cells whole rows are
 * hidden, or columns, whichever are more, which is as safe and takes no search.
 *
 * Returns: %CAL_STATS_DEFINED, or %CAL_STATS_TOTALS_DISAGREE where a total is
 *   not the sum of its cells: nothing is known of such a table, and all is hidden
 */
CalStatsReason
cal_suppress (const guint64 *table,
              guint n_rows,
              guint n_columns,
              guint64 minimum,
              gboolean *hidden)
{
  gsize n_cells = ((gsize) n_rows + 1) * ((gsize) n_columns + 1);
  g_autofree gboolean *primary = g_new0 (gboolean, n_cells);
  gboolean whole = adds_up (table, n_rows, n_columns);
  Network network;

  for (gsize cell = 0; cell < n_cells; cell++)
    hidden[cell] = primary[cell] = !whole || (table[cell] > 0 && table[cell] < minimum);
  if (!whole)
    return CAL_STATS_TOTALS_DISAGREE;
  if (n_cells > MAX_CELLS)
    {
      const Lines lines = { table, (gsize) n_columns + 1, MAX (n_rows, n_columns),
                            MIN (n_rows, n_columns), n_rows >= n_columns };

      hide_lines (&lines, primary, hidden, n_cells);
      return CAL_STATS_DEFINED;
    }
  open_network (&network, table, n_rows, n_columns, primary, hidden);
  hide_more (&network);
  if (count_checks (&network) <= MAX_CHECKS)
    {
      show_again (&network);
      find_better (&network);
    }
  close_network (&network);
  return CAL_STATS_DEFINED;
}

/**
 * cal_suppress_audit:
 * @table: (array): as for cal_suppress(), its totals adding up
 * @n_rows: how many rows without the totals
 * @n_columns: how many columns without the totals
 * @hidden: (array): which of its cells are hidden
 * @pinned: (out caller-allocates) (array) (nullable): for each cell whether it
 *   is hidden in vain, having one possible value only
 *
 * What can somebody work out who has only what is published, and knows that
 * totals are sums and counts not negative? The answer is exact: just as much as
 * linear programming would tell (Gusfield 1988).
 *
 * Returns: how many hidden cells are pinned down
 */
gsize
cal_suppress_audit (const guint64 *table,
                    guint n_rows,
                    guint n_columns,
                    const gboolean *hidden,
                    gboolean *pinned)
{
  gsize n_cells = ((gsize) n_rows + 1) * ((gsize) n_columns + 1);
  g_autofree gboolean *copy = g_memdup2 (hidden, n_cells * sizeof *hidden);
  Network network;
  gsize n_pinned;

  open_network (&network, table, n_rows, n_columns, hidden, copy);
  n_pinned = audit (&network, pinned);
  close_network (&network);
  return n_pinned;
}
