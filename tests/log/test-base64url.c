/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-base64url.h"

#include <string.h>

/* GLib's encoder writes the other alphabet, and pads. */
static char *
expected (const guint8 *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static void
test_every_length (void)
{
  for (gsize length = 0; length < 200; length++)
    {
      guint8 data[200];
      guint8 decoded[200];
      char text[CAL_BASE64URL_LENGTH (200) + 1];
      g_autofree char *other = NULL;
      gsize n;

      for (gsize i = 0; i < length; i++)
        data[i] = (guint8) g_test_rand_int ();
      other = expected (data, length);
      g_assert_cmpuint (cal_base64url_encode (data, length, text), ==, strlen (other));
      g_assert_cmpuint (CAL_BASE64URL_LENGTH (length), ==, strlen (other));
      g_assert_cmpstr (text, ==, other);
      g_assert_true (cal_base64url_decode (text, strlen (text), decoded, &n));
      g_assert_cmpmem (decoded, n, data, length);
    }
}

static void
test_refuses_other_forms (void)
{
  static const char *const bad[] = {
    "A",     /* no byte has six bits */
    "AAAAA", /* as above, after three bytes */
    "AB",    /* four bits to spare, not zero */
    "AAB",   /* two bits to spare, not zero */
    "AA==",  /* padding */
    "AA A",  /* blanks */
    "A+AA",  /* the other alphabet */
    "A/AA",  "AAA\n", "AA\xc3\xa4",
  };
  guint8 decoded[16];
  gsize n;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cal_base64url_decode (bad[i], strlen (bad[i]), decoded, &n));
  g_assert_false (cal_base64url_decode ("AA\0A", 4, decoded, &n));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/base64url/every-length", test_every_length);
  g_test_add_func ("/log/base64url/refuses-other-forms", test_refuses_other_forms);
  return g_test_run ();
}
