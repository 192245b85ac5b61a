/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-relation.h"
#include "log/cal-hash-text.h"
#include "store/cal-verification.h"

typedef struct
{
  char *against;
  char *allowed_signers;
  char *identity;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->against);
  g_free (options->allowed_signers);
  g_free (options->identity);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_seals (const CalVerification *found, const char *identity)
{
  guint64 from = 0;

  for (guint i = 0; i < found->seals->len; i++)
    {
      const CalSealReport *seal = g_ptr_array_index (found->seals, i);
      g_autofree char *session = cal_call_plain (seal->session);

      printf (_ ("seal %u: session %s, records %lu to %lu\n"), seal->number, session, (gulong) from,
              (gulong) seal->seq);
      for (guint k = 0; k < seal->fingerprints->len; k++)
        printf (k == 0 ? _ ("  signed with %s\n") : _ ("  witnessed with %s\n"),
                (const char *) g_ptr_array_index (seal->fingerprints, k));
      if (seal->trusted)
        printf (_ ("  a signature of %s, by the allowed signers\n"), identity);
      from = seal->seq + 1;
    }
}

static void
print_fault (const CalFault *fault)
{
  g_autofree char *field = cal_call_plain (fault->field);
  g_autofree char *what = cal_call_plain (fault->what);

  if (fault->seq == CAL_NONE)
    printf (_ ("ALTERED: %s: %s\n"), field, what);
  else if (*field == '\0')
    printf (_ ("ALTERED at record %ld: %s\n"), (glong) fault->seq, what);
  else
    printf (_ ("ALTERED at record %ld, %s: %s\n"), (glong) fault->seq, field, what);
}

static void
print_text (const CalVerification *found, const Options *options, const CalComparison *comparison)
{
  if (found->fault != NULL)
    print_fault (found->fault);
  else
    {
      printf (_ ("verified: %lu records, %u decisions on %u subjects\n"), (gulong) found->size,
              found->n_decisions, found->n_subjects);
      fputs (found->checkpoint, stdout);
      print_seals (found, options->identity);
      if (found->n_unsealed == 0)
        puts (_ ("every record is sealed"));
      else
        printf (g_dngettext (GETTEXT_PACKAGE, "%lu record is not sealed\n",
                             "%lu records are not sealed\n", (gulong) found->n_unsealed),
                (gulong) found->n_unsealed);
      if (options->identity != NULL && !found->is_trusted)
        printf (_ ("NO SEAL by %s stands in this document\n"), options->identity);
    }
  for (guint i = 0; i < found->warnings->len; i++)
    printf (_ ("warning: %s\n"), (const char *) g_ptr_array_index (found->warnings, i));
  if (found->key_warning != NULL)
    printf (_ ("warning: %s\n"), found->key_warning);
  if (comparison != NULL)
    {
      g_autofree char *words = cal_relation_words (comparison);

      printf (_ ("against %s: %s\n"), options->against, words);
    }
  puts (_ ("What no file alone can show:"));
  for (guint i = 0; cal_verification_cannot_show[i] != NULL; i++)
    printf ("- %s\n", _ (cal_verification_cannot_show[i]));
}

static void
answer_texts (JsonBuilder *answer, const char *name, GPtrArray *texts)
{
  g_autofree const char **list = g_new0 (const char *, texts->len + 1);

  for (guint i = 0; i < texts->len; i++)
    list[i] = g_ptr_array_index (texts, i);
  cal_answer_list (answer, name, list);
}

static void
answer_warnings (JsonBuilder *answer, const CalVerification *found)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_copy (found->warnings, NULL, NULL);

  g_ptr_array_set_free_func (texts, NULL);
  if (found->key_warning != NULL)
    g_ptr_array_add (texts, found->key_warning);
  answer_texts (answer, "warnings", texts);
}

static void
answer_seals (JsonBuilder *answer, const CalVerification *found)
{
  json_builder_set_member_name (answer, "seals");
  json_builder_begin_array (answer);
  for (guint i = 0; i < found->seals->len; i++)
    {
      const CalSealReport *seal = g_ptr_array_index (found->seals, i);
      json_builder_begin_object (answer);
      cal_answer_number (answer, "number", seal->number);
      cal_answer_number (answer, "seq", (gint64) seal->seq);
      cal_answer_text (answer, "session", seal->session);
      answer_texts (answer, "keys", seal->fingerprints);
      cal_answer_flag (answer, "trusted", seal->trusted);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static void
print_json (const CalVerification *found,
            gboolean holds,
            const Options *options,
            const CalComparison *comparison)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();
  char root[CAL_HASH_HEX_SIZE];

  cal_answer_flag (answer, "ok", holds);
  cal_answer_text (answer, "log", found->log_id);
  cal_answer_number (answer, "size", (gint64) found->size);
  if (found->fault == NULL)
    {
      cal_answer_text (answer, "root", cal_hash_to_hex (&found->root, root));
      cal_answer_text (answer, "checkpoint", found->checkpoint);
      cal_answer_number (answer, "decisions", found->n_decisions);
      cal_answer_number (answer, "subjects", found->n_subjects);
      cal_answer_number (answer, "erased", found->n_erased);
      cal_answer_flag (answer, "redacted", found->is_redacted);
      if (found->parent != NULL)
        cal_answer_list (answer, "branched_from", (const char *const *) found->parent);
      cal_answer_number (answer, "not_sealed", (gint64) found->n_unsealed);
    }
  answer_seals (answer, found);
  if (options->identity != NULL)
    cal_answer_flag (answer, "trusted", found->is_trusted);
  answer_warnings (answer, found);
  cal_answer_list (answer, "cannot_show", cal_verification_cannot_show);
  if (found->fault != NULL)
    {
      json_builder_set_member_name (answer, "fault");
      json_builder_begin_object (answer);
      cal_answer_number (answer, "seq", found->fault->seq);
      cal_answer_text (answer, "field", found->fault->field);
      cal_answer_text (answer, "message", found->fault->what);
      json_builder_end_object (answer);
    }
  if (comparison != NULL)
    {
      json_builder_set_member_name (answer, "against");
      json_builder_begin_object (answer);
      cal_relation_answer (answer, comparison);
      json_builder_end_object (answer);
    }
  cal_answer_print (answer);
}

/**
 * cal_verb_verify:
 *
 * `calibrate verify`: checks everything that a file can show, and says what it
 * cannot.
 */
int
cal_verb_verify (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  CalComparison comparison;
  gboolean holds;
  const GOptionEntry entries[] = {
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &options.against,
      N_ ("An older copy, which the document must extend"), N_ ("OLD") },
    { "allowed-signers", 0, 0, G_OPTION_ARG_FILENAME, &options.allowed_signers,
      N_ ("Whose keys are trusted, as ssh-keygen reads it"), N_ ("FILE") },
    { "identity", 0, 0, G_OPTION_ARG_FILENAME, &options.identity,
      N_ ("Whose seal must stand in it"), N_ ("WHO") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if ((options.allowed_signers == NULL) != (options.identity == NULL))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("--allowed-signers FILE and --identity WHO go together"));
  if (options.allowed_signers != NULL && !cal_call_find_file (call, options.allowed_signers))
    return call->exit;
  g_autoptr (CalVerification) found =
      cal_verification_run (call->words[0], options.allowed_signers, options.identity, &error);
  if (found == NULL
      || (options.against != NULL
          && !cal_comparison_run (call->words[0], options.against, &comparison, &error)))
    return cal_call_fail (call, NULL, error);
  holds = found->fault == NULL && (options.identity == NULL || found->is_trusted)
          && (options.against == NULL || cal_relation_is_honest (&comparison));
  if (call->json || call->jsonl)
    print_json (found, holds, &options, options.against != NULL ? &comparison : NULL);
  else
    print_text (found, &options, options.against != NULL ? &comparison : NULL);
  return holds ? CAL_CLI_OK : CAL_CLI_REFUSED;
}
