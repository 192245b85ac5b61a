/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

gboolean cal_strays_check (sqlite3 *db, const char *path, GError **error);
