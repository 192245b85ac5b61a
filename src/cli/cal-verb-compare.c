/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include "cli/cal-answer.h"
#include "cli/cal-relation.h"
#include "log/cal-record-reader.h"
#include "store/cal-document.h"

#define MAX_SHOWN 20

typedef struct
{
  const char *path;
  guint64 from;
  guint n;
  CalRecordReader *reader;
} Listing;

static gboolean
print_entry (guint64 seq,
             const char *bytes,
             gsize length,
             const char *const *disclosures,
             gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (CalEntry) entry = NULL;
  g_autofree char *subject = NULL;

  if (seq < listing->from)
    return TRUE;
  entry = cal_record_reader_read (listing->reader, bytes, length, disclosures, NULL);
  if (entry == NULL || listing->n++ >= MAX_SHOWN)
    return FALSE;
  subject = (entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT)
                    && entry->values[CAL_DECISION_SUBJECT].text != NULL
                ? cal_call_plain (entry->values[CAL_DECISION_SUBJECT].text)
                : g_strdup ("");
  printf ("  %s: %" G_GUINT64_FORMAT " %s %s\n", listing->path, seq, entry->kind_name, subject);
  return TRUE;
}

/* The records that only one of the two has. */
static gboolean
print_difference (const char *path, guint64 from, GError **error)
{
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_READ, error);
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  Listing listing = { path, from, 0, reader };

  return document != NULL && cal_document_foreach_record (document, print_entry, &listing, error);
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
  CalComparison comparison;

  if (!cal_call_parse (call, NULL, 2, 2, argc, argv))
    return call->exit;
  if (!cal_comparison_run (call->words[0], call->words[1], &comparison, &error))
    return cal_call_fail (call, NULL, error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_flag (answer, "ok", cal_relation_is_honest (&comparison));
      cal_relation_answer (answer, &comparison);
      cal_answer_print (answer);
    }
  else
    {
      g_autofree char *words = cal_relation_words (&comparison);

      puts (words);
      if (comparison.relation == CAL_RELATION_EXTENDS || comparison.relation == CAL_RELATION_SHORTER
          || comparison.relation == CAL_RELATION_FORKS)
        for (guint i = 0; i < 2; i++)
          if (!print_difference (call->words[i], comparison.common, &error))
            return cal_call_fail (call, call->words[i], error);
    }
  return cal_relation_is_honest (&comparison) ? CAL_CLI_OK : CAL_CLI_REFUSED;
}
