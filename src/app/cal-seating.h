/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/* Where a subject is who is in no cell: held, or not shown at all. */
#define CAL_SEAT_HOLDING 254
#define CAL_SEAT_NONE 255

/**
 * CalSeatingFilter:
 * Whether the subject at @index is to be shown.
 */
typedef gboolean (*CalSeatingFilter) (const CalBoard *board, guint index, gpointer user_data);

/**
 * CalSeating:
 *
 * Who is shown in which cell, and in which order: by name, those who arrived
 * since at the end, so that an arrival moves nobody else.
 */
typedef struct _CalSeating CalSeating;

CalSeating *cal_seating_new (const CalBoard *board, CalSeatingFilter filter, gpointer user_data);
void cal_seating_free (CalSeating *seating);
guint cal_seating_cell_of (const CalSeating *seating, guint index);
guint cal_seating_count (const CalSeating *seating, guint cell);
guint cal_seating_n_marked (const CalSeating *seating, guint cell);
guint cal_seating_n_placed (const CalSeating *seating);
const guint *cal_seating_list (CalSeating *seating, guint cell, guint *n);
gboolean cal_seating_is_marked (const CalSeating *seating, guint index);
const guint *cal_seating_marked (const CalSeating *seating, guint cell, guint *n);
gboolean cal_seating_update (CalSeating *seating, guint index, guint *from, guint *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSeating, cal_seating_free)
