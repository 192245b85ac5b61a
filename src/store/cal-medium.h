/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalMedium:
 * @is_shared: a network file system, on which SQLite's write-ahead log does not
 *   work
 * @file_writable: whether the file may be written
 * @folder_writable: whether files may be made beside it
 *
 * What kind of place a file stands in.
 */
typedef struct
{
  gboolean is_shared;
  gboolean file_writable;
  gboolean folder_writable;
} CalMedium;

void cal_medium_look (CalMedium *medium, const char *path);
gboolean cal_medium_type_is_shared (guint64 type);
