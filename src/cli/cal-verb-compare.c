/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include "cli/cal-answer.h"
#include "cli/cal-relation.h"
#include "store/cal-difference.h"

#define MAX_SHOWN 20

static void
print_entries (const char *path, GPtrArray *entries)
{
  for (guint i = 0; i < MIN (entries->len, MAX_SHOWN); i++)
    {
      const CalEntry *entry = g_ptr_array_index (entries, i);
      gboolean is_decision = entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT;
      const char *id = is_decision ? entry->values[CAL_DECISION_SUBJECT].text : NULL;
      g_autofree char *subject = cal_call_plain (id != NULL ? id : "");

      printf ("  %s: %" G_GUINT64_FORMAT " %s%s%s\n", path, entry->seq, entry->kind_name,
              *subject != '\0' ? " " : "", subject);
    }
}

static void
print_text (CalCall *call, const CalDifference *difference)
{
  g_autofree char *words = cal_relation_words (&difference->comparison);

  puts (words);
  print_entries (call->words[0], difference->entries);
  print_entries (call->words[1], difference->other_entries);
}

static void
answer_entries (JsonBuilder *answer, const char *name, GPtrArray *entries)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (guint i = 0; i < entries->len; i++)
    {
      json_builder_begin_object (answer);
      cal_answer_entry (answer, g_ptr_array_index (entries, i));
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static void
print_json (const CalDifference *difference)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_flag (answer, "ok", cal_relation_is_honest (&difference->comparison));
  cal_relation_answer (answer, &difference->comparison);
  answer_entries (answer, "only_first", difference->entries);
  answer_entries (answer, "only_second", difference->other_entries);
  cal_answer_print (answer);
}

/**
 * cal_verb_compare:
 *
 * `calibrate compare`: how a document stands to another, and what differs.
 */
int
cal_verb_compare (CalCall *call, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDifference) difference = NULL;

  if (!cal_call_parse (call, NULL, 2, 2, argc, argv))
    return call->exit;
  difference = cal_difference_read (call->words[0], call->words[1], NULL, NULL, &error);
  if (difference == NULL)
    return cal_call_fail (call, NULL, error);
  if (call->json || call->jsonl)
    print_json (difference);
  else
    print_text (call, difference);
  return cal_relation_is_honest (&difference->comparison) ? CAL_CLI_OK : CAL_CLI_REFUSED;
}
