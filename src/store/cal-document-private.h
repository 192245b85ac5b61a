/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "log/cal-erasures.h"
#include "log/cal-log-id.h"
#include "log/cal-tree.h"
#include "store/cal-document.h"
#include "store/cal-log-writer.h"
#include "store/cal-medium.h"
#include "store/cal-writer-lock.h"

/**
 * CalStandingsState:
 * @CAL_STANDINGS_UNKNOWN: the log has not been folded to compare them with
 * @CAL_STANDINGS_RIGHT: they are what the log comes to, and go along with it
 * @CAL_STANDINGS_WRONG: they are not what the log comes to
 * @CAL_STANDINGS_NO_TABLE: the document is of a format that has no such table
 *
 * What whoever writes knows of the live tables.
 */
typedef enum
{
  CAL_STANDINGS_UNKNOWN,
  CAL_STANDINGS_RIGHT,
  CAL_STANDINGS_WRONG,
  CAL_STANDINGS_NO_TABLE,
} CalStandingsState;

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
 * @is_redacted: whether it is a copy with pseudonyms in place of people
 * @size: how many records there are, as far as is known here
 * @data_version: SQLite's count of others' commits when @size was learned
 * @log_writer: (nullable): made with the first append
 * @hasher: for the tree
 * @tree: the tree over the records that have been read or appended, the first
 *   of the log up to its size
 * @progress: (nullable): told how far the fold is, while it is under way
 * @progress_data: for @progress
 * @brief: whether rosters are read for the present alone
 * @standings_state: what is known of the live tables
 * @standings: (nullable): what the log comes to, where the live tables have to be
 *   written whole with the next decision
 * @erasures: (nullable): what was erased, as of the latest time it was read
 * @keeps_tree: whether reading and appending take the tree along
 * @looked_after: whether what whoever writes has to see to has been seen to
 * @altered: whether a record was found that does not hold, so that nothing is
 *   written, by whomever
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
  gboolean is_redacted;
  char log_id[CAL_LOG_ID_LENGTH + 1];
  guint64 size;
  gint64 data_version;
  CalLogWriter *log_writer;
  CalHasher *hasher;
  CalTree tree;
  gboolean keeps_tree;
  CalProgress progress;
  gpointer progress_data;
  gboolean brief;
  CalStandingsState standings_state;
  GArray *standings;
  CalErasures *erasures;
  gboolean looked_after;
  gboolean altered;
};

void cal_document_settle (const char *file, guint attempts);
void cal_document_look_after (CalDocument *document);
void cal_document_refuse_altered (const CalDocument *document, GError **error);
gboolean cal_document_read_erasures (CalDocument *document, GError **error);
gboolean
cal_document_fold_records (CalDocument *document, CalBoard *board, guint64 to, GError **error);
gboolean
cal_document_compare_standings (CalDocument *document, const CalBoard *board, GError **error);
gboolean cal_document_prepare_standings (CalDocument *document, GError **error);
gboolean
cal_document_write_standings (CalDocument *document, const GArray *changed, GError **error);
void cal_document_take_standings (CalDocument *document);
gboolean cal_document_prepare_to_write (CalDocument *document, GError **error);
gboolean cal_document_bring_tree (CalDocument *document, GError **error);
void
cal_document_extend_tree (CalDocument *document, CalTree *tree, guint64 seq, const CalHash *leaf);
gboolean cal_document_prepare_file (sqlite3 *db, const char *path, GError **error);
void cal_document_leave_wal (CalDocument *document);
gboolean
cal_document_finish_erasure (sqlite3 *db, const char *file, guint *n_backups, GError **error);
guint cal_document_remove_backups (const char *file, const char *log_id);
CalDocument *
cal_document_open_on (const char *path, CalAccess access, const CalMedium *medium, GError **error);
