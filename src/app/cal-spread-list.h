/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "stats/cal-fairness.h"

G_BEGIN_DECLS

#define CAL_TYPE_SPREAD_LIST (cal_spread_list_get_type ())
G_DECLARE_FINAL_TYPE (CalSpreadList, cal_spread_list, CAL, SPREAD_LIST, GtkWidget)

/*
 * Signals:
 *   subject-chosen (guint subject): somebody in the list was chosen
 */
GtkWidget *cal_spread_list_new (void);
void cal_spread_list_show (CalSpreadList *self, const CalFairnessAgreement *agreement);

G_END_DECLS
