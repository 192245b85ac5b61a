/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-tree.h"

/**
 * cal_tree_append:
 * @tree: the tree
 * @hasher: a hasher
 * @leaf: the leaf's hash, as cal_hasher_leaf() makes it
 */
void
cal_tree_append (CalTree *tree, CalHasher *hasher, const CalHash *leaf)
{
  CalHash hash = *leaf;

  /* As in binary counting: a carry joins two subtrees of one size. */
  for (guint64 carry = tree->size; carry & 1; carry >>= 1)
    cal_hasher_node (hasher, &tree->peaks[--tree->n_peaks], &hash, &hash);
  tree->peaks[tree->n_peaks++] = hash;
  tree->size++;
}

/**
 * cal_tree_root:
 * @tree: the tree
 * @hasher: a hasher
 * @root: (out): its root; the SHA-256 of nothing for the empty tree
 */
void
cal_tree_root (const CalTree *tree, CalHasher *hasher, CalHash *root)
{
  if (tree->n_peaks == 0)
    {
      cal_hasher_digest (hasher, "", 0, root);
      return;
    }
  *root = tree->peaks[tree->n_peaks - 1];
  for (guint i = tree->n_peaks - 1; i-- > 0;)
    cal_hasher_node (hasher, &tree->peaks[i], root, root);
}

/**
 * cal_tree_root_of:
 * @leaves: (array length=n): the leaves' hashes
 * @n: how many
 * @hasher: a hasher
 * @root: (out): the root
 *
 * The definition of RFC 6962, section 2.1, taken literally: split at the
 * largest power of two below @n.
 */
void
cal_tree_root_of (const CalHash *leaves, gsize n, CalHasher *hasher, CalHash *root)
{
  CalHash right;
  gsize split = 1;

  if (n == 0)
    {
      cal_hasher_digest (hasher, "", 0, root);
      return;
    }
  if (n == 1)
    {
      *root = leaves[0];
      return;
    }
  while (split < n - split)
    split *= 2;
  cal_tree_root_of (leaves, split, hasher, root);
  cal_tree_root_of (leaves + split, n - split, hasher, &right);
  cal_hasher_node (hasher, root, &right, root);
}
