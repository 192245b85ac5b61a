/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-cell.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-draw.h"
#include "app/cal-squares.h"
#include "app/cal-style.h"
#include "model/cal-words.h"

/* Column in which shares stand, so that the counts before them align. */
#define SHARE_COLUMN 50
#define HEADER_MIDDLE 18
#define HEADER_MIDDLE_COUNTS 23
#define HEADER_GAP 8

struct _CalCell
{
  GtkWidget parent_instance;

  guint cell;
  guint step;
  char *label;
  char placement[CAL_PLACEMENT_TEXT_SIZE];
  guint count;
  guint placed;
  guint n_moved;
  char *change;
  char *consequence;

  const CalBoardLayout *layout;
  GPtrArray *chips;
  CalSquares *squares;
};

G_DEFINE_FINAL_TYPE (CalCell, cal_cell, GTK_TYPE_WIDGET)

/* All of a header stands on one baseline, whatever the sizes in it. */
static void
put_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int baseline, CalColor color)
{
  cal_draw_text (snapshot, layout, x, baseline - PANGO_PIXELS (pango_layout_get_baseline (layout)),
                 cal_draw_rgba (color, 1));
}

static const CalCellLayout *
cell_layout (CalCell *self)
{
  return &self->layout->cells[self->cell];
}

static gboolean
shows_counts (CalCell *self)
{
  return cell_layout (self)->density == CAL_DENSITY_COUNTS;
}

static int
header_baseline (CalCell *self)
{
  return shows_counts (self) ? HEADER_MIDDLE_COUNTS + 7 : HEADER_MIDDLE + 6;
}

static void
draw_header (CalCell *self, GtkSnapshot *snapshot, int width, const CalPalette *palette)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int baseline = header_baseline (self);
  int right = width - CAL_CELL_INSET;
  int left = CAL_CELL_INSET;
  int label_width;
  int count_width;
  int text_width;
  g_autofree char *count = cal_words_count (self->count);
  g_autofree char *share = cal_share_text (self->count, self->placed, 1);
  g_autoptr (PangoLayout) label = cal_draw_layout (widget, self->label, 15, TRUE, &label_width);
  g_autoptr (PangoLayout) number =
      cal_draw_layout (widget, count, shows_counts (self) ? 24 : 18, TRUE, &count_width);
  gboolean has_share;

  /* In a very narrow cell the exact count comes before all else. */
  if (left + label_width + HEADER_GAP + count_width > right)
    {
      static const double smaller[] = { 15, 13, 12 };
      int room;

      g_clear_object (&number);
      number = cal_draw_layout (widget, count, 18, TRUE, &count_width);
      /* As far out as the chips under it, where every pixel counts. */
      right = width - CAL_CHIP_INSET;
      room = MAX (right - left - HEADER_GAP - count_width, 1);
      for (guint i = 0; i < G_N_ELEMENTS (smaller) && label_width > room; i++)
        {
          g_clear_object (&label);
          label = cal_draw_layout (widget, self->label, smaller[i], TRUE, &label_width);
        }
      if (label_width > room)
        {
          label_width = room;
          pango_layout_set_width (label, label_width * PANGO_SCALE);
          pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
        }
    }
  has_share = left + label_width + HEADER_GAP + count_width + SHARE_COLUMN <= right;
  put_text (snapshot, label, left, baseline, palette->text);
  left += label_width + HEADER_GAP;
  if (has_share)
    {
      g_autoptr (PangoLayout) text = cal_draw_layout (widget, share, 12, FALSE, &text_width);

      put_text (snapshot, text, right - text_width, baseline, palette->dim);
      right -= SHARE_COLUMN;
    }
  put_text (snapshot, number, right - count_width, baseline, palette->text);
  right -= count_width + HEADER_GAP;
  if (has_share)
    {
      g_autoptr (PangoLayout) text =
          cal_draw_layout (widget, self->placement, 12, FALSE, &text_width);

      if (left + text_width <= right)
        put_text (snapshot, text, left, baseline, palette->dim);
    }
}

/* What a drop would do, as much of it as there is room for. */
static void
draw_preview (CalCell *self, GtkSnapshot *snapshot, int width, const CalPalette *palette)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int baseline = header_baseline (self);
  int right = width - CAL_CELL_INSET;
  int left = CAL_CELL_INSET;
  int text_width;
  g_autoptr (PangoLayout) change = cal_draw_layout (widget, self->change, 15, TRUE, &text_width);
  const char *rest = self->consequence;

  put_text (snapshot, change, left, baseline, palette->accent_text);
  left += text_width + 6;
  {
    g_autofree char *whole = g_strconcat ("· ", rest, NULL);
    g_autoptr (PangoLayout) text = cal_draw_layout (widget, whole, 12, FALSE, &text_width);

    if (left + text_width <= right)
      {
        put_text (snapshot, text, left, baseline, palette->text);
        left += text_width + HEADER_GAP;
      }
    else if (strstr (rest, " · ") != NULL)
      {
        g_autofree char *share =
            g_strdup_printf ("· %.*s", (int) (strstr (rest, " · ") - rest), rest);
        g_autoptr (PangoLayout) shorter = cal_draw_layout (widget, share, 12, FALSE, &text_width);

        if (left + text_width <= right)
          put_text (snapshot, shorter, left, baseline, palette->text);
        return;
      }
  }
  {
    g_autoptr (PangoLayout) text =
        cal_draw_layout (widget, self->placement, 12, FALSE, &text_width);

    if (left + text_width <= right)
      put_text (snapshot, text, right - text_width, baseline, palette->dim);
  }
}

static void
draw_caption (CalCell *self, GtkSnapshot *snapshot, const CalPalette *palette)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const CalCellLayout *it = cell_layout (self);
  g_autofree char *count = cal_words_count (self->n_moved);
  g_autofree char *caption =
      g_strdup_printf (ngettext ("%s moved here", "%s moved here", self->n_moved), count);
  int width;
  g_autoptr (PangoLayout) text = cal_draw_layout (widget, caption, 12, TRUE, &width);

  put_text (snapshot, text, it->caption.x - it->area.x, it->caption.y - it->area.y + 20,
            palette->accent_text);
}

static void
update_accessible (CalCell *self)
{
  g_autofree char *share = cal_share_text (self->count, self->placed, 1);
  g_autofree char *label =
      g_strdup_printf (ngettext ("%s %s: %u subject, %s", "%s %s: %u subjects, %s", self->count),
                       self->label, self->placement, self->count, share);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
cal_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalCell *self = CAL_CELL (widget);
  const CalPalette *palette = cal_style_palette ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRoundedRect shape;

  if (self->layout == NULL)
    return;
  gsk_rounded_rect_init_from_rect (&shape, &bounds, CAL_CELL_RADIUS);
  cal_draw_fill (snapshot, &shape, cal_draw_rgba (palette->tints[self->step], 1));

  if (self->change != NULL)
    draw_preview (self, snapshot, width, palette);
  else
    draw_header (self, snapshot, width, palette);
  if (shows_counts (self))
    {
      cal_squares_draw (self->squares, snapshot, self->layout, self->cell,
                        cal_board_layout_n_squares (self->layout, self->n_moved), palette,
                        palette->patches[self->step]);
      if (cell_layout (self)->caption.height > 0)
        draw_caption (self, snapshot, palette);
    }
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->chips, i), snapshot);

  if (self->change != NULL || gtk_widget_has_visible_focus (widget))
    cal_draw_outline (snapshot, &shape, 2, cal_draw_rgba (palette->accent, 1));
}

static void
cal_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CalCell *self = CAL_CELL (widget);
  const CalCellLayout *it;

  if (self->layout == NULL)
    return;
  it = cell_layout (self);
  for (guint i = 0; i < self->chips->len; i++)
    {
      CalRect slot = cal_board_layout_slot (self->layout, self->cell, i);
      GtkAllocation place = {
        slot.x - it->area.x,
        slot.y - it->area.y,
        slot.width,
        slot.height,
      };

      gtk_widget_size_allocate (g_ptr_array_index (self->chips, i), &place, -1);
    }
}

static void
cal_cell_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  /* Chips want to be measured before they are allocated, though the board
   * alone decides how large they are. */
  CalCell *self = CAL_CELL (widget);

  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->chips, i), orientation, -1, NULL, NULL, NULL,
                        NULL);
  *minimum = *natural = 1;
}

static void
cal_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags changed = previous ^ gtk_widget_get_state_flags (widget);

  if (changed & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE))
    gtk_widget_queue_draw (widget);
}

static void
cal_cell_dispose (GObject *object)
{
  CalCell *self = CAL_CELL (object);

  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->chips, i));
  g_ptr_array_set_size (self->chips, 0);
  G_OBJECT_CLASS (cal_cell_parent_class)->dispose (object);
}

static void
cal_cell_finalize (GObject *object)
{
  CalCell *self = CAL_CELL (object);

  g_ptr_array_unref (self->chips);
  cal_squares_free (self->squares);
  g_free (self->label);
  g_free (self->change);
  g_free (self->consequence);
  G_OBJECT_CLASS (cal_cell_parent_class)->finalize (object);
}

static void
cal_cell_class_init (CalCellClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cal_cell_dispose;
  object_class->finalize = cal_cell_finalize;
  widget_class->snapshot = cal_cell_snapshot;
  widget_class->size_allocate = cal_cell_size_allocate;
  widget_class->measure = cal_cell_measure;
  widget_class->state_flags_changed = cal_cell_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);
}

static void
cal_cell_init (CalCell *self)
{
  self->chips = g_ptr_array_new ();
  self->squares = cal_squares_new ();
  self->label = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * cal_cell_new:
 *
 * One box of the board: its tint, label, exact count and share, and the chips
 * that the board gives it.
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
cal_cell_new (void)
{
  return g_object_new (CAL_TYPE_CELL, NULL);
}

/**
 * cal_cell_set_place:
 * @self: a cell
 * @board: a board
 * @cell: which of its cells this is
 */
void
cal_cell_set_place (CalCell *self, const CalBoard *board, guint cell)
{
  const CalRules *rules = cal_board_rules (board);
  CalPlacement placement = cal_rules_cell_placement (rules, cell);

  self->cell = cell;
  self->step = cal_palette_step (placement.performance, rules->performance.n_levels,
                                 placement.potential, rules->potential.n_levels);
  g_free (self->label);
  self->label = g_strdup (_ (cal_rules_cell_label (rules, placement)));
  cal_placement_format (placement, self->placement);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_cell_set_layout:
 * @self: a cell
 * @layout: (nullable) (transfer none): the board's layout, which must outlive
 *   its use here
 */
void
cal_cell_set_layout (CalCell *self, const CalBoardLayout *layout)
{
  self->layout = layout;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_cell_set_counts:
 * @self: a cell
 * @count: how many are shown in it
 * @placed: how many are shown on the whole board
 * @n_moved: how many of @count have moved in this session
 */
void
cal_cell_set_counts (CalCell *self, guint count, guint placed, guint n_moved)
{
  if (self->count == count && self->placed == placed && self->n_moved == n_moved)
    return;
  self->count = count;
  self->placed = placed;
  self->n_moved = n_moved;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_cell_set_preview:
 * @self: a cell
 * @change: (nullable): what a drop here would change, "Star 11 → 12"; %NULL
 *   when the cell is not the target
 * @consequence: (nullable): what follows, parts set apart by " · "
 */
void
cal_cell_set_preview (CalCell *self, const char *change, const char *consequence)
{
  if (g_strcmp0 (self->change, change) == 0 && g_strcmp0 (self->consequence, consequence) == 0)
    return;
  g_free (self->change);
  self->change = g_strdup (change);
  g_free (self->consequence);
  self->consequence = g_strdup (consequence);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_cell_take_chips:
 * @self: a cell
 * @chips: (transfer full) (element-type CalChip): its chips from the first slot
 *   to the last, children of the cell already
 */
void
cal_cell_take_chips (CalCell *self, GPtrArray *chips)
{
  g_ptr_array_unref (self->chips);
  self->chips = chips;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_cell_get_chips:
 * @self: a cell
 *
 * Returns: (transfer none) (element-type CalChip): its chips in slot order
 */
GPtrArray *
cal_cell_get_chips (CalCell *self)
{
  return self->chips;
}
