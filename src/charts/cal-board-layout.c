/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-board-layout.h"

#include <math.h>

#define MARGIN 12
#define AXIS_POTENTIAL 24
#define AXIS_PERFORMANCE 28
#define CELL_GAP 6
#define HEADER 36
#define HEADER_COUNTS 46
#define COLUMN_MIN 126
#define COLUMN_MIN_DENSE 96
#define PITCH_COMFORTABLE 38
#define PITCH_COMPACT 24
#define PITCH_COMPACT_MIN 22
#define PITCH_DENSE_MAX 21
#define PITCH_DENSE_MIN 18
#define CAPTION 29
#define ROW_BASE 46
#define SQUARE_PITCH_MAX 6
#define SQUARE_PITCH_MIN 3
#define BLOCK 10
#define ROWS_NAMED_WANTED 4
#define NO_CAPTION 6

/* Beyond so many, a few names out of all say nothing, and sorting them costs. */
#define FILLED_MOST 1000

/* What a cell takes: a density, with the chip columns and the pitch it gives. */
typedef struct
{
  CalDensity density;
  guint columns;
  int pitch;
} Fit;

static guint
rows_for (guint n, guint columns)
{
  return (n + columns - 1) / columns;
}

static guint
columns_for (int inner, int least)
{
  return (guint) MAX ((inner + CAL_CHIP_GAP) / (least + CAL_CHIP_GAP), 1);
}

static int
inner_width (const CalRect *area)
{
  return MAX (area->width - 2 * CAL_CHIP_INSET, 1);
}

/* The best density that holds @n chips in the cell, and one that may be
 * dropped there. */
static Fit
find_fit (const CalRect *area, guint n)
{
  guint wanted = n + 1;
  int room = area->height - HEADER - CAL_CHIP_INSET + 2;
  guint columns = columns_for (inner_width (area), COLUMN_MIN);
  guint dense_columns = columns_for (inner_width (area), COLUMN_MIN_DENSE);
  int pitch = room / (int) rows_for (wanted, columns);
  int dense_pitch = room / (int) rows_for (wanted, dense_columns);

  if (pitch >= PITCH_COMFORTABLE)
    return (Fit){ CAL_DENSITY_COMFORTABLE, columns, PITCH_COMFORTABLE };
  if (pitch >= PITCH_COMPACT_MIN)
    return (Fit){ CAL_DENSITY_COMPACT, columns, MIN (pitch, PITCH_COMPACT) };
  if (dense_pitch >= PITCH_DENSE_MIN)
    return (Fit){ CAL_DENSITY_DENSE, dense_columns, MIN (dense_pitch, PITCH_DENSE_MAX) };
  return (Fit){ CAL_DENSITY_COUNTS, columns, PITCH_COMPACT };
}

static guint
blocks_across (const CalRect *area, int square_pitch)
{
  int inner = area->width - 2 * CAL_CELL_INSET;

  return (guint) MAX ((inner + square_pitch) / ((BLOCK + 1) * square_pitch), 1);
}

static int
patch_height (const CalRect *area, guint n_squares, int square_pitch)
{
  guint across = blocks_across (area, square_pitch);
  guint blocks = rows_for (n_squares, BLOCK * BLOCK);
  guint above = blocks > 0 ? (blocks - 1) / across : 0;
  guint rest = n_squares - above * across * BLOCK * BLOCK;

  /* Between two rows of blocks stands one empty row of squares. */
  return (int) (above * (BLOCK + 1) + MIN (rows_for (rest, BLOCK), BLOCK)) * square_pitch;
}

/* The line that says who has moved, or the space where there is none. */
static int
caption_height (guint marked)
{
  return marked > 0 ? CAPTION : NO_CAPTION;
}

/* How high a cell that shows counts would like to be, beyond the row's base. */
static int
counts_need (const CalBoardLayout *layout, const CalCellLayout *cell)
{
  guint columns = columns_for (inner_width (&cell->area), COLUMN_MIN);
  guint rows = MIN (rows_for (cell->n_marked, columns), ROWS_NAMED_WANTED);

  return patch_height (&cell->area, cal_board_layout_n_squares (layout, cell->n),
                       layout->square_pitch)
         + caption_height (cell->n_marked) + (int) rows * PITCH_COMPACT + CAL_CHIP_INSET;
}

/* Whom a cell that shows squares names: those who are marked, and where room is
 * left in a cell of moderate size, others too. The last slot says exactly how
 * many more there are. */
static void
name_some (CalCellLayout *cell, guint n_slots)
{
  guint wanted = cell->n <= FILLED_MOST && n_slots > cell->n_marked ? cell->n : cell->n_marked;

  cell->n_named = wanted <= n_slots ? wanted : MAX (n_slots, 1) - 1;
  cell->n_more = wanted - cell->n_named;
  cell->n_slots = cell->n_named + (cell->n_more > 0 && n_slots > 0 ? 1 : 0);
}

static void
lay_counts (CalBoardLayout *layout, CalCellLayout *cell)
{
  const CalRect *area = &cell->area;
  int bottom = area->y + area->height - CAL_CHIP_INSET;
  int y = area->y + HEADER_COUNTS;
  guint rows;

  cell->header.height = HEADER_COUNTS;
  cell->patch = (CalRect){
    .x = area->x + CAL_CELL_INSET,
    .y = y,
    .width = MAX (area->width - 2 * CAL_CELL_INSET, 0),
    .height =
        patch_height (area, cal_board_layout_n_squares (layout, cell->n), layout->square_pitch),
  };
  cell->blocks_across = blocks_across (area, layout->square_pitch);
  y += cell->patch.height;
  cell->caption = (CalRect){
    .x = cell->patch.x,
    .y = y,
    .width = cell->patch.width,
    .height = cell->n_marked > 0 ? CAPTION : 0,
  };
  y += caption_height (cell->n_marked);
  rows = (guint) (MAX (bottom - y + 2, 0) / cell->pitch);
  name_some (cell, rows * cell->columns);
  cell->chips = (CalRect){
    .x = area->x + CAL_CHIP_INSET,
    .y = y,
    .width = inner_width (area),
    .height = MAX (bottom - y, 0),
  };
}

static void
lay_chips (CalCellLayout *cell)
{
  const CalRect *area = &cell->area;

  cell->header.height = HEADER;
  cell->patch = (CalRect){ 0 };
  cell->caption = (CalRect){ 0 };
  cell->blocks_across = 0;
  cell->n_named = cell->n;
  cell->n_more = 0;
  cell->n_slots = cell->n;
  cell->chips = (CalRect){
    .x = area->x + CAL_CHIP_INSET,
    .y = area->y + HEADER,
    .width = inner_width (area),
    .height = MAX (area->height - HEADER - CAL_CHIP_INSET, 0),
  };
}

static void
lay_cell (CalBoardLayout *layout, CalCellLayout *cell, Fit fit)
{
  cell->density = fit.density;
  cell->columns = fit.columns;
  cell->pitch = fit.pitch;
  cell->chip_height = fit.pitch - 2;
  cell->header = (CalRect){ cell->area.x, cell->area.y, cell->area.width, 0 };
  if (fit.density == CAL_DENSITY_COUNTS)
    lay_counts (layout, cell);
  else
    lay_chips (cell);
}

/* Splits @room by @weights into whole pixels that add up. */
static void
share_out (int room, const double *weights, guint n, int base, int *sizes)
{
  double total = 0;
  double along = 0;
  int before = 0;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  for (guint i = 0; i < n; i++)
    {
      int after;

      along += weights[i] / total;
      after = (int) lround (along * (room - base * (int) n));
      sizes[i] = MAX (after - before + base, 1);
      before = after;
    }
}

static void
set_columns (CalBoardLayout *layout)
{
  guint n = layout->n_performance;
  int room = layout->width - 2 * MARGIN - AXIS_POTENTIAL - (int) (n - 1) * CELL_GAP;
  double weights[G_MAXUINT8] = { 0 };
  int sizes[G_MAXUINT8];
  double total = 0;
  int x = MARGIN + AXIS_POTENTIAL;

  for (guint i = 0; i < layout->n_cells; i++)
    weights[i % n] = MAX (weights[i % n], sqrt (layout->cells[i].n));
  for (guint i = 0; i < n; i++)
    total += weights[i];
  /* 23 to 47 % of three columns, and alike for another number. */
  for (guint i = 0; i < n; i++)
    weights[i] = total > 0 ? CLAMP (weights[i] / total, 0.69 / n, 1.41 / n) : 1.0;

  share_out (MAX (room, (int) n), weights, n, 0, sizes);
  for (guint column = 0; column < n; column++)
    {
      for (guint i = column; i < layout->n_cells; i += n)
        {
          layout->cells[i].area.x = x;
          layout->cells[i].area.width = sizes[column];
        }
      x += sizes[column] + CELL_GAP;
    }
}

/* Gives every row its height by the weight of its neediest cell, highest
 * potential on top. */
static void
set_rows (CalBoardLayout *layout, const double *needs)
{
  guint n = layout->n_potential;
  int room = layout->height - MARGIN - AXIS_PERFORMANCE - (int) (n - 1) * CELL_GAP;
  int base = room > ROW_BASE * (int) n ? ROW_BASE : 0;
  double weights[G_MAXUINT8] = { 0 };
  int sizes[G_MAXUINT8];
  int y = MARGIN;

  for (guint i = 0; i < layout->n_cells; i++)
    {
      guint row = n - 1 - i / layout->n_performance;

      weights[row] = MAX (weights[row], MAX (needs[i], 1));
    }
  share_out (MAX (room, (int) n), weights, n, base, sizes);
  for (guint row = 0; row < n; row++)
    {
      guint first = (n - 1 - row) * layout->n_performance;

      for (guint i = first; i < first + layout->n_performance; i++)
        {
          layout->cells[i].area.y = y;
          layout->cells[i].area.height = sizes[row];
        }
      y += sizes[row] + CELL_GAP;
    }
}

static guint
rows_of_cell (const CalCellLayout *cell, int least)
{
  return rows_for (cell->n + 1, columns_for (inner_width (&cell->area), least));
}

static gboolean
any_without_names (const CalBoardLayout *layout)
{
  for (guint i = 0; i < layout->n_cells; i++)
    {
      if (find_fit (&layout->cells[i].area, layout->cells[i].n).density == CAL_DENSITY_COUNTS)
        return TRUE;
    }
  return FALSE;
}

/* The cell that decides how high its row has to be. */
static guint
neediest (const CalBoardLayout *layout, const double *needs, guint row)
{
  guint first = row * layout->n_performance;
  guint most = first;

  for (guint i = first; i < first + layout->n_performance; i++)
    {
      if (needs[i] > needs[most])
        most = i;
    }
  return most;
}

/* Where not all rows have room for wide chips, the cells by which most height
 * is saved take narrow ones, and the others keep theirs. */
static gboolean
all_named_some_dense (CalBoardLayout *layout, double *needs)
{
  int room = layout->height - MARGIN - AXIS_PERFORMANCE - (int) (layout->n_potential - 1) * CELL_GAP
             - (int) layout->n_potential * ROW_BASE;

  for (guint i = 0; i < layout->n_cells; i++)
    needs[i] = rows_of_cell (&layout->cells[i], COLUMN_MIN) * PITCH_COMPACT_MIN;
  while (TRUE)
    {
      double total = 0;
      double best = 0;
      guint best_cell = 0;

      for (guint row = 0; row < layout->n_potential; row++)
        {
          guint cell = neediest (layout, needs, row);
          double dense = rows_of_cell (&layout->cells[cell], COLUMN_MIN_DENSE) * PITCH_DENSE_MIN;

          total += needs[cell];
          if (needs[cell] - dense > best)
            {
              best = needs[cell] - dense;
              best_cell = cell;
            }
        }
      if (total <= room || best <= 0)
        break;
      needs[best_cell] -= best;
    }
  set_rows (layout, needs);
  return !any_without_names (layout);
}

/* Rows by the wide chips that they have to hold. */
static gboolean
all_named (CalBoardLayout *layout, double *needs)
{
  for (guint i = 0; i < layout->n_cells; i++)
    needs[i] = rows_of_cell (&layout->cells[i], COLUMN_MIN);
  set_rows (layout, needs);
  for (guint i = 0; i < layout->n_cells; i++)
    {
      if (find_fit (&layout->cells[i].area, layout->cells[i].n).density > CAL_DENSITY_COMPACT)
        return FALSE;
    }
  return TRUE;
}

static gboolean
counts_fit (const CalBoardLayout *layout, const CalCellLayout *cell)
{
  int height = patch_height (&cell->area, cal_board_layout_n_squares (layout, cell->n),
                             layout->square_pitch);
  int names = cell->n_marked > 0 ? CAPTION + PITCH_COMPACT : 0;

  return HEADER_COUNTS + height + names + CAL_CHIP_INSET <= cell->area.height
         && BLOCK * layout->square_pitch - 1 <= cell->area.width - 2 * CAL_CELL_INSET;
}

/* Rows in which the cells of @counted show squares of the present size. More
 * cells may turn out to need that, and are added to @counted. */
static gboolean
try_squares (CalBoardLayout *layout, double *needs, gboolean *counted)
{
  gboolean changed;

  do
    {
      changed = FALSE;
      for (guint i = 0; i < layout->n_cells; i++)
        {
          const CalCellLayout *cell = &layout->cells[i];

          if (counted[i])
            needs[i] = counts_need (layout, cell);
          else
            needs[i] = rows_of_cell (cell, COLUMN_MIN_DENSE) * PITCH_DENSE_MAX;
        }
      set_rows (layout, needs);
      for (guint i = 0; i < layout->n_cells; i++)
        {
          const CalCellLayout *cell = &layout->cells[i];

          if (!counted[i] && find_fit (&cell->area, cell->n).density == CAL_DENSITY_COUNTS)
            changed = counted[i] = TRUE;
        }
    }
  while (changed);

  for (guint i = 0; i < layout->n_cells; i++)
    {
      if (counted[i] && !counts_fit (layout, &layout->cells[i]))
        return FALSE;
    }
  return TRUE;
}

/* The largest squares, and the fewest people to one, with which every cell
 * that shows counts has room. */
static void
set_counted_rows (CalBoardLayout *layout, double *needs, gboolean *counted)
{
  for (guint people = 1; people <= 1000000; people *= 10)
    {
      layout->people_per_square = people;
      for (int pitch = SQUARE_PITCH_MAX; pitch >= SQUARE_PITCH_MIN; pitch--)
        {
          layout->square_pitch = pitch;
          if (try_squares (layout, needs, counted))
            return;
        }
    }
}

/**
 * cal_board_layout_new:
 * @width: width of the board in pixels
 * @height: height of the board
 * @n_performance: levels on the x axis, 1 to 9
 * @n_potential: levels on the y axis, 1 to 9
 * @counts: (array): subjects to show in each cell, in the order of
 *   cal_rules_cell()
 * @marked: (array): how many of them are to be named even in a cell that
 *   shows counts
 *
 * Lays the board out. A column's width follows the square root of its fullest
 * cell, a row's height the chips that it has to hold; chip columns belong to
 * the column of cells, so that names align through the rows.
 *
 * Returns: (transfer full): the layout
 */
CalBoardLayout *
cal_board_layout_new (int width,
                      int height,
                      guint n_performance,
                      guint n_potential,
                      const guint *counts,
                      const guint *marked)
{
  CalBoardLayout *layout;
  g_autofree double *needs = NULL;
  g_autofree gboolean *counted = NULL;

  g_return_val_if_fail (n_performance > 0 && n_potential > 0, NULL);
  g_return_val_if_fail (n_performance <= G_MAXUINT8 && n_potential <= G_MAXUINT8, NULL);

  layout = g_new0 (CalBoardLayout, 1);
  layout->width = width;
  layout->height = height;
  layout->n_performance = n_performance;
  layout->n_potential = n_potential;
  layout->n_cells = n_performance * n_potential;
  layout->square_pitch = SQUARE_PITCH_MAX;
  layout->people_per_square = 1;
  layout->cells = g_new0 (CalCellLayout, layout->n_cells);
  layout->axis_potential = (CalRect){
    .x = MARGIN,
    .y = MARGIN,
    .width = AXIS_POTENTIAL,
    .height = MAX (height - MARGIN - AXIS_PERFORMANCE, 0),
  };
  layout->axis_performance = (CalRect){
    .x = MARGIN + AXIS_POTENTIAL,
    .y = MAX (height - AXIS_PERFORMANCE, 0),
    .width = MAX (width - 2 * MARGIN - AXIS_POTENTIAL, 0),
    .height = AXIS_PERFORMANCE,
  };
  for (guint i = 0; i < layout->n_cells; i++)
    {
      layout->cells[i].n = counts[i];
      layout->cells[i].n_marked = MIN (marked[i], counts[i]);
    }

  needs = g_new0 (double, layout->n_cells);
  counted = g_new0 (gboolean, layout->n_cells);
  set_columns (layout);
  if (!all_named (layout, needs) && !all_named_some_dense (layout, needs))
    set_counted_rows (layout, needs, counted);

  for (guint i = 0; i < layout->n_cells; i++)
    {
      CalCellLayout *cell = &layout->cells[i];

      lay_cell (layout, cell, find_fit (&cell->area, cell->n));
    }
  return layout;
}

/**
 * cal_board_layout_free:
 * @layout: (transfer full) (nullable): a layout
 *
 * Frees the layout.
 */
void
cal_board_layout_free (CalBoardLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->cells);
  g_free (layout);
}

/**
 * cal_board_layout_update:
 * @layout: a layout
 * @cell: the cell whose subjects have changed
 * @count: how many it now shows
 * @marked: how many of them are to be named
 *
 * Lays one cell out again, within the rectangle that it has. Its density
 * follows a growing cell at once, and a shrinking one only when there is room
 * for two rows more, so that a move to and fro changes nothing else.
 *
 * Returns: %FALSE when the cell's squares no longer have room in it, and the
 *   whole board wants a new layout
 */
gboolean
cal_board_layout_update (CalBoardLayout *layout, guint cell, guint count, guint marked)
{
  CalCellLayout *it;
  Fit now;
  Fit best;

  g_return_val_if_fail (cell < layout->n_cells, FALSE);

  it = &layout->cells[cell];
  it->n = count;
  it->n_marked = MIN (marked, count);
  now = (Fit){ it->density, it->columns, it->pitch };
  best = find_fit (&it->area, count);
  if (best.density < now.density || (best.density == now.density && best.pitch > now.pitch))
    {
      Fit later = find_fit (&it->area, count + 2 * best.columns);

      if (later.density > best.density || later.pitch < best.pitch)
        best = now;
    }
  lay_cell (layout, it, best);
  return it->density != CAL_DENSITY_COUNTS || counts_fit (layout, it);
}

static CalRect
slot_at (const CalCellLayout *cell, int column, int row)
{
  int columns = (int) cell->columns;
  int stride = cell->chips.width + CAL_CHIP_GAP;
  /* From the column's edges, so that the last one ends where the cell does. */
  int left = column * stride / columns;
  int right = (column + 1) * stride / columns - CAL_CHIP_GAP;

  return (CalRect){
    .x = cell->chips.x + left,
    .y = cell->chips.y + row * cell->pitch,
    .width = MAX (right - left, 1),
    .height = cell->chip_height,
  };
}

/**
 * cal_board_layout_slot:
 * @layout: a layout
 * @cell: a cell
 * @slot: a position among the cell's chips: below n_named, or n_named where the
 *   cell says how many more there are
 *
 * Slots run down the first column, then down the next, as names do in a list.
 *
 * Returns: where the chip stands
 */
CalRect
cal_board_layout_slot (const CalBoardLayout *layout, guint cell, guint slot)
{
  const CalCellLayout *it;
  guint rows;

  g_return_val_if_fail (cell < layout->n_cells, ((CalRect){ 0 }));

  it = &layout->cells[cell];
  g_return_val_if_fail (slot < it->n_slots, ((CalRect){ 0 }));

  rows = rows_for (it->n_slots, it->columns);
  return slot_at (it, (int) (slot / rows), (int) (slot % rows));
}

/**
 * cal_board_layout_free_slot:
 * @layout: a layout
 * @cell: a cell
 *
 * Where one more chip can stand without any other moving: after the last one,
 * below the first column when all are full, and at the cell's lower edge, over
 * others, when there is no room left.
 *
 * Returns: the place
 */
CalRect
cal_board_layout_free_slot (const CalBoardLayout *layout, guint cell)
{
  const CalCellLayout *it;
  guint used;
  guint rows;
  CalRect rect;
  int lowest;

  g_return_val_if_fail (cell < layout->n_cells, ((CalRect){ 0 }));

  it = &layout->cells[cell];
  used = it->n_slots;
  rows = rows_for (used, it->columns);
  if (used < rows * it->columns)
    rect = slot_at (it, (int) (used / rows), (int) (used % rows));
  else
    rect = slot_at (it, 0, (int) rows);
  lowest = it->area.y + it->area.height - it->chip_height - CAL_CHIP_GAP;
  rect.y = MAX (MIN (rect.y, lowest), it->area.y);
  return rect;
}

/**
 * cal_board_layout_n_squares:
 * @layout: a layout
 * @n: a number of people
 *
 * Returns: how many squares stand for them
 */
guint
cal_board_layout_n_squares (const CalBoardLayout *layout, guint n)
{
  return (n + layout->people_per_square - 1) / layout->people_per_square;
}

/**
 * cal_board_layout_square:
 * @layout: a layout
 * @cell: a cell that shows counts
 * @square: a square's number
 *
 * Squares fill a row of ten, ten rows make a block, blocks stand side by side.
 *
 * Returns: where the square stands
 */
CalRect
cal_board_layout_square (const CalBoardLayout *layout, guint cell, guint square)
{
  const CalCellLayout *it;
  int pitch = layout->square_pitch;
  guint block = square / (BLOCK * BLOCK);
  guint within = square % (BLOCK * BLOCK);

  g_return_val_if_fail (cell < layout->n_cells, ((CalRect){ 0 }));

  it = &layout->cells[cell];
  g_return_val_if_fail (it->blocks_across > 0, ((CalRect){ 0 }));

  return (CalRect){
    .x = it->patch.x + (int) ((block % it->blocks_across) * (BLOCK + 1) + within % BLOCK) * pitch,
    .y = it->patch.y + (int) ((block / it->blocks_across) * (BLOCK + 1) + within / BLOCK) * pitch,
    .width = pitch - 1,
    .height = pitch - 1,
  };
}

static gboolean
contains (const CalRect *rect, double x, double y)
{
  return x >= rect->x && y >= rect->y && x < rect->x + rect->width && y < rect->y + rect->height;
}

/**
 * cal_board_layout_hit:
 * @layout: a layout
 * @x: a point
 * @y: a point
 * @cell: (out): the cell there
 * @slot: (out) (optional): the slot there, n_named for the one that says how
 *   many more there are, %CAL_NO_SLOT for none
 *
 * Returns: whether there is a cell at the point
 */
gboolean
cal_board_layout_hit (const CalBoardLayout *layout, double x, double y, guint *cell, guint *slot)
{
  for (guint i = 0; i < layout->n_cells; i++)
    {
      const CalCellLayout *it = &layout->cells[i];
      guint used = it->n_slots;
      guint rows = rows_for (used, it->columns);
      guint column;
      guint row;
      guint at;

      if (!contains (&it->area, x, y))
        continue;
      *cell = i;
      if (slot == NULL)
        return TRUE;
      *slot = CAL_NO_SLOT;
      if (!contains (&it->chips, x, y) || used == 0)
        return TRUE;
      column = (guint) ((x - it->chips.x) * it->columns / (it->chips.width + CAL_CHIP_GAP));
      row = (guint) ((y - it->chips.y) / it->pitch);
      /* A column's edge is rounded to a pixel, so its neighbours may hold it. */
      for (guint c = column > 0 ? column - 1 : 0; c <= column + 1; c++)
        {
          CalRect rect;

          at = c * rows + row;
          if (row >= rows || at >= used)
            continue;
          rect = cal_board_layout_slot (layout, i, at);
          if (contains (&rect, x, y))
            *slot = at;
        }
      return TRUE;
    }
  return FALSE;
}
