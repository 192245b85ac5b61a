/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/**
 * CalLogCursor:
 * @seq: the present record's number
 * @bytes: its bytes
 * @length: how many
 * @disclosures: (array zero-terminated=1): its disclosures by field; the empty
 *   string where one is missing, and none after the last that is there
 * @text: all of them in one piece, each with its NUL
 * @starts: (element-type gsize): where each starts in @text
 *
 * Goes through records and their disclosures side by side, in order.
 */
typedef struct
{
  guint64 seq;
  const char *bytes;
  gsize length;
  GPtrArray *disclosures;
  GString *text;
  GArray *starts;

  /*< private >*/
  sqlite3 *db;
  char *path;
  sqlite3_stmt *records;
  sqlite3_stmt *texts;
  gboolean has_text;
} CalLogCursor;

CalLogCursor *
cal_log_cursor_new (sqlite3 *db, guint64 from, guint64 to, const char *path, GError **error);
void cal_log_cursor_free (CalLogCursor *cursor);
gboolean cal_log_cursor_next (CalLogCursor *cursor, gboolean *found, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLogCursor, cal_log_cursor_free)
