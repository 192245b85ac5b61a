/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-text-hash.h"

/* Texts made of "Ez" and "FY" all have one hash in GLib's, whatever their
 * order; here hardly any two do. */
static void
test_no_known_collisions (void)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);
  char text[2 * 12 + 1] = "";
  guint known = 0;

  for (guint i = 0; i < 1 << 12; i++)
    {
      for (guint bit = 0; bit < 12; bit++)
        {
          text[2 * bit] = i >> bit & 1 ? 'E' : 'F';
          text[2 * bit + 1] = i >> bit & 1 ? 'z' : 'Y';
        }
      if (i == 0)
        known = g_str_hash (text);
      g_assert_cmpuint (g_str_hash (text), ==, known);
      g_assert_cmpuint (cal_text_hash (text), ==, cal_text_hash (text));
      g_hash_table_add (hashes, GUINT_TO_POINTER (cal_text_hash (text)));
    }
  g_assert_cmpuint (g_hash_table_size (hashes), >, 4090);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text-hash/no-known-collisions", test_no_known_collisions);
  return g_test_run ();
}
