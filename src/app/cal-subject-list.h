/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_SUBJECT_ROW (cal_subject_row_get_type ())
G_DECLARE_FINAL_TYPE (CalSubjectRow, cal_subject_row, CAL, SUBJECT_ROW, GObject)

guint cal_subject_row_get_index (CalSubjectRow *self);

#define CAL_TYPE_SUBJECT_LIST (cal_subject_list_get_type ())
G_DECLARE_FINAL_TYPE (CalSubjectList, cal_subject_list, CAL, SUBJECT_LIST, GObject)

CalSubjectList *cal_subject_list_new (void);
void cal_subject_list_set (CalSubjectList *self, const guint *indexes, guint n);
guint cal_subject_list_get_index (CalSubjectList *self, guint position);

G_END_DECLS
