/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-roster.h"
#include "log/cal-roster-row.h"

/**
 * CalRosterWriter:
 *
 * Writes a roster's people as the disclosures and leaves that a
 * `roster-imported` record commits to. Several may write parts of one roster in
 * threads of their own.
 */
typedef struct _CalRosterWriter CalRosterWriter;

CalRosterWriter *cal_roster_writer_new (CalRoster *roster);
void cal_roster_writer_free (CalRosterWriter *writer);
gboolean cal_roster_writer_row (CalRosterWriter *writer,
                                guint position,
                                GString *out,
                                gsize lengths[CAL_ROW_N],
                                CalHash *leaf,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterWriter, cal_roster_writer_free)
