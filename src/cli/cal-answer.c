/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-answer.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "core/cal-time.h"

/**
 * cal_answer_new:
 *
 * Returns: (transfer full): a builder within its one object
 */
JsonBuilder *
cal_answer_new (void)
{
  JsonBuilder *answer = json_builder_new_immutable ();

  json_builder_begin_object (answer);
  return answer;
}

void
cal_answer_text (JsonBuilder *answer, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_builder_set_member_name (answer, name);
  json_builder_add_string_value (answer, valid);
}

void
cal_answer_number (JsonBuilder *answer, const char *name, gint64 number)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_int_value (answer, number);
}

void
cal_answer_flag (JsonBuilder *answer, const char *name, gboolean flag)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_boolean_value (answer, flag);
}

/**
 * cal_answer_placement:
 *
 * Adds a placement as the log has it: `2,3`, or the empty string for the
 * holding area.
 */
void
cal_answer_placement (JsonBuilder *answer, const char *name, CalPlacement placement)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];

  cal_answer_text (answer, name, cal_placement_format (placement, text));
}

void
cal_answer_time (JsonBuilder *answer, const char *name, gint64 time)
{
  g_autofree char *text = cal_time_format (time);

  cal_answer_text (answer, name, text != NULL ? text : "");
}

void
cal_answer_list (JsonBuilder *answer, const char *name, const char *const *list)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (list[i], -1);

      json_builder_add_string_value (answer, valid);
    }
  json_builder_end_array (answer);
}

static void
add_seq (JsonBuilder *answer, const char *name, const char *text)
{
  json_builder_set_member_name (answer, name);
  if (*text == '\0')
    json_builder_add_null_value (answer);
  else
    json_builder_add_int_value (answer, g_ascii_strtoll (text, NULL, 10));
}

static void
add_change (JsonBuilder *answer, char **change)
{
  if (change == NULL || g_strv_length (change) != CAL_CHANGE_N)
    return;
  cal_answer_text (answer, "from", change[CAL_CHANGE_FROM]);
  cal_answer_text (answer, "to", change[CAL_CHANGE_TO]);
  cal_answer_text (answer, "reason_code", change[CAL_CHANGE_REASON_CODE]);
  add_seq (answer, "batch", change[CAL_CHANGE_BATCH]);
  add_seq (answer, "reverts", change[CAL_CHANGE_REVERTS]);
  add_seq (answer, "previous", change[CAL_CHANGE_PREVIOUS]);
}

/**
 * cal_answer_entry:
 *
 * Adds an entry's members: seq, kind, time and session, then its fields by
 * their names; of a decision also the parts of its change by theirs. A field
 * that was erased is null.
 */
void
cal_answer_entry (JsonBuilder *answer, const CalEntry *entry)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  cal_answer_number (answer, "seq", (gint64) entry->seq);
  cal_answer_text (answer, "kind", entry->kind_name);
  cal_answer_time (answer, "time", entry->time);
  cal_answer_text (answer, "session", entry->session);
  for (guint i = 0; i < n_fields; i++)
    if (entry->values[i].text != NULL)
      cal_answer_text (answer, fields[i].name, entry->values[i].text);
    else if (entry->values[i].list != NULL)
      cal_answer_list (answer, fields[i].name, (const char *const *) entry->values[i].list);
    else
      {
        json_builder_set_member_name (answer, fields[i].name);
        json_builder_add_null_value (answer);
      }
  if (entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT)
    add_change (answer, entry->values[CAL_DECISION_CHANGE].list);
}

/**
 * cal_answer_node_text:
 * @node: a node
 *
 * The node on one line. JSON-GLib leaves U+001F as it is, which RFC 8259 forbids
 * in a string; it can stand nowhere else.
 *
 * Returns: (transfer full): the text
 */
char *
cal_answer_node_text (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_auto (GStrv) parts = g_strsplit (text, "\x1f", -1);

  return g_strjoinv ("\\u001f", parts);
}

/**
 * cal_answer_finish:
 *
 * Returns: (transfer full): the object's text, on one line
 */
char *
cal_answer_finish (JsonBuilder *answer)
{
  json_builder_end_object (answer);
  g_autoptr (JsonNode) root = json_builder_get_root (answer);
  return cal_answer_node_text (root);
}

void
cal_answer_print (JsonBuilder *answer)
{
  g_autofree char *text = cal_answer_finish (answer);

  puts (text);
}

/**
 * cal_local_time:
 * @time: milliseconds since 1970 in UTC
 *
 * Returns: (transfer full): the time here, with its zone
 */
char *
cal_local_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %Z") : g_strdup ("");
}

/**
 * cal_placement_words:
 *
 * Returns: `2,3`, or words for the holding area
 */
const char *
cal_placement_words (CalPlacement placement, char text[CAL_PLACEMENT_TEXT_SIZE])
{
  return cal_placement_is_placed (placement) ? cal_placement_format (placement, text)
                                             : _ ("holding");
}
