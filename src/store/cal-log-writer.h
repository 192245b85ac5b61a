/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "core/cal-entry.h"
#include "log/cal-record.h"

/**
 * CalLogWriter:
 *
 * Puts entries into the log's tables; keeps the statements and buffers that one
 * after the other needs.
 */
typedef struct _CalLogWriter CalLogWriter;

CalLogWriter *
cal_log_writer_new (sqlite3 *db, const char *log_id, const char *path, GError **error);
void cal_log_writer_free (CalLogWriter *writer);
const CalRecord *
cal_log_writer_prepare (CalLogWriter *writer, const CalEntry *entry, GError **error);
gboolean cal_log_writer_insert (CalLogWriter *writer, guint64 seq, GError **error);
gboolean cal_log_writer_add (CalLogWriter *writer, const CalEntry *entry, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLogWriter, cal_log_writer_free)
