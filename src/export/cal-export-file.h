/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_export_file_write (const char *path, GBytes *content, GError **error);
