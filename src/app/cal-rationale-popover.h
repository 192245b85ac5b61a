/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_RATIONALE_POPOVER (cal_rationale_popover_get_type ())
G_DECLARE_FINAL_TYPE (CalRationalePopover,
                      cal_rationale_popover,
                      CAL,
                      RATIONALE_POPOVER,
                      GtkPopover)

/*
 * Signals:
 *   recorded (const char *code, const char *reason, const char *proposer): the
 *     reason has been given; the proposer is empty after cal_rationale_popover_ask_undo()
 *   cancelled (): closed without a reason; what was dropped goes back
 */
GtkWidget *cal_rationale_popover_new (void);
void cal_rationale_popover_ask (CalRationalePopover *self,
                                const CalBoard *board,
                                const guint *indexes,
                                guint n,
                                guint cell);
void cal_rationale_popover_ask_undo (CalRationalePopover *self,
                                     const CalBoard *board,
                                     gboolean redo,
                                     const char *what);
void cal_rationale_popover_ask_keep (CalRationalePopover *self,
                                     const CalBoard *board,
                                     const guint *indexes,
                                     guint n);
const char *cal_rationale_popover_get_proposer (CalRationalePopover *self);
void cal_rationale_popover_set_proposer (CalRationalePopover *self, const char *proposer);

G_END_DECLS
