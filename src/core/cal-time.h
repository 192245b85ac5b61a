/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *cal_time_format (gint64 time);
gboolean cal_time_parse (const char *text, gint64 *time);
gint64 cal_time_now (void);
