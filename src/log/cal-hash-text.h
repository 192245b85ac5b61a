/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

/* A hash in hex, with its NUL. */
#define CAL_HASH_HEX_SIZE (2 * CAL_HASH_SIZE + 1)

const char *cal_hash_to_hex (const CalHash *hash, char text[CAL_HASH_HEX_SIZE]);
gboolean cal_hash_from_hex (const char *text, CalHash *hash);
gboolean cal_hash_from_base64 (const char *text, CalHash *hash);
gboolean cal_hash_from_base64url (const char *text, CalHash *hash);
