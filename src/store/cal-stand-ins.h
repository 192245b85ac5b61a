/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "log/cal-erasures.h"

/**
 * CalStandIns:
 *
 * What a redacted copy has in place of what it withholds. Of any other document it
 * is empty.
 */
typedef struct _CalStandIns CalStandIns;

CalStandIns *cal_stand_ins_new (sqlite3 *db, const char *path, GError **error);
void cal_stand_ins_free (CalStandIns *stand_ins);
gboolean cal_stand_ins_is_redacted (const CalStandIns *stand_ins);
gboolean cal_stand_ins_fill (CalStandIns *stand_ins,
                             CalErasures *erasures,
                             CalEntry *entry,
                             const CalRecordReader *reader,
                             const char **field,
                             const char **why);
char **cal_stand_ins_row (CalStandIns *stand_ins, gint64 id);
guint cal_stand_ins_n_withheld (const CalStandIns *stand_ins);
gboolean cal_stand_ins_check (CalStandIns *stand_ins, guint64 size, char **why, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalStandIns, cal_stand_ins_free)
