/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-salts.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#define SALTS_PER_FETCH 1024

struct _CalSalts
{
  gsize fetch;
  gsize used;
  gsize fetched;
  guint8 bytes[SALTS_PER_FETCH][CAL_SALT_SIZE];
};

CalSalts *
cal_salts_new (void)
{
  CalSalts *salts = g_new0 (CalSalts, 1);

  salts->fetch = 8;
  return salts;
}

void
cal_salts_free (CalSalts *salts)
{
  if (salts == NULL)
    return;
  OPENSSL_cleanse (salts->bytes, sizeof salts->bytes);
  g_free (salts);
}

/**
 * cal_salts_next:
 *
 * The fetches grow, so that one decision does not pay for a roster's salts. A
 * system without randomness ends the program: a guessable salt would disclose
 * what has been erased.
 *
 * Returns: (transfer none) (array fixed-size=16): random bytes that nobody else
 *   gets; valid until the next call
 */
const guint8 *
cal_salts_next (CalSalts *salts)
{
  if (salts->used == salts->fetched)
    {
      if (RAND_bytes (salts->bytes[0], (int) (salts->fetch * CAL_SALT_SIZE)) != 1)
        g_error ("libcrypto has no random bytes to offer");
      salts->used = 0;
      salts->fetched = salts->fetch;
      salts->fetch = MIN (salts->fetch * 2, (gsize) SALTS_PER_FETCH);
    }
  return salts->bytes[salts->used++];
}
