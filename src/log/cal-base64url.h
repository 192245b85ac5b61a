/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How many characters n bytes make, without the NUL. */
#define CAL_BASE64URL_LENGTH(n) (((n) *4 + 2) / 3)

gsize cal_base64url_encode (gconstpointer data, gsize length, char *text);
gboolean cal_base64url_decode (const char *text, gsize length, gpointer data, gsize *n_bytes);
