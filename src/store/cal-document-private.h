/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "log/cal-log-id.h"
#include "log/cal-tree.h"
#include "store/cal-document.h"
#include "store/cal-log-writer.h"
#include "store/cal-medium.h"
#include "store/cal-writer-lock.h"

/**
 * CalDocument:
 * @path: as it was given
 * @file: the same, absolute and without links
 * @db: the only connection
 * @lock: (nullable): the right to write
 * @holder: (nullable): who else holds the document
 * @writable: whether this is the writer
 * @exclusive: whether it is held so that nobody else can even read: on a network
 *   file system, or where SQLite's write-ahead log does not work
 * @wal: whether the writer has turned to the write-ahead log
 * @has_unknown: whether the log holds a kind that this program does not know
 * @size: how many records there are, as far as is known here
 * @data_version: SQLite's count of others' commits when @size was learned
 * @log_writer: (nullable): made with the first append
 */
struct _CalDocument
{
  char *path;
  char *file;
  sqlite3 *db;
  CalWriterLock *lock;
  char *holder;
  gboolean writable;
  gboolean exclusive;
  gboolean wal;
  gboolean has_unknown;
  char log_id[CAL_LOG_ID_LENGTH + 1];
  guint64 size;
  gint64 data_version;
  CalLogWriter *log_writer;
};

gboolean cal_document_prepare_to_write (CalDocument *document, GError **error);
gboolean cal_document_tree (CalDocument *document,
                            guint64 size,
                            CalTree *tree,
                            CalHasher *hasher,
                            GError **error);
CalDocument *
cal_document_open_on (const char *path, CalAccess access, const CalMedium *medium, GError **error);
