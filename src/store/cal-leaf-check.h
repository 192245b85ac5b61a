/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"
#include "log/cal-roster-row.h"

/**
 * CalLeafCheck:
 *
 * Holds the rows of a roster against their leaf hashes, and those against each
 * other up to the root, in a thread beside the one that reads the rows.
 */
typedef struct _CalLeafCheck CalLeafCheck;

CalLeafCheck *cal_leaf_check_new (const CalHash *leaves, guint n);
void cal_leaf_check_free (CalLeafCheck *check);
void cal_leaf_check_add (CalLeafCheck *check,
                         guint position,
                         const char *const texts[CAL_ROW_N],
                         const gsize lengths[CAL_ROW_N]);
gboolean cal_leaf_check_end (CalLeafCheck *check, CalHash *root, guint *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLeafCheck, cal_leaf_check_free)
