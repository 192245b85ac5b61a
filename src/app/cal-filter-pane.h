/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-filter.h"

G_BEGIN_DECLS

#define CAL_TYPE_FILTER_PANE (cal_filter_pane_get_type ())
G_DECLARE_FINAL_TYPE (CalFilterPane, cal_filter_pane, CAL, FILTER_PANE, GtkWidget)

/*
 * Signals:
 *   filter-changed (): somebody chose another filter
 */
void cal_filter_pane_set_board (CalFilterPane *self, const CalBoard *board);
void cal_filter_pane_refresh (CalFilterPane *self);
const CalFilter *cal_filter_pane_get_filter (CalFilterPane *self);
void cal_filter_pane_reset (CalFilterPane *self);
void cal_filter_pane_show_rater (CalFilterPane *self, const char *id);

G_END_DECLS
