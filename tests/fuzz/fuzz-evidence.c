/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody hands an auditor: proofs, packs, maps and signatures. The first
 * byte says which; whatever is accepted is what the program would write again. */
#include <string.h>

#include <json-glib/json-glib.h>

#include "cli/cal-json-form.h"
#include "cli/cal-proof-file.h"
#include "cli/cal-proof-line.h"
#include "log/cal-sshsig.h"
#include "log/cal-subject-map.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_line (const char *bytes, gsize length)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  gboolean holds = cal_proof_line_check (bytes, (gssize) length, hasher);

  g_assert_true (!holds || cal_json_is_well_formed (bytes, (gssize) length));
}

static void
check_pack (const char *bytes, gsize length)
{
  g_autoptr (CalPack) pack = cal_proof_file_read (bytes, (gssize) length);
  g_autofree char *why = NULL;
  gboolean holds = pack != NULL && cal_pack_check (pack, &why);

  if (pack == NULL)
    return;
  g_assert_true (holds == (why == NULL));
  for (guint i = 0; holds && i < pack->checkpoints->len; i++)
    g_assert_cmpuint (cal_pack_n_covered (pack, i), <=, pack->records->len);
}

/* A leaf, and on a second line what opens it. */
static void
check_leaf (const char *bytes, gsize length)
{
  g_autofree char *text = g_strndup (bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autofree char *subject = NULL;
  g_autofree char *final = NULL;
  guint64 n;
  guint64 last;

  if (g_strv_length (lines) == 2
      && cal_subject_map_open (lines[0], lines[1], hasher, &subject, &final, &n, &last))
    {
      g_autofree char *hidden = cal_subject_map_leaf_subject (lines[0]);

      g_assert_true (g_utf8_validate (subject, -1, NULL) && g_utf8_validate (final, -1, NULL));
      g_assert_nonnull (hidden);
    }
}

static void
check_blob (GBytes *blob)
{
  g_autofree char *armour = cal_sshsig_to_armour (blob);
  g_autofree char *fingerprint = cal_sshsig_fingerprint (blob);
  g_autoptr (GBytes) again = cal_sshsig_from_armour (armour);

  g_assert_true (g_bytes_equal (blob, again));
  g_assert_true (cal_sshsig_check_form (blob) == (fingerprint != NULL));
}

static void
check_signature (const char *bytes, gsize length)
{
  g_autoptr (GBytes) blob = g_bytes_new (bytes, length);

  check_blob (blob);
}

static void
check_armour (const char *bytes, gsize length)
{
  g_autofree char *text = g_strndup (bytes, length);
  g_autoptr (GBytes) blob = cal_sshsig_from_armour (text);

  if (blob != NULL)
    check_blob (blob);
}

/* What we call JSON the library reads as such. */
static void
check_json (const char *bytes, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (cal_json_is_well_formed (bytes, (gssize) length))
    {
      json_parser_load_from_data (parser, bytes, (gssize) length, &error);
      g_assert_no_error (error);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static void (*const checks[]) (const char *bytes, gsize length) = {
    check_line, check_pack, check_leaf, check_signature, check_armour, check_json,
  };

  if (size > 0)
    checks[data[0] % G_N_ELEMENTS (checks)]((const char *) data + 1, size - 1);
  return 0;
}
