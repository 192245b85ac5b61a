/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_file_header_check (const char *file, const char *path, GError **error);
gboolean cal_file_header_is_document (const char *path);
gboolean cal_file_header_is_wal (const char *path);
void cal_file_header_drop_journal (const char *path);
