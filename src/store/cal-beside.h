/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_beside_check (const char *file, const char *path, GError **error);
