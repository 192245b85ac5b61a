/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-proof.h"

#include <string.h>

#include "log/cal-tree.h"

/* The largest power of two below @n, which is at least 2. */
static guint64
split_of (guint64 n)
{
  guint64 split = 1;

  while (split < n - split)
    split *= 2;
  return split;
}

static void
add_root (GArray *proof, const CalHash *leaves, guint64 n, CalHasher *hasher)
{
  CalHash root;

  cal_tree_root_of (leaves, n, hasher, &root);
  g_array_append_val (proof, root);
}

/* The subtree's root, and what it adds to the proofs of those leaves that are in
 * it: PATH of RFC 6962, section 2.1.1, nearest sibling first. @first is the number of
 * its first leaf in the whole tree. */
static void
add_paths (const CalHash *leaves,
           guint64 n,
           guint64 first,
           const guint64 *indexes,
           guint n_indexes,
           GPtrArray *proofs,
           guint n_before,
           CalHasher *hasher,
           CalHash *root)
{
  guint64 split;
  guint n_left = 0;
  CalHash left;
  CalHash right;

  if (n_indexes == 0 || n == 1)
    {
      cal_tree_root_of (leaves, n, hasher, root);
      return;
    }
  split = split_of (n);
  while (n_left < n_indexes && indexes[n_left] < first + split)
    n_left++;
  add_paths (leaves, split, first, indexes, n_left, proofs, n_before, hasher, &left);
  add_paths (leaves + split, n - split, first + split, indexes + n_left, n_indexes - n_left, proofs,
             n_before + n_left, hasher, &right);
  for (guint i = 0; i < n_indexes; i++)
    g_array_append_vals (g_ptr_array_index (proofs, n_before + i), i < n_left ? &right : &left, 1);
  cal_hasher_node (hasher, &left, &right, root);
}

/* SUBPROOF of RFC 6962, section 2.1.2. @known says whether the subtree is one
 * that whoever holds the first root has already. */
static void
add_subproof (GArray *proof,
              const CalHash *leaves,
              guint64 n,
              guint64 first,
              gboolean known,
              CalHasher *hasher)
{
  guint64 split;

  if (first == n)
    {
      if (!known)
        add_root (proof, leaves, n, hasher);
      return;
    }
  split = split_of (n);
  if (first <= split)
    {
      add_subproof (proof, leaves, split, first, known, hasher);
      add_root (proof, leaves + split, n - split, hasher);
    }
  else
    {
      add_subproof (proof, leaves + split, n - split, first - split, FALSE, hasher);
      add_root (proof, leaves, split, hasher);
    }
}

/**
 * cal_proof_inclusions:
 * @leaves: (array length=size): the leaves' hashes
 * @size: how many
 * @indexes: (array length=n_indexes): the leaves that are to be proved, in order, none
 *   twice, each below @size
 * @n_indexes: how many
 * @hasher: a hasher
 * @root: (out): the root of the tree, at no further cost
 *
 * Makes several inclusion proofs while going through the tree once.
 *
 * Returns: (transfer full) (element-type GArray): for each of @indexes the hashes on
 *   the way from the leaf to the root, as cal_proof_inclusion() makes them
 */
GPtrArray *
cal_proof_inclusions (const CalHash *leaves,
                      guint64 size,
                      const guint64 *indexes,
                      guint n_indexes,
                      CalHasher *hasher,
                      CalHash *root)
{
  GPtrArray *proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n_indexes; i++)
    g_ptr_array_add (proofs, g_array_new (FALSE, FALSE, sizeof (CalHash)));
  add_paths (leaves, size, 0, indexes, n_indexes, proofs, 0, hasher, root);
  return proofs;
}

/**
 * cal_proof_inclusion:
 * @leaves: (array length=size): the leaves' hashes
 * @size: how many
 * @index: the leaf that is to be proved, below @size
 * @hasher: a hasher
 *
 * Makes an inclusion proof (RFC 6962, section 2.1.1).
 *
 * Returns: (transfer full) (element-type CalHash): the hashes on the way from
 *   the leaf to the root
 */
GArray *
cal_proof_inclusion (const CalHash *leaves, guint64 size, guint64 index, CalHasher *hasher)
{
  g_autoptr (GPtrArray) proofs = NULL;
  CalHash root;

  g_return_val_if_fail (index < size, g_array_new (FALSE, FALSE, sizeof (CalHash)));

  proofs = cal_proof_inclusions (leaves, size, &index, 1, hasher, &root);
  return g_array_ref (g_ptr_array_index (proofs, 0));
}

/**
 * cal_proof_consistency:
 * @leaves: (array length=size2): the leaves' hashes
 * @size1: an earlier size, 1 to @size2
 * @size2: how many leaves
 * @hasher: a hasher
 *
 * Makes a proof that the tree of @size2 leaves starts with the one of @size1
 * (RFC 6962, section 2.1.2).
 *
 * Returns: (transfer full) (element-type CalHash): the proof, empty where both
 *   sizes are the same
 */
GArray *
cal_proof_consistency (const CalHash *leaves, guint64 size1, guint64 size2, CalHasher *hasher)
{
  GArray *proof = g_array_new (FALSE, FALSE, sizeof (CalHash));

  g_return_val_if_fail (size1 > 0 && size1 <= size2, proof);

  add_subproof (proof, leaves, size2, size1, TRUE, hasher);
  return proof;
}

static gboolean
is_same (const CalHash *a, const CalHash *b)
{
  return memcmp (a->bytes, b->bytes, CAL_HASH_SIZE) == 0;
}

/* Up one level, and at the tree's ragged edge on to where a sibling stands on
 * the left. */
static void
climb (guint64 *node, guint64 *last)
{
  while (!(*node & 1) && *node != 0)
    {
      *node >>= 1;
      *last >>= 1;
    }
}

/**
 * cal_proof_check_inclusion:
 * @proof: (array length=n): the proof
 * @n: how many hashes
 * @index: the leaf's position
 * @size: how many leaves the tree has
 * @leaf: the leaf's hash
 * @root: the tree's root
 * @hasher: a hasher
 *
 * Checks an inclusion proof (RFC 9162, section 2.1.3.2).
 *
 * Returns: whether it proves that the leaf stands there; %FALSE also where the
 *   index is not below the size or the proof is too long or too short
 */
gboolean
cal_proof_check_inclusion (const CalHash *proof,
                           gsize n,
                           guint64 index,
                           guint64 size,
                           const CalHash *leaf,
                           const CalHash *root,
                           CalHasher *hasher)
{
  guint64 node = index;
  guint64 last = size - 1;
  CalHash hash = *leaf;

  if (index >= size)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (last == 0)
        return FALSE;
      if (node & 1 || node == last)
        {
          cal_hasher_node (hasher, &proof[i], &hash, &hash);
          climb (&node, &last);
        }
      else
        cal_hasher_node (hasher, &hash, &proof[i], &hash);
      node >>= 1;
      last >>= 1;
    }
  return last == 0 && is_same (&hash, root);
}

/**
 * cal_proof_check_consistency:
 * @proof: (array length=n): the proof
 * @n: how many hashes
 * @size1: the earlier size
 * @size2: the later size
 * @root1: the root at @size1
 * @root2: the root at @size2
 * @hasher: a hasher
 *
 * Checks a consistency proof (RFC 9162, section 2.1.4.2).
 *
 * Returns: whether it proves that the later tree starts with the earlier;
 *   %FALSE also where the first size is 0 or beyond the second, or the proof is
 *   too long or too short
 */
gboolean
cal_proof_check_consistency (const CalHash *proof,
                             gsize n,
                             guint64 size1,
                             guint64 size2,
                             const CalHash *root1,
                             const CalHash *root2,
                             CalHasher *hasher)
{
  guint64 node = size1 - 1;
  guint64 last = size2 - 1;
  CalHash first;
  CalHash second;
  gsize i = 0;

  if (size1 == 0 || size1 > size2)
    return FALSE;
  if (size1 == size2)
    return n == 0 && is_same (root1, root2);

  while (node & 1)
    {
      node >>= 1;
      last >>= 1;
    }
  /* A first tree that is complete is its own starting point. */
  if (node == 0)
    first = second = *root1;
  else if (n > 0)
    first = second = proof[i++];
  else
    return FALSE;
  for (; i < n; i++)
    {
      if (last == 0)
        return FALSE;
      if (node & 1 || node == last)
        {
          cal_hasher_node (hasher, &proof[i], &first, &first);
          cal_hasher_node (hasher, &proof[i], &second, &second);
          climb (&node, &last);
        }
      else
        cal_hasher_node (hasher, &second, &proof[i], &second);
      node >>= 1;
      last >>= 1;
    }
  return last == 0 && is_same (&first, root1) && is_same (&second, root2);
}
