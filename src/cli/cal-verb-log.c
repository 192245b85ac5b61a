/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-log-bundle.h"
#include "cli/cal-past.h"
#include "core/cal-time.h"
#include "log/cal-record-reader.h"

typedef struct
{
  char *subject;
  char *bundle;
  gboolean records;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->subject);
  g_free (options->bundle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is printed, as the records go by. */
typedef struct
{
  CalCall *call;
  CalDocument *document;
  const CalBoard *board;
  const char *subject;
  CalRecordReader *reader;
  gboolean any;
  GError *error;
} Listing;

static gboolean
print_record (guint64 seq,
              const char *bytes,
              gsize length,
              const char *const *disclosures,
              gpointer user_data)
{
  fwrite (bytes, 1, length, stdout);
  putchar ('\n');
  return TRUE;
}

/* What stands behind a decision: reason, people, and what undid it. */
static void
print_reason (const CalBoard *board, const CalDecision *decision)
{
  g_autofree char *reason = cal_call_plain (decision->reason);
  g_autofree char *actor = cal_call_plain (decision->actor);
  g_autofree char *code = cal_call_plain (decision->reason_code);

  printf ("  %s: %s", code, reason);
  if (*decision->proposed_by != '\0')
    {
      g_autofree char *proposed_by = cal_call_plain (decision->proposed_by);

      printf (_ ("; proposed by %s"), proposed_by);
    }
  printf (_ ("; by %s"), actor);
  if (decision->reverts != CAL_NONE)
    printf (_ ("; reverts %ld"), (glong) decision->reverts);
  if (!decision->in_force)
    printf (_ ("; undone by %ld"), (glong) decision->reverted_by);
}

static void
print_decision (const CalBoard *board, const CalDecision *decision)
{
  guint64 erased_by = cal_board_subject (board, decision->subject)->erased_by;
  const CalSubject *row = cal_board_subject (board, decision->subject)->row;
  g_autofree char *name = cal_call_plain (row->name);
  g_autofree char *id = cal_call_plain (row->id);
  char from_text[CAL_PLACEMENT_TEXT_SIZE];
  char to_text[CAL_PLACEMENT_TEXT_SIZE];

  if (erased_by != 0)
    {
      g_autofree char *actor = cal_call_plain (decision->actor);

      printf (_ ("  (erased by record %lu; by %s)"), (gulong) erased_by, actor);
      return;
    }
  printf ("  %s (%s)  %s %s %s", name, id, cal_placement_words (decision->from, from_text),
          decision->kept ? "=" : "→", cal_placement_words (decision->to, to_text));
  print_reason (board, decision);
}

static void
print_other (const CalEntry *entry)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *joined = NULL;
      g_autofree char *plain = NULL;

      /* Texts of many lines that say little to a reader here. */
      if ((entry->kind == CAL_KIND_RULES_SET && i == CAL_RULES_RULES)
          || (entry->kind == CAL_KIND_ERASED && i == CAL_ERASED_DIGESTS))
        continue;
      if (entry->values[i].list != NULL)
        joined = g_strjoinv (", ", entry->values[i].list);
      plain = cal_call_plain (joined != NULL                  ? joined
                              : entry->values[i].text != NULL ? entry->values[i].text
                                                              : _ ("(erased)"));
      if (*plain != '\0')
        printf ("  %s: %s", fields[i].name, plain);
    }
}

static void
print_text (const Listing *listing, const CalEntry *entry)
{
  g_autofree char *time = cal_local_time (entry->time);
  g_autofree char *session = cal_call_plain (entry->session);
  guint index;

  printf ("%" G_GUINT64_FORMAT "  %s  %s%s%s", entry->seq, time, session,
          *session != '\0' ? "  " : "", entry->kind_name);
  if (cal_board_find_decision (listing->board, entry->seq, &index))
    print_decision (listing->board, cal_board_decision (listing->board, index));
  else
    print_other (entry);
  putchar ('\n');
}

static void
print_json (Listing *listing, const CalEntry *entry)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();
  guint index;

  cal_answer_entry (answer, entry);
  if (cal_board_find_decision (listing->board, entry->seq, &index))
    {
      const CalDecision *decision = cal_board_decision (listing->board, index);

      const CalBoardSubject *subject = cal_board_subject (listing->board, decision->subject);

      cal_answer_text (answer, "name", subject->erased_by == 0 ? subject->row->name : "");
      if (subject->erased_by != 0)
        cal_answer_number (answer, "erased_by", (gint64) subject->erased_by);
      cal_answer_flag (answer, "in_force", decision->in_force);
    }
  g_autofree char *text = cal_answer_finish (answer);
  if (listing->call->jsonl)
    puts (text);
  else
    printf ("%s%s", listing->any ? "," : "", text);
}

static gboolean
print_entry (guint64 seq,
             const char *bytes,
             gsize length,
             const char *const *disclosures,
             gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (CalEntry) entry =
      cal_record_reader_read (listing->reader, bytes, length, disclosures, &listing->error);

  if (entry == NULL
      || !cal_document_fill (listing->document, entry, listing->reader, &listing->error))
    return FALSE;
  if (listing->subject != NULL
      && ((entry->kind != CAL_KIND_MOVED && entry->kind != CAL_KIND_KEPT)
          || g_strcmp0 (entry->values[CAL_DECISION_SUBJECT].text, listing->subject) != 0))
    return TRUE;
  if (listing->call->json || listing->call->jsonl)
    print_json (listing, entry);
  else
    print_text (listing, entry);
  listing->any = TRUE;
  return TRUE;
}

static int
print_entries (CalCall *call, CalPast *past, const char *subject)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  Listing listing = { call, past->document, past->board, subject, reader, FALSE, NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_object = call->json && !call->jsonl;
  guint index;

  if (subject != NULL && !cal_board_find (past->board, subject, &index))
    {
      g_autofree char *plain = cal_call_plain (subject);

      return cal_call_refuse (call, CAL_CLI_REFUSED, call->words[0],
                              _ ("there is no subject with the id “%s”"), plain);
    }
  if (is_object)
    {
      g_autoptr (JsonBuilder) facts = cal_answer_new ();
      g_autofree char *text = NULL;

      cal_answer_text (facts, "log", cal_document_log_id (past->document));
      cal_answer_number (facts, "size", (gint64) cal_board_size (past->board));
      cal_answer_flag (facts, "redacted", cal_document_is_redacted (past->document));
      text = cal_answer_finish (facts);
      text[strlen (text) - 1] = '\0';
      printf ("%s,\"entries\":[", text);
    }
  else if (!call->jsonl && cal_document_is_redacted (past->document))
    puts (_ ("THIS IS A REDACTED COPY: people stand under pseudonyms"));
  cal_document_foreach_record (past->document, print_entry, &listing, &error);
  if (is_object)
    puts ("]}");
  if (error == NULL)
    error = g_steal_pointer (&listing.error);
  if (error == NULL)
    return CAL_CLI_OK;
  cal_call_complain (call->words[0], 0, NULL, "%s", error->message);
  return CAL_CLI_FAILED;
}

static int
write_bundle (CalCall *call, const CalPast *past, const char *path)
{
  g_autoptr (CalBundle) bundle = cal_bundle_new ();
  g_autoptr (GError) error = NULL;
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 time = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) * 1000 : cal_time_now ();

  if (cal_document_is_redacted (past->document))
    return cal_call_refuse (
        call, CAL_CLI_REFUSED, call->words[0],
        _ ("a redacted copy makes no audit bundle: make one of the original, or "
           "check the copy with “calibrate verify”"));
  if (!cal_log_bundle_fill (bundle, past->document, &error))
    return cal_call_fail (call, call->words[0], error);
  if (!cal_bundle_write (bundle, path, time, &error))
    return cal_call_fail (call, path, error);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "log", cal_document_log_id (past->document));
      cal_answer_number (answer, "size", (gint64) cal_board_size (past->board));
      cal_answer_text (answer, "output", path);
      cal_answer_print (answer);
    }
  return CAL_CLI_OK;
}

/**
 * cal_verb_log:
 *
 * `calibrate log`: the decision log, readable, as JSON, as the exact bytes of its
 * records, or as an audit bundle.
 */
int
cal_verb_log (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (CalPast) past = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &options.subject,
      N_ ("Only the decisions on this subject"), N_ ("ID") },
    { "records", 0, 0, G_OPTION_ARG_NONE, &options.records,
      N_ ("Print the records' exact bytes, a line each"), NULL },
    { "bundle", 0, 0, G_OPTION_ARG_FILENAME, &options.bundle,
      N_ ("Write an audit bundle: a folder, or a file whose name ends in .zip"), N_ ("PATH") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.bundle != NULL && (options.records || options.subject != NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("--bundle writes the whole log: give it alone"));
  if (options.records && (options.subject != NULL || call->json || call->jsonl))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("--records prints all records as they are: give it alone"));
  if (!cal_past_open (&past, call, call->words[0], NULL))
    return call->exit;
  if (options.bundle != NULL)
    return write_bundle (call, &past, options.bundle);
  if (!options.records)
    return print_entries (call, &past, options.subject);
  return cal_document_foreach_record (past.document, print_record, NULL, &error)
             ? CAL_CLI_OK
             : cal_call_fail (call, call->words[0], error);
}
