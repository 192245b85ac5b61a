/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-roster.h"

G_BEGIN_DECLS

#define CAL_TYPE_LISTED_SUBJECT (cal_listed_subject_get_type ())
G_DECLARE_FINAL_TYPE (CalListedSubject, cal_listed_subject, CAL, LISTED_SUBJECT, GObject)

#define CAL_TYPE_ROSTER_LIST (cal_roster_list_get_type ())
G_DECLARE_FINAL_TYPE (CalRosterList, cal_roster_list, CAL, ROSTER_LIST, GObject)

CalRosterList *cal_roster_list_new (void);
void cal_roster_list_set_roster (CalRosterList *self, CalRoster *roster);
char *cal_listed_subject_get_text (CalListedSubject *self, CalField field);

G_END_DECLS
