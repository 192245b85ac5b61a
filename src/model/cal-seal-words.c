/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-seal-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "log/cal-hash-text.h"
#include "model/cal-fault-words.h"
#include "model/cal-words.h"

/* Enough of a root to tell two apart at a glance. */
#define ROOT_DIGITS 6

/**
 * cal_seal_words_witnesses:
 * @seal: a seal
 *
 * Returns: (transfer full) (nullable): who else signed it, by the allowed
 *   signers; a key that they do not know is called so. %NULL where nobody did
 */
char *
cal_seal_words_witnesses (const CalSealReport *seal)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i < seal->signers->len; i++)
    {
      const char *signer = g_ptr_array_index (seal->signers, i);

      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, *signer != '\0' ? signer : _ ("an unknown key"));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
describe_seal (const CalSealReport *seal, gint64 now)
{
  g_autofree char *day = cal_words_day (seal->time, now);
  g_autofree char *witnesses = cal_seal_words_witnesses (seal);

  if (witnesses != NULL)
    return g_strdup_printf (_ ("%s by %s, witness %s"), day, seal->actor, witnesses);
  return g_strdup_printf (_ ("%s by %s"), day, seal->actor);
}

static char *
describe_unsealed (CalSealState *state)
{
  guint n = cal_seal_state_count_unsealed (state);
  guint64 size = cal_live_document_get_size (cal_seal_state_get_document (state));
  const CalSealReport *seal = cal_seal_state_get_last_seal (state);
  g_autofree char *count = NULL;

  /* Reopening a session, say, is no decision, and not sealed all the same. */
  if (n == 0 && seal != NULL)
    {
      guint64 n_entries = size - seal->seq - 1;

      count = cal_words_count (n_entries);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not sealed: %s later entry",
                                           "Not sealed: %s later entries", (gulong) n_entries),
                              count);
    }
  count = cal_words_count (n);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Not sealed: %s decision", "Not sealed: %s decisions", n),
      count);
}

/**
 * cal_seal_words_title:
 * @now: this moment
 *
 * Returns: (transfer full): the state in a few words
 */
char *
cal_seal_words_title (CalSealState *state, gint64 now)
{
  const CalSealReport *seal = cal_seal_state_get_last_seal (state);
  g_autofree char *sealed = NULL;

  switch (cal_seal_state_get_kind (state))
    {
    case CAL_SEAL_CHECKING:
      return g_strdup (_ ("Checking…"));
    case CAL_SEAL_ALTERED:
      return cal_fault_words_title (cal_seal_state_get_fault (state));
    case CAL_SEAL_NOT_SEALED:
      return describe_unsealed (state);
    case CAL_SEAL_SEALED:
      sealed = describe_seal (seal, now);
      return g_strdup_printf (_ ("Sealed %s"), sealed);
    case CAL_SEAL_NOT_CHECKED:
    default:
      return g_strdup (_ ("Not checked"));
    }
}

static char *
describe_check (CalSealState *state, gint64 now)
{
  const CalVerification *found = cal_seal_state_get_found (state);
  g_autofree char *time = cal_words_time (cal_seal_state_get_checked (state));
  g_autofree char *seals = cal_words_count (found->seals->len);

  if (found->seals->len == 0)
    return g_strdup_printf (_ ("checked %s, nothing altered"), time);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s seal checked %s, nothing altered",
                                       "%s seals checked %s, nothing altered", found->seals->len),
                          seals, time);
}

static char *
describe_root (const CalVerification *found)
{
  char root[CAL_HASH_HEX_SIZE];

  cal_hash_to_hex (&found->root, root);
  return g_strdup_printf (_ ("root %.*s…"), ROOT_DIGITS, root);
}

static char *
describe_good (CalSealState *state, gint64 now)
{
  const CalVerification *found = cal_seal_state_get_found (state);
  const CalSealReport *seal = cal_seal_state_get_last_seal (state);
  g_autofree char *decisions = cal_words_count (found->n_decisions);
  g_autofree char *root = describe_root (found);
  g_autofree char *check = describe_check (state, now);
  g_autofree char *sealed = NULL;

  if (seal != NULL && cal_seal_state_get_kind (state) == CAL_SEAL_NOT_SEALED)
    {
      sealed = describe_seal (seal, now);
      return g_strdup_printf (_ ("The decisions before were sealed %s · %s · %s"), sealed, root,
                              check);
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s decision · %s · %s",
                                       "%s decisions · %s · %s", found->n_decisions),
                          decisions, root, check);
}

/**
 * cal_seal_words_detail:
 * @now: this moment
 *
 * Returns: (transfer full): what stands behind the title
 */
char *
cal_seal_words_detail (CalSealState *state, gint64 now)
{
  const char *complaint = cal_seal_state_get_complaint (state);

  switch (cal_seal_state_get_kind (state))
    {
    case CAL_SEAL_CHECKING:
      return g_strdup_printf (_ ("Every record, disclosure and seal is read · %.0f %%"),
                              100 * cal_seal_state_get_fraction (state));
    case CAL_SEAL_ALTERED:
      return g_strdup_printf (_ ("%s. Nothing after it was checked."),
                              cal_seal_state_get_fault (state)->what);
    case CAL_SEAL_NOT_SEALED:
    case CAL_SEAL_SEALED:
      return describe_good (state, now);
    case CAL_SEAL_NOT_CHECKED:
    default:
      return g_strdup (complaint != NULL ? complaint
                                         : _ ("Whether anything was altered is not known yet"));
    }
}

/**
 * cal_seal_words_status:
 * @now: this moment
 *
 * Returns: (transfer full): the state in the middle of a line
 */
char *
cal_seal_words_status (CalSealState *state, gint64 now)
{
  guint n = cal_seal_state_count_unsealed (state);
  g_autofree char *count = cal_words_count (n);
  g_autofree char *sealed = NULL;

  switch (cal_seal_state_get_kind (state))
    {
    case CAL_SEAL_CHECKING:
      return g_strdup (_ ("checking…"));
    case CAL_SEAL_ALTERED:
      return cal_seal_words_title (state, now);
    case CAL_SEAL_SEALED:
      sealed = describe_seal (cal_seal_state_get_last_seal (state), now);
      return g_strdup_printf (_ ("sealed %s"), sealed);
    case CAL_SEAL_NOT_SEALED:
      if (n == 0)
        return g_strdup (_ ("not sealed"));
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s decision not sealed", "%s decisions not sealed", n),
          count);
    case CAL_SEAL_NOT_CHECKED:
    default:
      return g_strdup (_ ("not checked"));
    }
}

/**
 * cal_seal_words_key_warning:
 *
 * Returns: (transfer full) (nullable): what must be known of the key of the
 *   latest seal; %NULL where it is trusted or there is no seal that holds
 */
char *
cal_seal_words_key_warning (CalSealState *state)
{
  const CalVerification *found = cal_seal_state_get_found (state);
  const CalSealReport *seal = cal_seal_state_get_last_seal (state);

  if (seal == NULL || found->fault != NULL || cal_seal_state_trusts_keys (state))
    return NULL;
  if (cal_seal_state_get_allowed_signers (state) == NULL)
    return g_strdup (
        _ ("Its key was found only inside this document: whoever rewrites all of it can "
           "seal it anew with a key of their own. Choose whose keys you trust."));
  return g_strdup_printf (_ ("The last seal's key is not among those you trust: %s"),
                          (const char *) g_ptr_array_index (seal->fingerprints, 0));
}
