/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "stats/cal-fairness.h"

G_BEGIN_DECLS

#define CAL_TYPE_GROUP_CHOOSER (cal_group_chooser_get_type ())
G_DECLARE_FINAL_TYPE (CalGroupChooser, cal_group_chooser, CAL, GROUP_CHOOSER, GtkWidget)

/*
 * Signals:
 *   grouping-changed (): somebody chose what makes the groups
 */
GtkWidget *cal_group_chooser_new (void);
void cal_group_chooser_set_board (CalGroupChooser *self, const CalBoard *board);
const CalFairnessGrouping *cal_group_chooser_get_grouping (CalGroupChooser *self);

G_END_DECLS
