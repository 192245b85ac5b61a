/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "log/cal-pack.h"

JsonNode *cal_proof_file_load (const char *text, gssize length);
gboolean cal_proof_file_hashes (JsonObject *object, const char *name, GArray **hashes);
gboolean cal_proof_file_number (JsonObject *object, const char *name, guint64 *number);
const char *cal_proof_file_text (JsonObject *object, const char *name);
CalPack *cal_proof_file_read (const char *text, gssize length);
