/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define CAL_LOG_ID_LENGTH 32

char *cal_log_id_new (void);
gboolean cal_log_id_is_valid (const char *text);
