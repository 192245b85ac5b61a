/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-hasher.h"

#include <openssl/evp.h>

struct _CalHasher
{
  EVP_MD *algorithm;
  EVP_MD_CTX *context;
};

CalHasher *
cal_hasher_new (void)
{
  CalHasher *hasher = g_new0 (CalHasher, 1);

  hasher->algorithm = EVP_MD_fetch (NULL, "SHA256", NULL);
  hasher->context = EVP_MD_CTX_new ();
  if (hasher->algorithm == NULL || hasher->context == NULL
      || EVP_DigestInit_ex2 (hasher->context, hasher->algorithm, NULL) != 1)
    g_error ("libcrypto offers no SHA-256");
  return hasher;
}

void
cal_hasher_free (CalHasher *hasher)
{
  if (hasher == NULL)
    return;
  EVP_MD_CTX_free (hasher->context);
  EVP_MD_free (hasher->algorithm);
  g_free (hasher);
}

/* Going on without a hash would record something that nobody can check. */
static void
check (int done)
{
  if (done != 1)
    g_error ("libcrypto failed to compute a SHA-256");
}

static void
finish (CalHasher *hasher, CalHash *hash)
{
  check (EVP_DigestFinal_ex (hasher->context, hash->bytes, NULL));
}

static void
start (CalHasher *hasher)
{
  check (EVP_DigestInit_ex2 (hasher->context, NULL, NULL));
}

/**
 * cal_hasher_digest:
 * @data: (array length=length): bytes
 * @hash: (out): their SHA-256
 */
void
cal_hasher_digest (CalHasher *hasher, gconstpointer data, gsize length, CalHash *hash)
{
  start (hasher);
  check (EVP_DigestUpdate (hasher->context, data, length));
  finish (hasher, hash);
}

/**
 * cal_hasher_leaf:
 * @data: (array length=length): what stands in the leaf
 * @hash: (out): SHA-256(00 ‖ @data), RFC 6962, section 2.1
 */
void
cal_hasher_leaf (CalHasher *hasher, gconstpointer data, gsize length, CalHash *hash)
{
  static const guint8 prefix = 0;

  start (hasher);
  check (EVP_DigestUpdate (hasher->context, &prefix, 1));
  check (EVP_DigestUpdate (hasher->context, data, length));
  finish (hasher, hash);
}

/**
 * cal_hasher_node:
 * @left: the left child's hash
 * @right: the right child's hash
 * @hash: (out): SHA-256(01 ‖ @left ‖ @right), RFC 6962, section 2.1; may be a child
 */
void
cal_hasher_node (CalHasher *hasher, const CalHash *left, const CalHash *right, CalHash *hash)
{
  static const guint8 prefix = 1;

  start (hasher);
  check (EVP_DigestUpdate (hasher->context, &prefix, 1));
  check (EVP_DigestUpdate (hasher->context, left->bytes, CAL_HASH_SIZE));
  check (EVP_DigestUpdate (hasher->context, right->bytes, CAL_HASH_SIZE));
  finish (hasher, hash);
}
