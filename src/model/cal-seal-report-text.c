/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-seal-report-text.h"

#include <glib/gi18n-lib.h>

#include "model/cal-seal-words.h"
#include "model/cal-words.h"

/**
 * cal_seal_report_range:
 * @found: what was found
 * @index: one of its seals
 *
 * Returns: (transfer full): which seal it is, and what it covers
 */
char *
cal_seal_report_range (const CalVerification *found, guint index)
{
  const CalSealReport *seal = g_ptr_array_index (found->seals, index);
  const CalSealReport *before = index > 0 ? g_ptr_array_index (found->seals, index - 1) : NULL;
  g_autofree char *from = cal_words_count (before != NULL ? before->seq + 2 : 1);
  g_autofree char *to = cal_words_count (seal->seq + 1);

  return g_strdup_printf (_ ("Seal %u · session %s · entries %s to %s"), seal->number,
                          seal->session, from, to);
}

/**
 * cal_seal_report_signer:
 * @seal: a seal
 * @index: one of its signatures; 0 is the seal's own
 *
 * Returns: (transfer full): whose signature it is, as far as that is known
 */
char *
cal_seal_report_signer (const CalSealReport *seal, guint index)
{
  const char *signer = g_ptr_array_index (seal->signers, index);

  if (index == 0 && *signer != '\0')
    return g_strdup_printf (_ ("Signed by %s, whose key is %s’s"), seal->actor, signer);
  if (index == 0)
    return g_strdup_printf (_ ("Signed by %s, as the log says"), seal->actor);
  return *signer != '\0' ? g_strdup_printf (_ ("Witnessed by %s"), signer)
                         : g_strdup (_ ("Witnessed with an unknown key"));
}

/**
 * cal_seal_report_checks:
 * @found: what was found, without a fault
 *
 * Returns: (transfer full) (element-type utf8): what was checked, in sentences
 */
GPtrArray *
cal_seal_report_checks (const CalVerification *found)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *records = cal_words_count (found->size);
  g_autofree char *subjects = cal_words_count (found->n_subjects);
  g_autofree char *seals = cal_words_count (found->seals->len);

  g_ptr_array_add (checks,
                   g_strdup (_ ("Tables and triggers: those of this format, and no others")));
  g_ptr_array_add (
      checks,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%s record: parsed, written anew and equal to the byte",
                                    "%s records: parsed, written anew and equal to the byte",
                                    (gulong) found->size),
                       records));
  g_ptr_array_add (checks, g_strdup (_ ("Disclosures: each against its digest, none too many")));
  g_ptr_array_add (
      checks, g_strdup_printf (
                  g_dngettext (
                      GETTEXT_PACKAGE, "Rosters: %s subject, every row under its import’s root",
                      "Rosters: %s subjects, every row under its import’s root", found->n_subjects),
                  subjects));
  g_ptr_array_add (checks, g_strdup (_ ("Order and grammar: every number once, and no decision "
                                        "outside an open session")));
  g_ptr_array_add (checks, g_strdup (_ ("The board: folded anew from the records alone")));
  g_ptr_array_add (
      checks, g_strdup_printf (
                  g_dngettext (
                      GETTEXT_PACKAGE, "%s seal: subject map, range, checkpoint, signatures",
                      "%s seals: subject maps, ranges, checkpoints, signatures", found->seals->len),
                  seals));
  return checks;
}

static void
add_seals (GString *text, const CalVerification *found)
{
  for (guint i = 0; i < found->seals->len; i++)
    {
      const CalSealReport *seal = g_ptr_array_index (found->seals, i);
      g_autofree char *range = cal_seal_report_range (found, i);
      g_autofree char *moment = cal_words_moment (seal->time);

      g_string_append_printf (text, "%s\n  %s\n", range, moment);
      for (guint k = 0; k < seal->fingerprints->len; k++)
        {
          g_autofree char *signer = cal_seal_report_signer (seal, k);

          g_string_append_printf (text, "  %s: %s\n", signer,
                                  (const char *) g_ptr_array_index (seal->fingerprints, k));
        }
    }
}

static void
add_found (GString *text, const CalVerification *found)
{
  g_autoptr (GPtrArray) checks = NULL;

  if (found->fault == NULL)
    {
      checks = cal_seal_report_checks (found);
      g_string_append_printf (text, "\n%s\n", _ ("Checked, and holds:"));
      for (guint i = 0; i < checks->len; i++)
        g_string_append_printf (text, "- %s\n", (const char *) g_ptr_array_index (checks, i));
      g_string_append_printf (text, "\n%s\n%s\n", _ ("Checkpoint:"), found->checkpoint);
    }
  add_seals (text, found);
  for (guint i = 0; i < found->warnings->len; i++)
    g_string_append_printf (text, _ ("Warning: %s\n"),
                            (const char *) g_ptr_array_index (found->warnings, i));
}

/**
 * cal_seal_report_text:
 * @state: a state
 * @now: this moment
 *
 * Returns: (transfer full): all that is known of the document's seal, to be kept
 *   or sent: what was checked and found, who signed, and what the document alone
 *   cannot show
 */
char *
cal_seal_report_text (CalSealState *state, gint64 now)
{
  const CalVerification *found = cal_seal_state_get_found (state);
  const char *signers = cal_seal_state_get_allowed_signers (state);
  g_autofree char *title = cal_seal_words_title (state, now);
  g_autofree char *detail = cal_seal_words_detail (state, now);
  g_autofree char *warning = cal_seal_words_key_warning (state);
  g_autofree char *moment = cal_words_moment (cal_seal_state_get_checked (state));
  GString *text = g_string_new (NULL);
  CalLiveDocument *document = cal_seal_state_get_document (state);

  g_string_append_printf (text, _ ("Verification of %s\n"), cal_live_document_get_title (document));
  g_string_append_printf (text, "%s\n\n%s\n%s\n", cal_live_document_get_path (document), title,
                          detail);
  if (found != NULL)
    {
      g_string_append_printf (text, _ ("Checked on %s\n"), moment);
      g_string_append_printf (text, _ ("Trusted keys: %s\n"),
                              signers != NULL ? signers : _ ("no file chosen"));
      add_found (text, found);
    }
  if (warning != NULL)
    g_string_append_printf (text, _ ("Warning: %s\n"), warning);
  g_string_append_printf (text, "\n%s\n", _ ("What no file alone can show:"));
  for (guint i = 0; cal_verification_cannot_show[i] != NULL; i++)
    g_string_append_printf (text, "- %s\n", _ (cal_verification_cannot_show[i]));
  return g_string_free (text, FALSE);
}
