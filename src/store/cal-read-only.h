/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

sqlite3 *cal_read_only_open (const char *path, char **file, GError **error);
