/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-squares.h"

#define BLOCK 100

/* One block as it was last drawn. */
typedef struct
{
  GskRenderNode *node;
  guint n;
  guint n_moved;
} Block;

struct _CalSquares
{
  GArray *blocks;
  /* What all blocks were drawn with: another one, and none can be kept. */
  CalRect patch;
  int pitch;
  CalColor color;
};

static void
clear_block (gpointer data)
{
  Block *block = data;

  g_clear_pointer (&block->node, gsk_render_node_unref);
}

static GskRenderNode *
draw_block (const CalBoardLayout *layout,
            guint cell,
            guint first,
            const Block *block,
            const CalPalette *palette,
            CalColor color)
{
  const CalRect *area = &layout->cells[cell].area;
  CalRect start = cal_board_layout_square (layout, cell, first);
  int size = 10 * layout->square_pitch;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) (start.x - area->x), (float) (start.y - area->y),
                                     (float) size, (float) size));

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_translate (cr, -area->x, -area->y);
  for (guint i = 0; i < block->n; i++)
    {
      CalRect square = cal_board_layout_square (layout, cell, first + i);

      if (i == block->n_moved && i > 0)
        {
          cal_palette_set_source (cr, palette->accent_text, 1);
          cairo_fill (cr);
        }
      cairo_rectangle (cr, square.x, square.y, square.width, square.height);
    }
  cal_palette_set_source (cr, block->n_moved >= block->n ? palette->accent_text : color, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

/**
 * cal_squares_new:
 *
 * Returns: (transfer full): squares that have not been drawn
 */
CalSquares *
cal_squares_new (void)
{
  CalSquares *squares = g_new0 (CalSquares, 1);

  squares->blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  g_array_set_clear_func (squares->blocks, clear_block);
  return squares;
}

/**
 * cal_squares_free:
 * @squares: (transfer full) (nullable): squares
 *
 * Frees them.
 */
void
cal_squares_free (CalSquares *squares)
{
  if (squares == NULL)
    return;
  g_array_unref (squares->blocks);
  g_free (squares);
}

/**
 * cal_squares_draw:
 * @squares: the squares of one cell
 * @snapshot: what is drawn to, its origin the cell's corner
 * @layout: the board's layout
 * @cell: the cell
 * @n_moved: how many squares stand for people who have moved in this session
 * @palette: colours
 * @color: the colour of the others
 *
 * Draws a square for each person, those who moved first.
 */
void
cal_squares_draw (CalSquares *squares,
                  GtkSnapshot *snapshot,
                  const CalBoardLayout *layout,
                  guint cell,
                  guint n_moved,
                  const CalPalette *palette,
                  CalColor color)
{
  const CalCellLayout *it = &layout->cells[cell];
  guint n = cal_board_layout_n_squares (layout, it->n);
  guint n_blocks = (n + BLOCK - 1) / BLOCK;

  if (squares->pitch != layout->square_pitch || squares->color != color
      || squares->patch.x != it->patch.x || squares->patch.y != it->patch.y
      || squares->patch.width != it->patch.width)
    g_array_set_size (squares->blocks, 0);
  squares->pitch = layout->square_pitch;
  squares->color = color;
  squares->patch = it->patch;
  g_array_set_size (squares->blocks, n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      Block *block = &g_array_index (squares->blocks, Block, i);
      guint first = i * BLOCK;
      guint in_block = MIN (n - first, BLOCK);
      guint moved = MIN (n_moved > first ? n_moved - first : 0, in_block);

      if (block->node == NULL || block->n != in_block || block->n_moved != moved)
        {
          clear_block (block);
          block->n = in_block;
          block->n_moved = moved;
          block->node = draw_block (layout, cell, first, block, palette, color);
        }
      if (block->node != NULL)
        gtk_snapshot_append_node (snapshot, block->node);
    }
}
