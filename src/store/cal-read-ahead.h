/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "core/cal-entry.h"
#include "log/cal-hasher.h"

/**
 * CalReadRecord:
 * @seq: the number under which the record is kept
 * @bytes: (array length=length): its bytes
 * @length: how many
 * @disclosures: (array zero-terminated=1): its disclosures by field; the empty
 *   string where one is missing, and none after the last that is there
 * @entry: (nullable): what it says, where it is in order and complete; %NULL
 *   where the caller has to read it, to say what is wrong or missing
 * @leaf: the hash of @bytes as a leaf of the tree
 *
 * One record of the log. All of it belongs to the #CalReadAhead.
 */
typedef struct
{
  guint64 seq;
  const char *bytes;
  gsize length;
  const char *const *disclosures;
  const CalEntry *entry;
  CalHash leaf;
} CalReadRecord;

/**
 * CalReadAhead:
 *
 * Goes through the records in order as a #CalLogCursor does. While the caller
 * looks at one, threads read those after it: parse them, and hold every
 * disclosure against its digest. SQLite is asked in the caller's thread alone.
 */
typedef struct _CalReadAhead CalReadAhead;

CalReadAhead *cal_read_ahead_new (sqlite3 *db,
                                  guint64 from,
                                  guint64 to,
                                  const char *log_id,
                                  const char *path,
                                  GError **error);
void cal_read_ahead_free (CalReadAhead *ahead);
gboolean cal_read_ahead_next (CalReadAhead *ahead, const CalReadRecord **record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalReadAhead, cal_read_ahead_free)
