/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-card-box.h"

#define GAP 18
#define TWO_COLUMNS 1400

/* Cards side by side in two columns where there is room for that, else one below
 * the other. A row is as high as its higher card; a last card without a
 * neighbour takes the whole row. */
struct _CalCardBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CalCardBox, cal_card_box, GTK_TYPE_WIDGET)

static GPtrArray *
visible_children (GtkWidget *widget)
{
  GPtrArray *children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      g_ptr_array_add (children, child);
  return children;
}

static guint
n_columns (int width)
{
  return width >= TWO_COLUMNS ? 2 : 1;
}

static int
card_width (const GPtrArray *children, guint i, int width)
{
  guint columns = n_columns (width);
  gboolean alone = i % columns == 0 && i + 1 == children->len;

  return alone ? width : (width - (int) (columns - 1) * GAP) / (int) columns;
}

/* The least and the natural height of each row. One column scrolls anyhow, and
 * so its cards are as high as they would like to be. */
static GtkRequestedSize *
measure_rows (const GPtrArray *children, int width, guint *n_rows)
{
  guint columns = n_columns (width);
  GtkRequestedSize *rows;

  *n_rows = (children->len + columns - 1) / columns;
  rows = g_new0 (GtkRequestedSize, *n_rows + 1);
  for (guint i = 0; i < children->len; i++)
    {
      GtkRequestedSize *row = &rows[i / columns];
      int minimum;
      int natural;

      gtk_widget_measure (g_ptr_array_index (children, i), GTK_ORIENTATION_VERTICAL,
                          card_width (children, i, width), &minimum, &natural, NULL, NULL);
      row->natural_size = MAX (row->natural_size, natural);
      row->minimum_size = MAX (row->minimum_size, columns == 1 ? natural : minimum);
    }
  return rows;
}

static GtkSizeRequestMode
cal_card_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cal_card_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  g_autoptr (GPtrArray) children = visible_children (widget);
  g_autofree GtkRequestedSize *rows = NULL;
  guint n_rows;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < children->len; i++)
        {
          int least;

          gtk_widget_measure (g_ptr_array_index (children, i), orientation, -1, &least, NULL, NULL,
                              NULL);
          *minimum = MAX (*minimum, least);
        }
      *natural = *minimum;
      return;
    }
  rows = measure_rows (children, for_size > 0 ? for_size : TWO_COLUMNS, &n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      *minimum += rows[i].minimum_size + (i > 0 ? GAP : 0);
      *natural += rows[i].natural_size + (i > 0 ? GAP : 0);
    }
}

/* What is left over goes to the rows whose cards can make use of it. */
static void
share_out (const GPtrArray *children, guint columns, int rest, GtkRequestedSize *rows)
{
  guint n_rows = (children->len + columns - 1) / columns;
  g_autofree gboolean *expands = g_new0 (gboolean, n_rows + 1);
  int n = 0;

  for (guint i = 0; i < children->len; i++)
    expands[i / columns] |=
        gtk_widget_compute_expand (g_ptr_array_index (children, i), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < n_rows; i++)
    n += expands[i];
  for (guint i = 0; i < n_rows && n > 0; i++)
    rows[i].minimum_size += expands[i] ? rest / n : 0;
}

static void
cal_card_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_autoptr (GPtrArray) children = visible_children (widget);
  guint columns = n_columns (width);
  guint n_rows;
  g_autofree GtkRequestedSize *rows = measure_rows (children, width, &n_rows);
  int rest = height - (int) (n_rows > 0 ? n_rows - 1 : 0) * GAP;
  int y = 0;

  for (guint i = 0; i < n_rows; i++)
    rest -= rows[i].minimum_size;
  rest = gtk_distribute_natural_allocation (MAX (rest, 0), n_rows, rows);
  share_out (children, columns, rest, rows);
  for (guint i = 0; i < children->len; i++)
    {
      guint column = i % columns;
      int own = card_width (children, i, width);
      GtkAllocation place = { (int) column * (own + GAP), y, own, rows[i / columns].minimum_size };

      gtk_widget_size_allocate (g_ptr_array_index (children, i), &place, -1);
      if (column + 1 == columns)
        y += rows[i / columns].minimum_size + GAP;
    }
}

static void
cal_card_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_card_box_parent_class)->dispose (object);
}

static void
cal_card_box_class_init (CalCardBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_card_box_dispose;
  widget_class->get_request_mode = cal_card_box_get_request_mode;
  widget_class->measure = cal_card_box_measure;
  widget_class->size_allocate = cal_card_box_size_allocate;
}

static void
cal_card_box_init (CalCardBox *self)
{
}
