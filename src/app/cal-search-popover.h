/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_SEARCH_POPOVER (cal_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (CalSearchPopover, cal_search_popover, CAL, SEARCH_POPOVER, GtkPopover)

/*
 * Signals:
 *   subject-chosen (guint index): somebody chose that subject
 */
void cal_search_popover_set_board (CalSearchPopover *self, const CalBoard *board);

G_END_DECLS
