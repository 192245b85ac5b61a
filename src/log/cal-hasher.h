/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define CAL_HASH_SIZE 32

/**
 * CalHash:
 *
 * A SHA-256 hash.
 */
typedef struct
{
  guint8 bytes[CAL_HASH_SIZE];
} CalHash;

/**
 * CalHasher:
 *
 * SHA-256 by libcrypto. The algorithm is fetched and the context made once, for
 * both cost more than hashing a record. One thread at a time may use it.
 */
typedef struct _CalHasher CalHasher;

CalHasher *cal_hasher_new (void);
void cal_hasher_free (CalHasher *hasher);

void cal_hasher_digest (CalHasher *hasher, gconstpointer data, gsize length, CalHash *hash);
void cal_hasher_leaf (CalHasher *hasher, gconstpointer data, gsize length, CalHash *hash);
void cal_hasher_node (CalHasher *hasher, const CalHash *left, const CalHash *right, CalHash *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalHasher, cal_hasher_free)
