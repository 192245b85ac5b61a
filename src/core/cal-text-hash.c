/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-text-hash.h"

/* Odd, so that multiplying loses nothing: 2⁶⁴ divided by the golden ratio. */
#define FACTOR G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

static guint64
make_seed (void)
{
  guint64 seed = (guint64) g_random_int () << 32;

  /* Not 0, which would mean that none has been made. */
  return seed | g_random_int () | 1;
}

/**
 * cal_text_hash64:
 * @text: a text
 *
 * A hash that differs from one run of the program to the next. Ids come from
 * files that anybody may write, and with a hash that is known beforehand a file
 * can hold a million ids that all share one, which would take hours to read.
 *
 * Returns: the hash
 */
guint64
cal_text_hash64 (const char *text)
{
  static gsize seed = 0;
  guint64 hash;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize) make_seed ());
  hash = seed;
  for (; *text != '\0'; text++)
    hash = (hash ^ (guint8) *text) * FACTOR;
  return hash ^ (hash >> 32);
}

/**
 * cal_text_hash:
 * @text: (type utf8): a text
 *
 * cal_text_hash64() as #GHashTable wants it.
 *
 * Returns: the hash
 */
guint
cal_text_hash (gconstpointer text)
{
  return (guint) cal_text_hash64 (text);
}
