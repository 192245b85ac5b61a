/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-source-list.h"

/* One row of a source. It keeps the source alive, for a list may be given another
 * under it. */
struct _CalSourceRow
{
  GObject parent_instance;

  const CalSourceFuncs *funcs;
  gpointer source;
  guint position;
};

/* The rows of a source, as a list that makes an object for a row in view only. */
struct _CalSourceList
{
  GObject parent_instance;

  const CalSourceFuncs *funcs;
  gpointer source;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (CalSourceRow, cal_source_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CalSourceList,
                               cal_source_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CAL_TYPE_SOURCE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  CalSourceList *self = CAL_SOURCE_LIST (model);

  return self->source != NULL ? self->funcs->count (self->source) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CalSourceList *self = CAL_SOURCE_LIST (model);
  CalSourceRow *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (CAL_TYPE_SOURCE_ROW, NULL);
  row->funcs = self->funcs;
  row->source = self->funcs->ref (self->source);
  row->position = position;
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cal_source_row_finalize (GObject *object)
{
  CalSourceRow *self = CAL_SOURCE_ROW (object);

  self->funcs->unref (self->source);
  G_OBJECT_CLASS (cal_source_row_parent_class)->finalize (object);
}

static void
cal_source_list_finalize (GObject *object)
{
  CalSourceList *self = CAL_SOURCE_LIST (object);

  if (self->source != NULL)
    self->funcs->unref (self->source);
  G_OBJECT_CLASS (cal_source_list_parent_class)->finalize (object);
}

static void
cal_source_row_class_init (CalSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_source_row_finalize;
}

static void
cal_source_row_init (CalSourceRow *self)
{
}

static void
cal_source_list_class_init (CalSourceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_source_list_finalize;
}

static void
cal_source_list_init (CalSourceList *self)
{
}

/**
 * cal_source_list_new:
 * @funcs: what its sources can do; must outlive the list and its rows
 *
 * Returns: (transfer full): an empty list of #CalSourceRow
 */
CalSourceList *
cal_source_list_new (const CalSourceFuncs *funcs)
{
  CalSourceList *self = g_object_new (CAL_TYPE_SOURCE_LIST, NULL);

  self->funcs = funcs;
  return self;
}

/**
 * cal_source_list_set_source:
 * @source: (nullable): whose rows to list, in its order; referenced
 */
void
cal_source_list_set_source (CalSourceList *self, gpointer source)
{
  guint before = get_n_items (G_LIST_MODEL (self));
  gpointer old = self->source;

  g_return_if_fail (CAL_IS_SOURCE_LIST (self));

  self->source = source != NULL ? self->funcs->ref (source) : NULL;
  if (old != NULL)
    self->funcs->unref (old);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, get_n_items (G_LIST_MODEL (self)));
}

/**
 * cal_source_row_get:
 * @position: (out): which of its rows it is
 *
 * Returns: (transfer none): the source
 */
gpointer
cal_source_row_get (CalSourceRow *self, guint *position)
{
  g_return_val_if_fail (CAL_IS_SOURCE_ROW (self), NULL);

  *position = self->position;
  return self->source;
}
