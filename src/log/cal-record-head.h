/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

/* The version of the record's form. */
#define CAL_RECORD_VERSION 1

/**
 * CalRecordHead:
 * @digests: (element-type utf8): one digest for each disclosure
 * @kind: the kind's name
 * @log: the log's id
 * @seq: the record's number
 * @session: the session's name, empty outside one
 * @time: milliseconds since 1970 in UTC
 *
 * What stands in clear in a record. Borrows its texts from whoever sets them, or
 * from the bytes that it read last.
 */
typedef struct
{
  GPtrArray *digests;
  const char *kind;
  const char *log;
  guint64 seq;
  const char *session;
  gint64 time;

  /*< private >*/
  GString *bytes;
  GArray *hashes;
} CalRecordHead;

CalRecordHead *cal_record_head_new (void);
void cal_record_head_free (CalRecordHead *head);
gboolean
cal_record_head_read (CalRecordHead *head, const char *bytes, gsize length, GError **error);
gboolean
cal_record_head_has_digest (const CalRecordHead *head, guint position, const CalHash *hash);
gboolean cal_record_head_write (const CalRecordHead *head, GString *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRecordHead, cal_record_head_free)
