/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-subject-list.h"

struct _CalSubjectRow
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (CalSubjectRow, cal_subject_row, G_TYPE_OBJECT)

struct _CalSubjectList
{
  GObject parent_instance;

  GArray *indexes;
};

static void cal_subject_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CalSubjectList,
                               cal_subject_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cal_subject_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CAL_TYPE_SUBJECT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return CAL_SUBJECT_LIST (model)->indexes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CalSubjectList *self = CAL_SUBJECT_LIST (model);
  CalSubjectRow *row;

  if (position >= self->indexes->len)
    return NULL;
  row = g_object_new (CAL_TYPE_SUBJECT_ROW, NULL);
  row->index = g_array_index (self->indexes, guint, position);
  return row;
}

static void
cal_subject_list_finalize (GObject *object)
{
  g_array_unref (CAL_SUBJECT_LIST (object)->indexes);
  G_OBJECT_CLASS (cal_subject_list_parent_class)->finalize (object);
}

static void
cal_subject_row_class_init (CalSubjectRowClass *class)
{
}

static void
cal_subject_row_init (CalSubjectRow *self)
{
}

static void
cal_subject_list_class_init (CalSubjectListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cal_subject_list_finalize;
}

static void
cal_subject_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
cal_subject_list_init (CalSubjectList *self)
{
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * cal_subject_row_get_index:
 * @self: a row
 *
 * Returns: the subject's index on the board
 */
guint
cal_subject_row_get_index (CalSubjectRow *self)
{
  return self->index;
}

/**
 * cal_subject_list_new:
 *
 * Subjects as a list model that makes an object only for a row in view.
 *
 * Returns: (transfer full): an empty list
 */
CalSubjectList *
cal_subject_list_new (void)
{
  return g_object_new (CAL_TYPE_SUBJECT_LIST, NULL);
}

/**
 * cal_subject_list_set:
 * @self: a list
 * @indexes: (array length=n): subjects
 * @n: how many
 *
 * Replaces the contents; only what differs is announced as changed.
 */
void
cal_subject_list_set (CalSubjectList *self, const guint *indexes, guint n)
{
  guint before = self->indexes->len;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (before, n) && g_array_index (self->indexes, guint, head) == indexes[head])
    head++;
  while (tail < MIN (before, n) - head
         && g_array_index (self->indexes, guint, before - 1 - tail) == indexes[n - 1 - tail])
    tail++;
  if (head == before && before == n)
    return;
  g_array_set_size (self->indexes, 0);
  g_array_append_vals (self->indexes, indexes, n);
  g_list_model_items_changed (G_LIST_MODEL (self), head, before - head - tail, n - head - tail);
}

/**
 * cal_subject_list_get_index:
 * @self: a list
 * @position: a position in it
 *
 * Returns: the subject there
 */
guint
cal_subject_list_get_index (CalSubjectList *self, guint position)
{
  g_return_val_if_fail (position < self->indexes->len, G_MAXUINT);

  return g_array_index (self->indexes, guint, position);
}
