/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-board-layout.h"
#include "core/cal-board.h"

G_BEGIN_DECLS

/**
 * CalChipState:
 * @CAL_CHIP_REST: nothing out of the ordinary
 * @CAL_CHIP_GHOST: where a subject comes from
 * @CAL_CHIP_DRAGGED: under the pointer
 * @CAL_CHIP_PENDING: dropped, not recorded yet
 * @CAL_CHIP_SELECTED: among those that the next gesture is about
 */
typedef enum
{
  CAL_CHIP_REST = 0,
  CAL_CHIP_GHOST = 1 << 0,
  CAL_CHIP_DRAGGED = 1 << 1,
  CAL_CHIP_PENDING = 1 << 2,
  CAL_CHIP_SELECTED = 1 << 3,
} CalChipState;

#define CAL_TYPE_CHIP (cal_chip_get_type ())
G_DECLARE_FINAL_TYPE (CalChip, cal_chip, CAL, CHIP, GtkWidget)

/*
 * Signals:
 *   open (): somebody wants to see the subject's card
 *   send (guint cell): somebody wants the subject in that cell, or in the
 *     holding area (G_MAXUINT)
 */
GtkWidget *cal_chip_new (void);
void cal_chip_set_subject (CalChip *self, const CalBoard *board, guint index);
guint cal_chip_get_index (CalChip *self);
void cal_chip_set_density (CalChip *self, CalDensity density);
void cal_chip_set_state (CalChip *self, CalChipState state);
CalChipState cal_chip_get_state (CalChip *self);
void cal_chip_set_words (CalChip *self, const char *words);
void cal_chip_set_on_pane (CalChip *self, gboolean on_pane);
void cal_chip_set_movable (CalChip *self, gboolean movable);
gboolean cal_chip_is_moved (CalChip *self);
const char *cal_chip_get_text (CalChip *self);

G_END_DECLS
