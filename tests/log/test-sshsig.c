/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-sshsig.h"

#include <string.h>

/* Up to the length of the key: the magic word and the version. */
#define START 10

/* What ssh-keygen signed, with a key of each kind, as `-Y sign` writes it. */
static const struct
{
  const char *fingerprint;
  const char *armour;
} samples[] = {
  { "SHA256:ydD1fzl1Mx0XHYfPQjZzdpmOwvVBHPoxPM0sq5vU5Kk",
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgotKNhQRLV4I0dtQv+lgX5PJ+n5\n"
    "p7CXRHTBYxOnc4+KkAAAAgY2hlY2twb2ludEBjYWxpYnJhdGUuZXhhbXBsZS5jb20AAAAA\n"
    "AAAABnNoYTUxMgAAAFMAAAALc3NoLWVkMjU1MTkAAABAmhYS4VElcVaRo8B6IkBkK4asm9\n"
    "kOIilSeca60TiNQ0Z9e0AkYF8f1AihvK/jsl9urCmk28aUF/cEgg7zreVHCQ==\n"
    "-----END SSH SIGNATURE-----\n" },
  { "SHA256:bMK616ioufCI7cwaadHtLzPsnmBk7qveXO0ZLedeH5c",
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAAJcAAAAHc3NoLXJzYQAAAAMBAAEAAACBAMSzrAUtxAPATz6GF7ilBZ\n"
    "3X7IJJjC25v61pE2YD2nmawKt9X0fVVm7XHLAeiCzg6rfX1SivH6Ys/5bfHMOjMfxwQn+w\n"
    "Irys8gc3sfm8190aKsrx7iwET28GgpjY/yCnlHI5qz/CMsA6F5CxVzNfifTFTorOAvz1Ku\n"
    "i6nldKC+U9AAAAIGNoZWNrcG9pbnRAY2FsaWJyYXRlLmV4YW1wbGUuY29tAAAAAAAAAAZz\n"
    "aGE1MTIAAACUAAAADHJzYS1zaGEyLTUxMgAAAIAG03hAB6FGC64nsNI1q0z7zERvUeHrwi\n"
    "G6EopftATPlf4/GBA57JUS/7hbrVhJGYKcMMLdNFbQM9G56sb56Y+DbPlrOgkhD0Wl/uV/\n"
    "6/fVgU+QWdzmLg8ONmQcYukZY8/hzKJHA4iWohHGhCuX+Psap57FmDusvES6Jh8PciroXw\n"
    "==\n"
    "-----END SSH SIGNATURE-----\n" },
  { "SHA256:90+lyWRv8misY5gsHIXffGOweyWDsp6Epk7UIYfRc3Y",
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE\n"
    "EERZ0vsYeUtvKQx2XBaLnSE0jq2erKMrBdf5z+vFwEtOT/IQ8Ra3SrQ0khtxnzv7HGDcRg\n"
    "N7/R1AnOFj5typnuUAAAACBjaGVja3BvaW50QGNhbGlicmF0ZS5leGFtcGxlLmNvbQAAAA\n"
    "AAAAAGc2hhNTEyAAAAZAAAABNlY2RzYS1zaGEyLW5pc3RwMjU2AAAASQAAACBHbcuySPHi\n"
    "EXeCAsSwMO9e0aGWYDdX7I6Z2V0V7B31PgAAACEAi0apg/vm5Ly6UQvKSGgJuOvqyJCqT0\n"
    "xEm7VJNh86eSQ=\n"
    "-----END SSH SIGNATURE-----\n" },
  { "SHA256:+EdUIq90oK/v7FbqhB/fRhzUrkgCDLJhJh1UWsVhCMc",
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAAEoAAAAac2stc3NoLWVkMjU1MTlAb3BlbnNzaC5jb20AAAAgsvHddW\n"
    "qDEy5AdFFDOw21hmt17qq7bY9ZY1V84xGjxm8AAAAEc3NoOgAAACBjaGVja3BvaW50QGNh\n"
    "bGlicmF0ZS5leGFtcGxlLmNvbQAAAAAAAAAGc2hhNTEyAAAAZwAAABpzay1zc2gtZWQyNT\n"
    "UxOUBvcGVuc3NoLmNvbQAAAEASZ2B6b3rmWZplfLkeGZxpasYOSeldrm7G3O3yIl1oII9T\n"
    "KD68bPtCA8ODLtwa0+bfDm05cwA5A1wP5LVJ0kwLARI0Vng=\n"
    "-----END SSH SIGNATURE-----\n" },
  { "SHA256:s+azbpoufOrHCOVI48yhyIPaxIoaM+31gIgG8HQ/cqY",
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAAH8AAAAic2stZWNkc2Etc2hhMi1uaXN0cDI1NkBvcGVuc3NoLmNvbQ\n"
    "AAAAhuaXN0cDI1NgAAAEEEOUBpR7rKAjJRIs+Sal94udjxbdc2MJyxJ4o/HtdOGurvod0z\n"
    "sx6d3Im2jkeSWCdjFWmPPuv6UHskGgGRiZHCTwAAAARzc2g6AAAAIGNoZWNrcG9pbnRAY2\n"
    "FsaWJyYXRlLmV4YW1wbGUuY29tAAAAAAAAAAZzaGE1MTIAAAB4AAAAInNrLWVjZHNhLXNo\n"
    "YTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAABJAAAAIB4WZa9Bf4XOYJP2Q4F4oHc9U6mqDk\n"
    "OZhrTjEJKH7gqEAAAAIQDv7qBnJhwHEAWab+UBtFBpEnNPzFFcbBLl+rd13Vq7BQESNFZ4\n"
    "-----END SSH SIGNATURE-----\n" },
};

static GBytes *
sample (guint i)
{
  GBytes *blob = cal_sshsig_from_armour (samples[i].armour);

  g_assert_nonnull (blob);
  return blob;
}

static guint32
number_at (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static void
append_number (GByteArray *to, gsize number)
{
  const guint8 bytes[] = { (guint8) (number >> 24), (guint8) (number >> 16), (guint8) (number >> 8),
                           (guint8) number };

  g_byte_array_append (to, bytes, sizeof bytes);
}

/* Where the length of what the key signed stands: after the key, the namespace,
 * nothing, and the hash's name. */
static gsize
find_signature (const guint8 *bytes)
{
  gsize at = START;

  for (guint i = 0; i < 4; i++)
    at += 4 + number_at (bytes + at);
  return at;
}

/* The same in all but what the key signed. */
static gboolean
is_accepted_with (GBytes *blob, const guint8 *signature, gsize length)
{
  const guint8 *bytes = g_bytes_get_data (blob, NULL);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) other = NULL;
  g_autofree char *fingerprint = NULL;

  g_byte_array_append (array, bytes, (guint) find_signature (bytes));
  append_number (array, length);
  g_byte_array_append (array, signature, (guint) length);
  other = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  fingerprint = cal_sshsig_fingerprint (other);
  g_assert_true (cal_sshsig_check_form (other) == (fingerprint != NULL));
  return fingerprint != NULL;
}

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) blob = sample (i);
      g_autofree char *fingerprint = cal_sshsig_fingerprint (blob);
      g_autofree char *armour = cal_sshsig_to_armour (blob);

      g_assert_true (cal_sshsig_check_form (blob));
      g_assert_cmpstr (fingerprint, ==, samples[i].fingerprint);
      g_assert_cmpstr (armour, ==, samples[i].armour);
    }
}

static void
test_cut_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) blob = sample (i);

      for (gsize length = 0; length < g_bytes_get_size (blob); length++)
        {
          g_autoptr (GBytes) less = g_bytes_new_from_bytes (blob, 0, length);

          g_assert_false (cal_sshsig_check_form (less));
        }
    }
}

/* What the key signed may be neither longer nor shorter: a hardware key's has its
 * flags and its count, every other's nothing. */
static void
test_after_the_signature (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) blob = sample (i);
      const guint8 *bytes = g_bytes_get_data (blob, NULL);
      gsize at = find_signature (bytes);
      gsize length = number_at (bytes + at);
      g_autofree guint8 *signature = g_malloc0 (length + 5);

      memcpy (signature, bytes + at + 4, length);
      for (gsize n = 0; n <= length + 5; n++)
        g_assert_true (is_accepted_with (blob, signature, n) == (n == length));
    }
}

/* No key makes signatures of another kind. */
static void
test_another_kind (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
      {
        g_autoptr (GBytes) blob = sample (i);
        g_autoptr (GBytes) other = sample (j);
        const guint8 *bytes = g_bytes_get_data (other, NULL);
        gsize at = find_signature (bytes);

        g_assert_true (is_accepted_with (blob, bytes + at + 4, number_at (bytes + at)) == (i == j));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sshsig/kinds", test_kinds);
  g_test_add_func ("/sshsig/cut-off", test_cut_off);
  g_test_add_func ("/sshsig/after-the-signature", test_after_the_signature);
  g_test_add_func ("/sshsig/another-kind", test_another_kind);
  return g_test_run ();
}
