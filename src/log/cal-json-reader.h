/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalJsonReader:
 *
 * Reads canonical JSON of the log's subset in place, and nothing but the form
 * that cal_json_append_text() and its sisters write: whatever it accepts, they
 * would write again byte for byte.
 */
typedef struct
{
  /*< private >*/
  char *at;
  char *end;
} CalJsonReader;

gboolean cal_json_reader_init (CalJsonReader *reader, char *bytes, gsize length);
gboolean cal_json_reader_skip (CalJsonReader *reader, const char *literal);
gboolean cal_json_reader_is_text (const CalJsonReader *reader);
gboolean cal_json_reader_is_list (const CalJsonReader *reader);
char *cal_json_reader_text (CalJsonReader *reader);
gboolean cal_json_reader_list (CalJsonReader *reader, GPtrArray *texts);
gboolean cal_json_reader_number (CalJsonReader *reader, guint64 *number);
gboolean cal_json_reader_at_end (const CalJsonReader *reader);
