/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-proof-file.h"
#include "cli/cal-proof-line.h"
#include "store/cal-ssh.h"

typedef struct
{
  char *lines;
  char *checkpoint;
  char *allowed_signers;
  char *identity;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->lines);
  g_free (options->checkpoint);
  g_free (options->allowed_signers);
  g_free (options->identity);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_all (const char *path, char **text, gsize *length, GError **error)
{
  g_autoptr (GIOChannel) input = NULL;

  if (strcmp (path, "-") != 0)
    return g_file_get_contents (path, text, length, error);
  input = g_io_channel_unix_new (0);
  return g_io_channel_set_encoding (input, NULL, error) == G_IO_STATUS_NORMAL
         && g_io_channel_read_to_end (input, text, length, error) == G_IO_STATUS_NORMAL;
}

static int
check_lines (CalCall *call, const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  gboolean all = TRUE;
  const char *at;
  const char *end;
  gsize length;

  if (!read_all (path, &text, &length, &error))
    return cal_call_fail (call, path, error);
  for (at = text; at < text + length; at = end + 1)
    {
      gboolean holds;

      end = memchr (at, '\n', (gsize) (text + length - at));
      if (end == NULL)
        end = text + length;
      holds = cal_proof_line_check (at, end - at, hasher);
      puts (holds ? "ok" : "bad");
      all = all && holds;
    }
  return all ? CAL_CLI_OK : CAL_CLI_REFUSED;
}

static gboolean
is_signed (const CalPackCheckpoint *checkpoint,
           const Options *options,
           gboolean *good,
           GError **error)
{
  *good = FALSE;
  for (guint i = 0; i < checkpoint->signatures->len && !*good; i++)
    if (!cal_ssh_check (g_ptr_array_index (checkpoint->signatures, i), checkpoint->text,
                        options->allowed_signers, options->identity, good, error))
      return FALSE;
  return TRUE;
}

/* How many of the records a checkpoint covers that is to be believed. */
static gboolean
count_anchored (const CalPack *pack,
                const Options *options,
                const char *trusted_text,
                guint *n_anchored,
                GError **error)
{
  *n_anchored = 0;
  for (guint i = 0; i < pack->checkpoints->len && *n_anchored < pack->records->len; i++)
    {
      const CalPackCheckpoint *checkpoint = g_ptr_array_index (pack->checkpoints, i);
      gboolean believed = trusted_text != NULL;

      if (believed && strcmp (checkpoint->text, trusted_text) != 0)
        continue;
      if (options->allowed_signers != NULL && !is_signed (checkpoint, options, &believed, error))
        return FALSE;
      if (believed)
        *n_anchored = MAX (*n_anchored, cal_pack_n_covered (pack, i));
    }
  return TRUE;
}

/* What can be missing without a proof being bad: whoever reads it must know. */
static void
answer_withheld (JsonBuilder *json, GString *words, const CalPack *pack)
{
  static const CalKind kinds[] = { CAL_KIND_MOVED, CAL_KIND_ROSTER_IMPORTED };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint n_fields;
      const CalFieldSpec *fields = cal_kind_fields (kinds[i], &n_fields);

      for (guint at = 0; at < n_fields; at++)
        {
          guint n = cal_pack_n_withheld (pack, fields[at].name);

          if (n == 0 || (i > 0 && strcmp (fields[at].name, "actor") == 0))
            continue;
          if (json != NULL)
            cal_answer_number (json, fields[at].name, n);
          g_string_append_printf (words, "%s%s %u", words->len > 0 ? ", " : "", fields[at].name, n);
        }
    }
}

static int
answer (CalCall *call, gboolean holds, const CalPack *pack, const char *why)
{
  g_autoptr (GString) withheld = g_string_new (NULL);

  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) json = cal_answer_new ();

      cal_answer_flag (json, "ok", holds);
      cal_answer_text (json, "message", why);
      if (pack != NULL)
        cal_answer_number (json, "records", pack->records->len);
      json_builder_set_member_name (json, "withheld");
      json_builder_begin_object (json);
      if (holds)
        answer_withheld (json, withheld, pack);
      json_builder_end_object (json);
      cal_answer_print (json);
    }
  else
    {
      puts (why);
      if (holds)
        answer_withheld (NULL, withheld, pack);
      if (withheld->len > 0)
        printf (_ ("not disclosed, each in so many records: %s\n"), withheld->str);
    }
  return holds ? CAL_CLI_OK : CAL_CLI_REFUSED;
}

static int
check_pack (CalCall *call, const Options *options, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *trusted_text = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalPack) pack = NULL;
  guint n_anchored;
  gsize length;
  gsize trusted_length;

  if (!read_all (path, &text, &length, &error))
    return cal_call_fail (call, path, error);
  if (options->checkpoint != NULL
      && !read_all (options->checkpoint, &trusted_text, &trusted_length, &error))
    return cal_call_fail (call, options->checkpoint, error);
  pack = cal_proof_file_read (text, (gssize) length);
  if (pack == NULL)
    return answer (call, FALSE, NULL,
                   _ ("bad: this is not a proof as “calibrate prove” writes it"));
  if (!cal_pack_check (pack, &why))
    {
      g_autofree char *sentence = g_strdup_printf (_ ("bad: %s"), why);

      return answer (call, FALSE, pack, sentence);
    }
  if (trusted_text == NULL && options->allowed_signers == NULL)
    return answer (call, FALSE, pack,
                   _ ("agrees with itself only: give a checkpoint that you have from elsewhere "
                      "(--checkpoint FILE), or the keys that you trust (--allowed-signers FILE "
                      "--identity WHO)"));
  if (!count_anchored (pack, options, trusted_text, &n_anchored, &error))
    return cal_call_fail (call, NULL, error);
  if (n_anchored == 0)
    return answer (call, FALSE, pack,
                   _ ("bad: no checkpoint that covers its records is the one given, or signed by "
                      "whoever was named"));
  if (n_anchored < pack->records->len)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("bad: the checkpoint that is believed covers only the first %u of its %u records; the "
             "others came later"),
          n_anchored, pack->records->len);

      return answer (call, FALSE, pack, sentence);
    }
  if (pack->subject != NULL && pack->leaf == NULL)
    return answer (call, FALSE, pack,
                   _ ("bad: the records are in the log, but no seal shows that there are no "
                      "others"));
  return answer (call, TRUE, pack,
                 pack->subject != NULL
                     ? _ ("holds: these records are in the log, and up to the seal they are all "
                          "there are on this subject, provided that an auditor has verified the "
                          "seal's map")
                     : _ ("holds: the record is in the log"));
}

/**
 * cal_verb_check_proof:
 *
 * `calibrate check-proof`: checks what `calibrate prove` has made, or bare Merkle
 * proofs, without the document.
 */
int
cal_verb_check_proof (CalCall *call, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "lines", 0, 0, G_OPTION_ARG_FILENAME, &options.lines,
      N_ ("Check bare Merkle proofs, one JSON object a line"), N_ ("FILE") },
    { "checkpoint", 0, 0, G_OPTION_ARG_FILENAME, &options.checkpoint,
      N_ ("A checkpoint from elsewhere"), N_ ("FILE") },
    { "allowed-signers", 0, 0, G_OPTION_ARG_FILENAME, &options.allowed_signers,
      N_ ("Whose keys are trusted, as ssh-keygen reads it"), N_ ("FILE") },
    { "identity", 0, 0, G_OPTION_ARG_FILENAME, &options.identity,
      N_ ("Whose signature it must bear"), N_ ("WHO") },
    { NULL },
  };

  if (!cal_call_parse (call, entries, 0, 1, argc, argv))
    return call->exit;
  if ((options.allowed_signers == NULL) != (options.identity == NULL)
      || (options.lines != NULL) == (call->n_words == 1))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, _ ("use: calibrate check-proof %s"),
                            call->verb->arguments);
  if (options.allowed_signers != NULL && !cal_call_find_file (call, options.allowed_signers))
    return call->exit;
  if (options.lines != NULL)
    return check_lines (call, options.lines);
  return check_pack (call, &options, call->words[0]);
}
