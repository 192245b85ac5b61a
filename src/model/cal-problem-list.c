/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-problem-list.h"

/* A roster's problems, as a list that makes an object for a row in view only.
 * A row keeps the problems alive, for a list may be emptied under it. */
struct _CalProblemRow
{
  GObject parent_instance;

  GPtrArray *problems;
  guint position;
};

struct _CalProblemList
{
  GObject parent_instance;

  GPtrArray *problems;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (CalProblemRow, cal_problem_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CalProblemList,
                               cal_problem_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CAL_TYPE_PROBLEM_ROW;
}

static guint
get_n_items (GListModel *model)
{
  CalProblemList *self = CAL_PROBLEM_LIST (model);

  return self->problems != NULL ? self->problems->len : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CalProblemList *self = CAL_PROBLEM_LIST (model);
  CalProblemRow *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (CAL_TYPE_PROBLEM_ROW, NULL);
  row->problems = g_ptr_array_ref (self->problems);
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
cal_problem_row_finalize (GObject *object)
{
  g_clear_pointer (&CAL_PROBLEM_ROW (object)->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (cal_problem_row_parent_class)->finalize (object);
}

static void
cal_problem_list_finalize (GObject *object)
{
  g_clear_pointer (&CAL_PROBLEM_LIST (object)->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (cal_problem_list_parent_class)->finalize (object);
}

static void
cal_problem_row_class_init (CalProblemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_problem_row_finalize;
}

static void
cal_problem_row_init (CalProblemRow *self)
{
}

static void
cal_problem_list_class_init (CalProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_problem_list_finalize;
}

static void
cal_problem_list_init (CalProblemList *self)
{
}

/**
 * cal_problem_list_new:
 *
 * Returns: (transfer full): an empty list of #CalProblemRow
 */
CalProblemList *
cal_problem_list_new (void)
{
  return g_object_new (CAL_TYPE_PROBLEM_LIST, NULL);
}

/**
 * cal_problem_list_set_problems:
 * @problems: (nullable) (element-type CalProblem): what to list; referenced
 */
void
cal_problem_list_set_problems (CalProblemList *self, GPtrArray *problems)
{
  guint before = get_n_items (G_LIST_MODEL (self));

  g_return_if_fail (CAL_IS_PROBLEM_LIST (self));

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = problems != NULL ? g_ptr_array_ref (problems) : NULL;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, get_n_items (G_LIST_MODEL (self)));
}

/**
 * cal_problem_row_get_problem:
 *
 * Returns: (transfer none): the problem
 */
const CalProblem *
cal_problem_row_get_problem (CalProblemRow *self)
{
  g_return_val_if_fail (CAL_IS_PROBLEM_ROW (self), NULL);

  return g_ptr_array_index (self->problems, self->position);
}
