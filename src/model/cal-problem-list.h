/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster/cal-roster-reader.h"

G_BEGIN_DECLS

#define CAL_TYPE_PROBLEM_ROW (cal_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (CalProblemRow, cal_problem_row, CAL, PROBLEM_ROW, GObject)

#define CAL_TYPE_PROBLEM_LIST (cal_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (CalProblemList, cal_problem_list, CAL, PROBLEM_LIST, GObject)

CalProblemList *cal_problem_list_new (void);
void cal_problem_list_set_problems (CalProblemList *self, GPtrArray *problems);
const CalProblem *cal_problem_row_get_problem (CalProblemRow *self);

G_END_DECLS
