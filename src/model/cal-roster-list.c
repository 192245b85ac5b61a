/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-roster-list.h"

/* A roster's rows, as a list that makes an object for a row in view only. A row
 * keeps the roster alive, for a list may be given another under it. */
struct _CalListedSubject
{
  GObject parent_instance;

  CalRoster *roster;
  guint position;
};

struct _CalRosterList
{
  GObject parent_instance;

  CalRoster *roster;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (CalListedSubject, cal_listed_subject, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CalRosterList,
                               cal_roster_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CAL_TYPE_LISTED_SUBJECT;
}

static guint
get_n_items (GListModel *model)
{
  CalRosterList *self = CAL_ROSTER_LIST (model);

  return self->roster != NULL ? cal_roster_n_subjects (self->roster) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CalListedSubject *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (CAL_TYPE_LISTED_SUBJECT, NULL);
  row->roster = cal_roster_ref (CAL_ROSTER_LIST (model)->roster);
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
cal_listed_subject_finalize (GObject *object)
{
  g_clear_pointer (&CAL_LISTED_SUBJECT (object)->roster, cal_roster_unref);
  G_OBJECT_CLASS (cal_listed_subject_parent_class)->finalize (object);
}

static void
cal_roster_list_finalize (GObject *object)
{
  g_clear_pointer (&CAL_ROSTER_LIST (object)->roster, cal_roster_unref);
  G_OBJECT_CLASS (cal_roster_list_parent_class)->finalize (object);
}

static void
cal_listed_subject_class_init (CalListedSubjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_listed_subject_finalize;
}

static void
cal_listed_subject_init (CalListedSubject *self)
{
}

static void
cal_roster_list_class_init (CalRosterListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cal_roster_list_finalize;
}

static void
cal_roster_list_init (CalRosterList *self)
{
}

static char *
level_text (int level)
{
  return level > 0 ? g_strdup_printf ("%d", level) : g_strdup ("–");
}

/* By name; by their id where the rater is not in the roster. */
static const char *
rater_name (CalRoster *roster, const char *id)
{
  guint position;

  return cal_roster_find (roster, id, &position) ? cal_roster_subject (roster, position)->name : id;
}

static const char *
column_text (CalRoster *roster, const CalSubject *subject, CalField field)
{
  for (guint i = 0; i < cal_roster_n_columns (roster); i++)
    if (cal_roster_column (roster, i)->field == field)
      return subject->values[i];
  return "";
}

/**
 * cal_roster_list_new:
 *
 * Returns: (transfer full): an empty list of #CalListedSubject
 */
CalRosterList *
cal_roster_list_new (void)
{
  return g_object_new (CAL_TYPE_ROSTER_LIST, NULL);
}

/**
 * cal_roster_list_set_roster:
 * @roster: (nullable): whose rows to list, in file order; referenced
 */
void
cal_roster_list_set_roster (CalRosterList *self, CalRoster *roster)
{
  guint before = get_n_items (G_LIST_MODEL (self));

  g_return_if_fail (CAL_IS_ROSTER_LIST (self));

  g_clear_pointer (&self->roster, cal_roster_unref);
  self->roster = roster != NULL ? cal_roster_ref (roster) : NULL;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, get_n_items (G_LIST_MODEL (self)));
}

/**
 * cal_listed_subject_get_text:
 * @field: what of the row
 *
 * Returns: (transfer full): it in words: the rater by name, a level that is not
 *   given as a dash
 */
char *
cal_listed_subject_get_text (CalListedSubject *self, CalField field)
{
  const CalSubject *subject;

  g_return_val_if_fail (CAL_IS_LISTED_SUBJECT (self), NULL);

  subject = cal_roster_subject (self->roster, self->position);
  switch (field)
    {
    case CAL_FIELD_EMPLOYEE_ID:
      return g_strdup (subject->id);
    case CAL_FIELD_NAME:
      return g_strdup (subject->name);
    case CAL_FIELD_MANAGER_ID:
      return g_strdup (rater_name (self->roster, subject->manager_id));
    case CAL_FIELD_PERFORMANCE:
      return level_text (subject->ratings.performance);
    case CAL_FIELD_POTENTIAL:
      return level_text (subject->ratings.potential);
    case CAL_FIELD_DEPARTMENT:
    case CAL_FIELD_GENDER:
    case CAL_FIELD_HIRE_DATE:
    case CAL_FIELD_ATTRIBUTE:
    default:
      return g_strdup (column_text (self->roster, subject, field));
    }
}
