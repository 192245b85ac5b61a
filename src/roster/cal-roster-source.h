/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * CalRosterSource:
 *
 * The bytes of a roster file, block by block and as often as needed. A file is
 * read rather than mapped, so that one that shrinks meanwhile is short and not
 * a crash, and so that no more than a block of it is in memory.
 */
typedef struct _CalRosterSource CalRosterSource;

CalRosterSource *cal_roster_source_new_bytes (GBytes *bytes);
CalRosterSource *cal_roster_source_new_fd (int fd, GError **error);
void cal_roster_source_free (CalRosterSource *source);

guint64 cal_roster_source_size (const CalRosterSource *source);
void cal_roster_source_rewind (CalRosterSource *source);
gssize cal_roster_source_next (CalRosterSource *source, const guint8 **block, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterSource, cal_roster_source_free)
