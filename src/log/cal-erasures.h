/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"
#include "log/cal-record-reader.h"

/**
 * CalErasures:
 *
 * What a log's `erased` entries name. They come after what they took away, so they
 * are read before the log is.
 */
typedef struct _CalErasures CalErasures;

CalErasures *cal_erasures_new (void);
void cal_erasures_free (CalErasures *erasures);
gboolean cal_erasures_add (CalErasures *erasures, const CalEntry *entry, const char **why);
guint cal_erasures_n (const CalErasures *erasures);
guint cal_erasures_n_digests (const CalErasures *erasures);
guint64 cal_erasures_last (const CalErasures *erasures);
gboolean cal_erasures_has (const CalErasures *erasures, guint64 seq);
guint64 cal_erasures_meet (CalErasures *erasures, const char *digest);
gboolean cal_erasures_find_unmet (const CalErasures *erasures, guint64 *erased_by);

gboolean cal_erasures_may_take (CalKind kind, guint field);
gboolean cal_erasures_excuse (CalErasures *erasures,
                              CalEntry *entry,
                              const CalRecordReader *reader,
                              const char **field,
                              const char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalErasures, cal_erasures_free)
