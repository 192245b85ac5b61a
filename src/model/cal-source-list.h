/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CalSourceFuncs:
 * @ref: takes a reference to a source, and returns it
 * @unref: lets go of one
 * @count: how many rows it has
 *
 * What a #CalSourceList must know of the thing whose rows it lists.
 */
typedef struct
{
  gpointer (*ref) (gpointer source);
  void (*unref) (gpointer source);
  guint (*count) (gpointer source);
} CalSourceFuncs;

#define CAL_TYPE_SOURCE_ROW (cal_source_row_get_type ())
G_DECLARE_FINAL_TYPE (CalSourceRow, cal_source_row, CAL, SOURCE_ROW, GObject)

#define CAL_TYPE_SOURCE_LIST (cal_source_list_get_type ())
G_DECLARE_FINAL_TYPE (CalSourceList, cal_source_list, CAL, SOURCE_LIST, GObject)

CalSourceList *cal_source_list_new (const CalSourceFuncs *funcs);
void cal_source_list_set_source (CalSourceList *self, gpointer source);
gpointer cal_source_row_get (CalSourceRow *self, guint *position);

G_END_DECLS
