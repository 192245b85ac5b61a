/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-board.h"
#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_HISTORY_PAGE (cal_history_page_get_type ())
G_DECLARE_FINAL_TYPE (CalHistoryPage, cal_history_page, CAL, HISTORY_PAGE, GtkWidget)

/*
 * Signals:
 *   subject-chosen (guint index): somebody clicked a decision of that subject,
 *     or their chip
 *   moment-changed (): another moment is shown, or the log has grown
 */
void cal_history_page_set_seal (CalHistoryPage *self, CalSealState *seal);
void cal_history_page_set_board (CalHistoryPage *self, const CalBoard *board);
void cal_history_page_update (CalHistoryPage *self);
void cal_history_page_set_subject (CalHistoryPage *self, guint subject);
void cal_history_page_set_side_visible (CalHistoryPage *self, gboolean visible);
void cal_history_page_set_narrow (CalHistoryPage *self, gboolean narrow);
void cal_history_page_focus_search (CalHistoryPage *self);
char *cal_history_page_get_status (CalHistoryPage *self, char **people);

G_END_DECLS
