/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The largest integer that every JSON reader keeps exactly: 2^53 − 1. */
#define CAL_JSON_MAX_NUMBER ((G_GUINT64_CONSTANT (1) << 53) - 1)

gboolean cal_json_is_valid_text (const char *bytes, gsize length);
void cal_json_append_text (GString *json, const char *text);
void cal_json_append_list (GString *json, const char *const *list, gsize n);
void cal_json_append_number (GString *json, guint64 number);
