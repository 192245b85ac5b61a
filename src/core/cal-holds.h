/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"

/**
 * CalHold:
 * @seq: the entry that set it
 * @time: when, milliseconds since 1970 in UTC
 * @actor: who
 * @reason: why
 *
 * A legal hold that stands.
 */
typedef struct
{
  guint64 seq;
  gint64 time;
  char *actor;
  char *reason;
} CalHold;

/**
 * CalHolds:
 *
 * The legal holds that stand, by their subjects' indexes on the board.
 */
typedef struct _CalHolds CalHolds;

CalHolds *cal_holds_new (void);
void cal_holds_free (CalHolds *holds);
void cal_holds_apply (CalHolds *holds, guint subject, const CalEntry *entry);
const CalHold *cal_holds_find (const CalHolds *holds, guint subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalHolds, cal_holds_free)
