/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-roster.h"
#include "log/cal-roster-row.h"

/**
 * CalRosterBuilder:
 *
 * Makes a roster of the disclosures that a #CalRosterWriter wrote.
 */
typedef struct _CalRosterBuilder CalRosterBuilder;

CalRosterBuilder *cal_roster_builder_new (gboolean ratings);
void cal_roster_builder_free (CalRosterBuilder *builder);
gboolean cal_roster_builder_add (CalRosterBuilder *builder,
                                 const char *const texts[CAL_ROW_N],
                                 const gsize lengths[CAL_ROW_N],
                                 const CalHash *leaf,
                                 GError **error);
gboolean cal_roster_builder_add_redacted (CalRosterBuilder *builder,
                                          const char *const texts[CAL_ROW_N],
                                          const gsize lengths[CAL_ROW_N],
                                          char **person,
                                          const CalHash *leaf,
                                          GError **error);
void cal_roster_builder_add_gap (CalRosterBuilder *builder, guint64 erased_by);
CalRoster *cal_roster_builder_steal (CalRosterBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterBuilder, cal_roster_builder_free)
