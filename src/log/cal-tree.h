/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

#define CAL_TREE_MAX_PEAKS 64

/**
 * CalTree:
 * @size: how many leaves
 *
 * A Merkle tree (RFC 6962, section 2.1) that only grows: it keeps the roots of
 * its complete subtrees, largest first, one for each bit of its size. All zero
 * is the empty tree.
 */
typedef struct
{
  guint64 size;

  /*< private >*/
  guint n_peaks;
  CalHash peaks[CAL_TREE_MAX_PEAKS];
} CalTree;

void cal_tree_append (CalTree *tree, CalHasher *hasher, const CalHash *leaf);
void cal_tree_root (const CalTree *tree, CalHasher *hasher, CalHash *root);
void cal_tree_root_of (const CalHash *leaves, gsize n, CalHasher *hasher, CalHash *root);
