/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-pack-story-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "log/cal-hash-text.h"
#include "log/cal-sshsig.h"

/* Hex digits a group, so that a root can be read aloud. */
#define ROOT_GROUP 8

static const CalPackCheckpoint *
checkpoint_at (const CalTelling *telling, guint index)
{
  return g_ptr_array_index (telling->pack->checkpoints, index);
}

/* The seal's checkpoint stands first; without a seal the log's. */
static const char *
first_checkpoint (const CalTelling *telling)
{
  return checkpoint_at (telling, 0)->text;
}

static void
add_summary (const CalTelling *telling)
{
  CalStory *story = telling->story;
  guint n = telling->decisions->len;
  gboolean you = telling->options->for_subject;
  const char *concern;
  const char *certain;
  g_autofree char *levels = NULL;

  if (n == 0)
    {
      story->count =
          g_strdup (you ? _ ("Nobody changed your rating.") : _ ("Nobody changed this rating."));
      concern = "";
    }
  else
    {
      story->count = g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n);
      concern = you ? ngettext ("concerns you.", "concern you.", n)
                    : ngettext ("concerns this subject.", "concern this subject.", n);
    }
  if (telling->seal == NULL)
    certain = _ ("No seal confirms yet that this is all.");
  else if (telling->n_sealed < n)
    certain = _ ("The latest seal confirms that those before it are all until then.");
  else
    certain = _ ("The sealed subject map confirms that this is all.");
  levels =
      story->n_performance == story->n_potential
          ? g_strdup_printf (_ ("Performance and potential each run from 1 (low) to %u (high)."),
                             story->n_performance)
          : g_strdup_printf (_ ("Performance runs from 1 (low) to %u (high), potential to %u."),
                             story->n_performance, story->n_potential);
  story->summary = g_strchug (g_strdup_printf ("%s %s %s", concern, certain, levels));
}

/* As a shell reads it, and as it is where that is the same. */
static char *
quoted (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("._-+@", *at) == NULL)
      return g_shell_quote (name);
  return g_strdup (name);
}

static void
add_check (const CalTelling *telling)
{
  CalStory *story = telling->story;
  const char *text = first_checkpoint (telling);
  g_autofree char *checkpoint = g_strndup (text, strlen (text) - 1);
  g_autofree char *stem = NULL;

  if (telling->options->stem == NULL)
    return;
  if (telling->seal == NULL)
    {
      story->check = g_strdup_printf (
          _ ("The file %s.json beside this page holds what is told here, with its proofs. Nobody "
             "has signed it yet: ask for a pack again after the seal. The log's checkpoint is:"),
          telling->options->stem);
      story->command = g_steal_pointer (&checkpoint);
      return;
    }
  stem = quoted (telling->options->stem);
  story->check = g_strdup_printf (
      _ ("The file %s.json beside this page holds what is told here, with its proofs, and beside "
         "it stands the signed checkpoint below. Anyone can check it with OpenSSH, which most "
         "computers have, and with verify_calibrate.py, which comes with Calibrate. Ask somebody "
         "other than the sender of this pack for allowed_signers, and for WHO, a name in it."),
      telling->options->stem);
  story->command = g_strdup_printf (
      "python3 verify_calibrate.py %s.json --allowed-signers allowed_signers --identity WHO\n"
      "ssh-keygen -Y verify -f allowed_signers -I WHO -n %s \\\n"
      "           -s %s.checkpoint.sig < %s.checkpoint\n\n%s",
      stem, CAL_SSHSIG_NAMESPACE, stem, stem, checkpoint);
}

static char *
list_keys (const CalTelling *telling)
{
  const GPtrArray *signatures = checkpoint_at (telling, 0)->signatures;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < signatures->len; i++)
    {
      g_autofree char *fingerprint = cal_sshsig_fingerprint (g_ptr_array_index (signatures, i));

      g_string_append_printf (text, "%s%s\n%s", i == 0 ? "" : "\n",
                              i == 0 ? _ ("with the key") : _ ("Witnessed with the key"),
                              fingerprint != NULL ? fingerprint : "–");
    }
  return g_string_free (text, FALSE);
}

static void
add_seal (const CalTelling *telling)
{
  CalStory *story = telling->story;
  g_autofree char *when = NULL;

  if (telling->seal == NULL)
    {
      story->seal[0] = g_strdup (_ ("Not sealed"));
      story->seal[1] = g_strdup (_ ("Nobody has signed the log yet."));
      return;
    }
  when = cal_telling_moment (telling->seal->time);
  story->seal[0] = g_strdup_printf (_ ("Sealed %s"), when);
  story->seal[1] = list_keys (telling);
}

static void
add_withheld (const CalTelling *telling)
{
  g_autofree char *here = NULL;

  if (!telling->options->for_subject)
    return;
  if (telling->n_withheld > 0)
    here = g_strdup_printf (
        ngettext (" Here that is %u text.", " Here that is %u texts.", telling->n_withheld),
        telling->n_withheld);
  telling->story->withheld =
      g_strconcat (_ ("Withheld: who recorded, proposed and dissented, and any words that "
                      "name somebody else. Their digests are in the log, so they cannot be "
                      "changed unseen. What names somebody by less than their full name or "
                      "employee id is not found, and so not withheld."),
                   here, NULL);
}

static void
add_limits (const CalTelling *telling)
{
  CalStory *story = telling->story;
  guint n = telling->decisions->len;

  if (!telling->options->for_subject)
    {
      story->limits[0] = g_strdup (_ ("Whom this page is for"));
      story->limits[1] = g_strdup (_ ("It names who proposed, recorded and dissented: it is for "
                                      "the panel and for auditors. The subject's own copy is the "
                                      "pack, which names nobody else and carries the proofs."));
      return;
    }
  story->limits[0] = g_strdup (_ ("What this shows, and what it cannot"));
  if (telling->seal == NULL)
    {
      story->limits[1] = g_strdup (
          _ ("Without a seal nothing shows yet that this is complete and unaltered. A seal "
             "will show that; it cannot show that what was said in the room was right."));
      return;
    }
  if (n == 0)
    {
      story->limits[1] = g_strdup (_ ("If the check succeeds, nothing about you was altered, left "
                                      "out or added up to the seal, provided that an auditor has "
                                      "verified the seal's subject map."));
      return;
    }
  story->limits[1] = g_strdup_printf (
      _ ("If the check succeeds, nothing about you was altered, left out or added up to the seal, "
         "provided that an auditor has verified the seal's subject map. It cannot show that what "
         "was said in the room was right. To dispute it, quote decision %lu."),
      (gulong) cal_board_decision (telling->board, g_array_index (telling->decisions, guint, n - 1))
              ->seq
          + 1);
}

/* The root and the size of the whole log, so that the page is a witness of it. */
static void
add_footer (const CalTelling *telling)
{
  CalStory *story = telling->story;
  g_auto (GStrv) lines =
      g_strsplit (checkpoint_at (telling, telling->pack->checkpoints->len - 1)->text, "\n", 4);
  g_autofree char *when = cal_telling_moment (telling->options->time);
  GString *root = g_string_new ("root");
  char hex[CAL_HASH_HEX_SIZE];
  CalHash hash;

  if (cal_hash_from_base64 (lines[2], &hash))
    {
      cal_hash_to_hex (&hash, hex);
      for (guint i = 0; hex[i] != '\0'; i++)
        {
          if (i % ROOT_GROUP == 0)
            g_string_append_c (root, ' ');
          g_string_append_c (root, hex[i]);
        }
    }
  story->printed = g_strdup_printf (_ ("Made %s · %s decisions"), when, lines[1]);
  story->root = g_string_free (root, FALSE);
}

/* What stands around the steps: how many, how sure, and how to check it. */
void
cal_telling_add_facts (const CalTelling *telling)
{
  add_summary (telling);
  add_check (telling);
  add_seal (telling);
  add_limits (telling);
  add_withheld (telling);
  add_footer (telling);
}
