/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "core/cal-time.h"
#include "log/cal-sshsig.h"
#include "store/cal-document.h"

typedef struct
{
  char *session;
  char *key;
  char *witness;
  char *actor;
  gboolean witnessing;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->session);
  g_free (options->key);
  g_free (options->witness);
  g_free (options->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A key that waits to be touched says so by blinking, and ssh-keygen only to this
 * program. */
static void
on_step_cb (CalSealingStep step, gpointer user_data)
{
  Options *options = user_data;

  options->witnessing = options->witnessing || step == CAL_SEALING_WITNESSING;
  if (step == CAL_SEALING_TOUCHING)
    fprintf (stderr, _ ("Touch the key %s now: it waits for that.\n"),
             options->witnessing ? options->witness : options->key);
}

static int
print_seal (CalCall *call, CalDocument *document, const CalBoard *board)
{
  guint64 seq = cal_board_size (board) - 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signatures = cal_document_signatures (document, seq, &error);
  g_autofree char *checkpoint =
      signatures != NULL ? cal_document_checkpoint (document, &error) : NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (checkpoint == NULL)
    return cal_call_fail (call, call->words[0], error);
  for (guint i = 0; i < signatures->len; i++)
    g_ptr_array_add (keys, cal_sshsig_fingerprint (g_ptr_array_index (signatures, i)));
  g_ptr_array_add (keys, NULL);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_flag (answer, "ok", TRUE);
      cal_answer_number (answer, "seq", (gint64) seq);
      cal_answer_text (answer, "checkpoint", checkpoint);
      cal_answer_list (answer, "keys", (const char *const *) keys->pdata);
      cal_answer_print (answer);
      return CAL_CLI_OK;
    }
  for (guint i = 0; i + 1 < keys->len; i++)
    printf (i == 0 ? _ ("signed with %s\n") : _ ("witnessed with %s\n"),
            (const char *) g_ptr_array_index (keys, i));
  fputs (checkpoint, stdout);
  return CAL_CLI_OK;
}

/**
 * cal_verb_seal:
 *
 * `calibrate seal`: finalises a session and has the log signed.
 */
int
cal_verb_seal (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "session", 0, 0, G_OPTION_ARG_FILENAME, &options.session, N_ ("The session to finalise"),
      N_ ("NAME") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &options.key, N_ ("The SSH key to sign with"),
      N_ ("KEYFILE") },
    { "witness", 0, 0, G_OPTION_ARG_FILENAME, &options.witness,
      N_ ("A second person's key, which signs the same"), N_ ("KEYFILE") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &options.actor,
      N_ ("Who does it (default: the login's real name)"), N_ ("NAME") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 1, 1, argc, argv))
    return call->exit;
  if (options.session == NULL || options.key == NULL)
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                            _ ("say which session is finalised and with which key: --session NAME "
                               "--key KEYFILE"));
  const CalSealing sealing = {
    .session = options.session,
    .actor = options.actor != NULL ? options.actor : cal_call_default_actor (),
    .time = cal_time_now (),
    .key = options.key,
    .witness_key = options.witness,
    .told = on_step_cb,
    .user_data = &options,
  };
  g_autoptr (CalDocument) document = cal_document_open (call->words[0], CAL_ACCESS_WRITE, &error);
  g_autoptr (CalBoard) board =
      document != NULL ? cal_document_load (document, CAL_NONE, &error) : NULL;
  if (board == NULL || !cal_document_seal (document, board, &sealing, &error))
    return cal_call_fail (call, call->words[0], error);
  return print_seal (call, document, board);
}
