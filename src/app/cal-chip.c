/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-chip.h"

#include <glib/gi18n.h>

#include "app/cal-board-text.h"
#include "app/cal-draw.h"
#include "app/cal-style.h"
#include "charts/cal-marks.h"

#define INSET 7
#define MARK_STRIDE 16
#define MARKS_INSET 5
#define NAME_SIZE 13
#define NAME_SIZE_DENSE 12
#define SECOND_SIZE 11
#define N_MOVE_ACTIONS 9

struct _CalChip
{
  GtkWidget parent_instance;

  guint index;
  char *name;
  char *second[CAL_N_SECOND_FORMS];
  CalMark marks;
  CalPlacement before;
  CalPlacement placement;
  CalDensity density;
  CalChipState state;
  gboolean is_words;
  gboolean on_pane;

  /* Made anew when the text, its weight or the room for it changes. */
  PangoLayout *name_layout;
  PangoLayout *second_layout;
  int layout_width;
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_SEND,
  SIGNAL_KEEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalChip, cal_chip, GTK_TYPE_WIDGET)

static void
drop_layouts (CalChip *self)
{
  g_clear_object (&self->name_layout);
  g_clear_object (&self->second_layout);
}

/* Below the squares of a cell that shows counts all chips have moved, so that
 * the arrow alone says more than an outline around each. Where room is short,
 * the arrow stands for the tick too: who was moved was discussed. */
static CalMark
shown_marks (CalChip *self)
{
  if (self->state & CAL_CHIP_GHOST)
    return 0;
  if (self->density == CAL_DENSITY_COUNTS
      || (self->density == CAL_DENSITY_DENSE && (self->marks & CAL_MARK_MOVED)))
    return self->marks & ~CAL_MARK_DISCUSSED;
  return self->marks;
}

static gboolean
stands_out (CalChip *self)
{
  return (self->marks & CAL_MARK_MOVED) != 0 && self->density != CAL_DENSITY_COUNTS;
}

static gboolean
is_bold (CalChip *self)
{
  if (self->state & CAL_CHIP_GHOST)
    return FALSE;
  return self->is_words || stands_out (self)
         || (self->state & (CAL_CHIP_DRAGGED | CAL_CHIP_PENDING)) != 0;
}

static guint
n_marks (CalChip *self)
{
  CalMark marks = shown_marks (self);
  guint n = 0;

  for (guint mark = CAL_MARK_MOVED; mark <= CAL_MARK_LAST; mark <<= 1)
    n += (marks & mark) != 0;
  return n;
}

/* The longest form of the name that fits beside the marks; never an ellipsis. */
static void
ensure_layouts (CalChip *self, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int room = width - 2 * INSET - (int) n_marks (self) * MARK_STRIDE;
  double size = self->density == CAL_DENSITY_DENSE ? NAME_SIZE_DENSE : NAME_SIZE;
  int text_width = 0;

  if (self->name_layout != NULL && self->layout_width == width)
    return;
  drop_layouts (self);
  self->layout_width = width;
  self->name_layout = cal_draw_layout (widget, self->name, size, is_bold (self), NULL);
  for (guint form = 1; form < CAL_N_NAME_FORMS; form++)
    {
      g_autofree char *shorter = NULL;

      pango_layout_get_pixel_size (self->name_layout, &text_width, NULL);
      if (text_width <= room)
        break;
      shorter = cal_name_form (self->name, form);
      pango_layout_set_text (self->name_layout, shorter, -1);
    }
  if (self->density != CAL_DENSITY_COMFORTABLE || *self->second[0] == '\0')
    return;
  self->second_layout = cal_draw_layout (widget, self->second[0], SECOND_SIZE, FALSE, &text_width);
  for (guint form = 1; form < CAL_N_SECOND_FORMS && text_width > width - 2 * INSET; form++)
    {
      pango_layout_set_text (self->second_layout, self->second[form], -1);
      pango_layout_get_pixel_size (self->second_layout, &text_width, NULL);
    }
}

static void
draw_ghost (GtkSnapshot *snapshot, const GskRoundedRect *shape, const CalPalette *palette)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &shape->bounds);

  cal_draw_dashed (cr, shape->bounds.size.width, shape->bounds.size.height, CAL_CHIP_RADIUS,
                   palette->accent_text);
  cairo_destroy (cr);
}

static void
draw_ground (CalChip *self,
             GtkSnapshot *snapshot,
             const GskRoundedRect *shape,
             const CalPalette *palette)
{
  const CalColor white = 0xffffff;

  if (self->is_words && self->state == CAL_CHIP_REST)
    return;
  if (self->state & CAL_CHIP_GHOST)
    {
      draw_ghost (snapshot, shape, palette);
    }
  else if (self->state & CAL_CHIP_DRAGGED)
    {
      gtk_snapshot_append_outset_shadow (snapshot, shape, &(GdkRGBA){ .red = 0, .alpha = 0.3f }, 0,
                                         3, 0, 9);
      cal_draw_fill (snapshot, shape, cal_draw_rgba (palette->card, 1));
      cal_draw_outline (snapshot, shape, 2, cal_draw_rgba (palette->accent, 1));
    }
  else if (self->state & CAL_CHIP_PENDING)
    {
      cal_draw_fill (snapshot, shape, cal_draw_rgba (white, palette->chip_moved_alpha));
      cal_draw_outline (snapshot, shape, 2, cal_draw_rgba (palette->accent, 1));
    }
  else if (self->state & CAL_CHIP_SELECTED)
    {
      cal_draw_fill (snapshot, shape, cal_draw_rgba (palette->accent_text, 1));
    }
  else if (stands_out (self))
    {
      cal_draw_fill (snapshot, shape, cal_draw_rgba (white, palette->chip_moved_alpha));
      cal_draw_outline (snapshot, shape, 1, cal_draw_rgba (palette->accent_text, 1));
    }
  else if (self->on_pane)
    {
      cal_draw_fill (snapshot, shape, cal_draw_rgba (palette->card, 1));
      cal_draw_outline (snapshot, shape, 1, cal_draw_rgba (palette->text, 0.12));
    }
  else
    {
      cal_draw_fill (snapshot, shape, cal_draw_rgba (white, palette->chip_alpha));
    }
}

/* On a selected chip's strong ground all marks take the ground's text colour. */
static CalPalette
selected_palette (const CalPalette *palette)
{
  CalPalette selected = *palette;

  selected.accent_text = palette->card;
  selected.disputed = palette->card;
  selected.flagged = palette->card;
  selected.evidence = palette->card;
  selected.parked = palette->card;
  selected.discussed = palette->card;
  return selected;
}

static void
draw_marks (CalChip *self,
            GtkSnapshot *snapshot,
            int width,
            double middle,
            const CalPalette *palette)
{
  guint n = n_marks (self);
  double x = width - MARKS_INSET - (int) n * MARK_STRIDE + (MARK_STRIDE - CAL_MARK_SIZE);
  double y = (int) (middle - CAL_MARK_SIZE / 2.0);
  cairo_t *cr;

  if (n == 0)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT ((float) x - 1, (float) y - 1, n * MARK_STRIDE + 2, CAL_MARK_SIZE + 2));
  for (guint mark = CAL_MARK_MOVED; mark <= CAL_MARK_LAST; mark <<= 1)
    {
      if (!(shown_marks (self) & mark))
        continue;
      if (mark == CAL_MARK_MOVED)
        cal_mark_draw_move (self->before, self->placement, cr, x, y, CAL_MARK_SIZE, palette);
      else
        cal_mark_draw ((CalMark) mark, cr, x, y, CAL_MARK_SIZE, palette);
      x += MARK_STRIDE;
    }
  cairo_destroy (cr);
}

static void
draw_line (GtkSnapshot *snapshot, PangoLayout *layout, double middle, GdkRGBA color)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  cal_draw_text (snapshot, layout, INSET, (int) (middle - height / 2.0 + 0.5), color);
}

static char *
describe (CalChip *self, const CalBoard *board)
{
  GString *text = g_string_new (self->second[0]);

  if (self->marks & CAL_MARK_MOVED)
    {
      g_autofree char *before = cal_board_placement_words (board, self->before);

      if (text->len > 0)
        g_string_append (text, ". ");
      g_string_append_printf (text, _ ("Moved in this session; before calibration: %s"), before);
    }
  if (self->marks & CAL_MARK_DISCUSSED)
    {
      if (text->len > 0)
        g_string_append (text, ". ");
      g_string_append (text, _ ("Discussed"));
    }
  return g_string_free (text, FALSE);
}

static void
on_open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_OPEN], 0);
}

static void
on_move_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  guint key = (guint) (action[strlen ("chip.move-to-")] - '0');

  g_signal_emit (widget, signals[SIGNAL_SEND], 0, key - 1);
}

static void
on_keep_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_KEEP], 0);
}

static void
on_move_to_holding_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SEND], 0, G_MAXUINT);
}

static void
cal_chip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CalChip *self = CAL_CHIP (widget);
  const CalPalette *palette = cal_style_palette ();
  CalPalette selected = selected_palette (palette);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double middle = height / 2.0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  gboolean strong = (self->state & CAL_CHIP_SELECTED)
                    && !(self->state & (CAL_CHIP_GHOST | CAL_CHIP_DRAGGED | CAL_CHIP_PENDING));
  GdkRGBA color = cal_draw_rgba (palette->text, 1);
  GdkRGBA second = cal_draw_rgba (palette->dim, 1);
  GskRoundedRect shape;

  if (self->name == NULL)
    return;
  ensure_layouts (self, width);
  gsk_rounded_rect_init_from_rect (&shape, &bounds, CAL_CHIP_RADIUS);
  draw_ground (self, snapshot, &shape, palette);
  if (strong)
    color = second = cal_draw_rgba (palette->card, 1);
  else if (self->state & CAL_CHIP_GHOST)
    color = second;
  else if (self->is_words)
    color = cal_draw_rgba (palette->accent_text, 1);

  gtk_snapshot_push_clip (snapshot, &bounds);
  if (self->second_layout != NULL)
    {
      middle -= 7;
      draw_line (snapshot, self->second_layout, height / 2.0 + 8, second);
    }
  draw_line (snapshot, self->name_layout, middle, color);
  gtk_snapshot_pop (snapshot);
  /* Beside the name, so that the second line has the whole width. */
  draw_marks (self, snapshot, width, middle, strong ? &selected : palette);
  if (gtk_widget_has_visible_focus (widget))
    {
      cal_draw_outline (snapshot, &shape, 2, cal_draw_rgba (palette->accent, 1));
      if (strong)
        {
          gsk_rounded_rect_shrink (&shape, 2, 2, 2, 2);
          cal_draw_outline (snapshot, &shape, 1, cal_draw_rgba (palette->card, 1));
        }
    }
}

static void
cal_chip_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  CalChip *self = CAL_CHIP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 40;
      *natural = 126;
    }
  else
    {
      *minimum = 10;
      *natural = self->density == CAL_DENSITY_COMFORTABLE ? 36 : 22;
    }
}

static void
cal_chip_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cal_chip_parent_class)->css_changed (widget, change);
  drop_layouts (CAL_CHIP (widget));
}

static void
cal_chip_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags changed = previous ^ gtk_widget_get_state_flags (widget);

  if (changed & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE))
    gtk_widget_queue_draw (widget);
}

static gboolean
cal_chip_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CalChip *self = CAL_CHIP (widget);
  g_autofree char *text = NULL;

  if (self->name == NULL || self->is_words)
    return FALSE;
  text = *self->second[0] == '\0' ? g_strdup (self->name)
                                  : g_strdup_printf ("%s\n%s", self->name, self->second[0]);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
cal_chip_finalize (GObject *object)
{
  CalChip *self = CAL_CHIP (object);

  drop_layouts (self);
  g_free (self->name);
  for (guint form = 0; form < CAL_N_SECOND_FORMS; form++)
    g_free (self->second[form]);
  G_OBJECT_CLASS (cal_chip_parent_class)->finalize (object);
}

static void
cal_chip_class_init (CalChipClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->finalize = cal_chip_finalize;
  widget_class->snapshot = cal_chip_snapshot;
  widget_class->measure = cal_chip_measure;
  widget_class->css_changed = cal_chip_css_changed;
  widget_class->state_flags_changed = cal_chip_state_flags_changed;
  widget_class->query_tooltip = cal_chip_query_tooltip;

  signals[SIGNAL_OPEN] =
      g_signal_new ("open", CAL_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SEND] = g_signal_new ("send", CAL_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_KEEP] =
      g_signal_new ("keep", CAL_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* Without parameters, for assistive technology sees no others. */
  gtk_widget_class_install_action (widget_class, "chip.open", NULL, on_open_cb);
  for (guint i = 1; i <= N_MOVE_ACTIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("chip.move-to-%u", i);

      gtk_widget_class_install_action (widget_class, name, NULL, on_move_to_cb);
    }
  gtk_widget_class_install_action (widget_class, "chip.move-to-holding", NULL,
                                   on_move_to_holding_cb);
  gtk_widget_class_install_action (widget_class, "chip.keep", NULL, on_keep_cb);
  gtk_widget_class_set_css_name (widget_class, "chip");
  /* GTK tells AT-SPI of an option as a pane; a list item is one. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
cal_chip_init (CalChip *self)
{
  self->index = G_MAXUINT;
  self->density = CAL_DENSITY_COMPACT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
}

/**
 * cal_chip_new:
 *
 * A subject's token: a light widget that draws itself, meant to be used again
 * for one subject after another.
 *
 * Returns: (transfer floating): a chip without a subject
 */
GtkWidget *
cal_chip_new (void)
{
  return g_object_new (CAL_TYPE_CHIP, NULL);
}

/**
 * cal_chip_set_subject:
 * @self: a chip
 * @board: a board
 * @index: a subject on it
 *
 * Takes everything that the chip shows and says from the board; again after
 * the subject has changed.
 */
void
cal_chip_set_subject (CalChip *self, const CalBoard *board, guint index)
{
  const CalBoardSubject *subject;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (CAL_IS_CHIP (self));
  g_return_if_fail (index < cal_board_n_subjects (board));

  subject = cal_board_subject (board, index);
  self->index = index;
  self->is_words = FALSE;
  g_free (self->name);
  self->name = g_strdup (subject->row->name);
  for (guint form = 0; form < CAL_N_SECOND_FORMS; form++)
    {
      g_free (self->second[form]);
      self->second[form] = cal_subject_second_line (board, index, form);
    }
  self->marks = cal_marks_of_subject (board, index);
  self->before = subject->row->ratings;
  self->placement = subject->placement;
  drop_layouts (self);

  words = cal_board_placement_words (board, subject->placement);
  label = g_strdup_printf ("%s, %s", self->name, words);
  description = describe (self, board);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chip_get_index:
 * @self: a chip
 *
 * Returns: the subject's index on the board, %G_MAXUINT for none
 */
guint
cal_chip_get_index (CalChip *self)
{
  return self->index;
}

/**
 * cal_chip_set_density:
 * @self: a chip
 * @density: how much it is to show
 */
void
cal_chip_set_density (CalChip *self, CalDensity density)
{
  if (self->density == density)
    return;
  self->density = density;
  drop_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chip_set_state:
 * @self: a chip
 * @state: how it is to look, flags or'ed together
 */
void
cal_chip_set_state (CalChip *self, CalChipState state)
{
  CalChipState changed = self->state ^ state;

  if (changed == 0)
    return;
  self->state = state;
  if (changed & (CAL_CHIP_GHOST | CAL_CHIP_DRAGGED | CAL_CHIP_PENDING))
    drop_layouts (self);
  if (changed & CAL_CHIP_SELECTED)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
                                 (state & CAL_CHIP_SELECTED) != 0, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chip_get_state:
 * @self: a chip
 *
 * Returns: how it looks
 */
CalChipState
cal_chip_get_state (CalChip *self)
{
  return self->state;
}

/**
 * cal_chip_set_words:
 * @self: a chip
 * @words: what it says
 *
 * Makes the chip stand for no single subject: "34 more", "7 subjects".
 */
void
cal_chip_set_words (CalChip *self, const char *words)
{
  if (self->is_words && g_str_equal (self->name, words))
    return;
  self->index = G_MAXUINT;
  self->is_words = TRUE;
  self->marks = 0;
  self->state = CAL_CHIP_REST;
  g_free (self->name);
  self->name = g_strdup (words);
  for (guint form = 0; form < CAL_N_SECOND_FORMS; form++)
    {
      g_free (self->second[form]);
      self->second[form] = g_strdup ("");
    }
  drop_layouts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chip_set_on_pane:
 * @self: a chip
 * @on_pane: whether it stands on a side pane rather than on a tinted cell
 */
void
cal_chip_set_on_pane (CalChip *self, gboolean on_pane)
{
  self->on_pane = on_pane;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cal_chip_set_movable:
 * @self: a chip
 * @movable: whether the actions that move or keep it are there
 */
void
cal_chip_set_movable (CalChip *self, gboolean movable)
{
  for (guint i = 1; i <= N_MOVE_ACTIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("chip.move-to-%u", i);

      gtk_widget_action_set_enabled (GTK_WIDGET (self), name, movable);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.move-to-holding", movable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.keep", movable);
}

/**
 * cal_chip_is_moved:
 * @self: a chip
 *
 * Returns: whether its subject has moved in this session
 */
gboolean
cal_chip_is_moved (CalChip *self)
{
  return (self->marks & CAL_MARK_MOVED) != 0;
}

/**
 * cal_chip_get_text:
 * @self: a chip that has been drawn
 *
 * Returns: (nullable): the name in the form that it is drawn in
 */
const char *
cal_chip_get_text (CalChip *self)
{
  return self->name_layout != NULL ? pango_layout_get_text (self->name_layout) : NULL;
}
