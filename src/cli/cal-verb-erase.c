/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "core/cal-time.h"
#include "store/cal-document.h"

/* How many records are named in a sentence; the JSON answer has them all. */
#define MAX_NAMED 20

typedef struct
{
  char *subject;
  char *reason;
  char *actor;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->subject);
  g_free (options->reason);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_naming (const CalErasure *erasure)
{
  g_autoptr (GString) seqs = g_string_new (NULL);

  if (erasure->naming->len == 0)
    return;
  for (guint i = 0; i < MIN (erasure->naming->len, MAX_NAMED); i++)
    g_string_append_printf (seqs, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "",
                            g_array_index (erasure->naming, guint64, i));
  if (erasure->naming->len > MAX_NAMED)
    g_string_append (seqs, ", …");
  printf (g_dngettext (GETTEXT_PACKAGE,
                       "- %u record on others or on the cycle that may name the person: %s\n",
                       "- %u records on others or on the cycle that may name the person: %s\n",
                       erasure->naming->len),
          erasure->naming->len, seqs->str);
}

static void
print_text (const CalErasure *erasure)
{
  printf (g_dngettext (GETTEXT_PACKAGE, "erased by record %lu: %u decision",
                       "erased by record %lu: %u decisions", erasure->n_decisions),
          (gulong) erasure->seq, erasure->n_decisions);
  printf (g_dngettext (GETTEXT_PACKAGE, ", the row of %u roster\n", ", the rows of %u rosters\n",
                       erasure->n_rosters),
          erasure->n_rosters);
  if (erasure->n_backups > 0)
    printf (g_dngettext (GETTEXT_PACKAGE, "%u copy that was kept beside the document is gone\n",
                         "%u copies that were kept beside the document are gone\n",
                         erasure->n_backups),
            erasure->n_backups);
  if (erasure->unfinished != NULL)
    printf (
        _ ("THE FILE COULD NOT BE WRITTEN ANEW YET and may still hold what was erased; the next "
           "opening does it (%s)\n"),
        erasure->unfinished);
  puts (_ ("What this does not reach:"));
  puts (_ ("- exports, printed pages, audit bundles, proofs and copies of the document elsewhere, "
           "and what the disk itself has kept of deleted files"));
  if (erasure->n_rated > 0)
    printf (g_dngettext (
                GETTEXT_PACKAGE, "- the roster, which names the person as rater of %u other\n",
                "- the roster, which names the person as rater of %u others\n", erasure->n_rated),
            erasure->n_rated);
  print_naming (erasure);
}

static void
print_json (const CalErasure *erasure, guint64 size)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_number (answer, "seq", (gint64) erasure->seq);
  cal_answer_text (answer, "kind", cal_kind_name (CAL_KIND_ERASED));
  cal_answer_number (answer, "decisions", erasure->n_decisions);
  cal_answer_number (answer, "rosters", erasure->n_rosters);
  cal_answer_number (answer, "backups_removed", erasure->n_backups);
  cal_answer_flag (answer, "finished", erasure->unfinished == NULL);
  cal_answer_number (answer, "rater_of", erasure->n_rated);
  json_builder_set_member_name (answer, "named_in");
  json_builder_begin_array (answer);
  for (guint i = 0; i < erasure->naming->len; i++)
    json_builder_add_int_value (answer, (gint64) g_array_index (erasure->naming, guint64, i));
  json_builder_end_array (answer);
  cal_answer_number (answer, "log_size", (gint64) size);
  cal_answer_print (answer);
}

static int
erase (CalCall *call, const Options *options)
{
  const CalErasing erasing = {
    .subject = options->subject,
    .actor = options->actor != NULL ? options->actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .reason = options->reason,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (call->words[0], CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  g_autoptr (CalErasure) erasure =
      board != NULL ? cal_document_erase (document, board, &erasing, &error) : NULL;

  if (erasure == NULL)
    return cal_call_fail (call, call->words[0], error);
  if (call->json || call->jsonl)
    print_json (erasure, cal_board_size (board));
  else
    print_text (erasure);
  return CAL_CLI_OK;
}

/**
 * cal_verb_erase:
 *
 * `calibrate erase`: takes away what a document holds on somebody, at the end of
 * retention.
 */
int
cal_verb_erase (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &options.subject, N_ ("Who is erased"), N_ ("ID") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason,
      N_ ("Why; it is kept, so it must not name them"), N_ ("TEXT") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.subject == NULL || options.reason == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate erase %s"),
                            call->verb->arguments);
  return erase (call, &options);
}
