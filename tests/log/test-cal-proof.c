/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-proof.h"

#include <string.h>

#include "log/cal-hash-text.h"
#include "log/cal-tree.h"

#define MAX_SIZE 300

typedef struct
{
  CalHasher *hasher;
  GRand *rand;
  CalHash leaves[MAX_SIZE];
  CalHash roots[MAX_SIZE + 1];
} Forest;

/* The eight leaves for which roots and proofs are published. */
static const struct
{
  const char *bytes;
  gsize length;
} known_leaves[] = {
  { "", 0 },
  { "\x00", 1 },
  { "\x10", 1 },
  { "\x20\x21", 2 },
  { "\x30\x31", 2 },
  { "\x40\x41\x42\x43", 4 },
  { "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
  { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
};

static const char *const known_roots[] = {
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

#define ROOT_OF_4_TO_7 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"

static CalHash
hash_of (const char *hex)
{
  CalHash hash;

  g_assert_true (cal_hash_from_hex (hex, &hash));
  return hash;
}

static void
assert_hash (const CalHash *hash, const char *hex)
{
  char text[CAL_HASH_HEX_SIZE];

  g_assert_cmpstr (cal_hash_to_hex (hash, text), ==, hex);
}

static void
plant_known (CalHasher *hasher, CalHash leaves[8])
{
  for (guint i = 0; i < G_N_ELEMENTS (known_leaves); i++)
    cal_hasher_leaf (hasher, known_leaves[i].bytes, known_leaves[i].length, &leaves[i]);
}

static void
test_known_roots (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash leaves[8];
  CalHash hash;

  plant_known (hasher, leaves);
  for (guint n = 0; n < G_N_ELEMENTS (known_roots); n++)
    {
      cal_tree_root_of (leaves, n, hasher, &hash);
      assert_hash (&hash, known_roots[n]);
    }
}

static void
test_known_proofs (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  const char *const inclusion[] = {
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ROOT_OF_4_TO_7,
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  };
  const char *const six_to_eight[] = {
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    ROOT_OF_4_TO_7,
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  };
  const char *const two_to_five[] = {
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
  };
  const struct
  {
    guint64 first;
    guint64 second;
    const char *const *hashes;
    guint n;
  } proofs[] = { { 5, 8, inclusion, 3 }, { 6, 8, six_to_eight, 3 }, { 2, 5, two_to_five, 2 } };
  CalHash leaves[8];

  plant_known (hasher, leaves);
  for (guint i = 0; i < G_N_ELEMENTS (proofs); i++)
    {
      gboolean includes = proofs[i].hashes == inclusion;
      g_autoptr (GArray) proof =
          includes ? cal_proof_inclusion (leaves, proofs[i].second, proofs[i].first, hasher)
                   : cal_proof_consistency (leaves, proofs[i].first, proofs[i].second, hasher);
      CalHash root = hash_of (known_roots[proofs[i].second]);
      CalHash start = includes ? leaves[proofs[i].first] : hash_of (known_roots[proofs[i].first]);

      g_assert_cmpuint (proof->len, ==, proofs[i].n);
      for (guint k = 0; k < proof->len; k++)
        assert_hash (&g_array_index (proof, CalHash, k), proofs[i].hashes[k]);
      g_assert_true ((includes ? cal_proof_check_inclusion : cal_proof_check_consistency) (
          &g_array_index (proof, CalHash, 0), proof->len, proofs[i].first, proofs[i].second, &start,
          &root, hasher));
    }
}

static void
test_known_hashes (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash left;
  CalHash right;

  cal_hasher_leaf (hasher, "L123456", 7, &left);
  assert_hash (&left, "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  /* These two stand in for hashes, though they are shorter. */
  cal_hasher_digest (hasher, "\x01N123N456", 9, &right);
  assert_hash (&right, "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
}

static void
forest_set_up (Forest *forest, gconstpointer data)
{
  forest->hasher = cal_hasher_new ();
  forest->rand = g_rand_new_with_seed (20261121);
  for (guint i = 0; i < MAX_SIZE; i++)
    {
      guint32 word = g_rand_int (forest->rand);

      cal_hasher_leaf (forest->hasher, &word, sizeof word, &forest->leaves[i]);
    }
  for (guint n = 0; n <= MAX_SIZE; n++)
    cal_tree_root_of (forest->leaves, n, forest->hasher, &forest->roots[n]);
}

static void
forest_tear_down (Forest *forest, gconstpointer data)
{
  cal_hasher_free (forest->hasher);
  g_rand_free (forest->rand);
}

static void
test_growing (Forest *forest, gconstpointer data)
{
  CalTree tree = { 0 };
  CalHash root;

  for (guint n = 0; n <= MAX_SIZE; n++)
    {
      cal_tree_root (&tree, forest->hasher, &root);
      g_assert_cmpmem (&root, sizeof root, &forest->roots[n], sizeof root);
      if (n < MAX_SIZE)
        cal_tree_append (&tree, forest->hasher, &forest->leaves[n]);
    }
}

static gboolean
includes (Forest *forest, const GArray *proof, guint64 index, guint64 size)
{
  return index < MAX_SIZE && size <= MAX_SIZE
         && cal_proof_check_inclusion ((const CalHash *) proof->data, proof->len, index, size,
                                       &forest->leaves[index], &forest->roots[size],
                                       forest->hasher);
}

static gboolean
extends (Forest *forest, const GArray *proof, guint64 size1, guint64 size2)
{
  return size1 <= MAX_SIZE && size2 <= MAX_SIZE
         && cal_proof_check_consistency ((const CalHash *) proof->data, proof->len, size1, size2,
                                         &forest->roots[size1], &forest->roots[size2],
                                         forest->hasher);
}

static void
flip (Forest *forest, gpointer bytes, gsize length)
{
  guint bit = (guint) g_rand_int_range (forest->rand, 0, (gint32) length * 8);

  ((guint8 *) bytes)[bit / 8] ^= (guint8) (1u << bit % 8);
}

/* What a proof must not survive: a bit of it flipped, a hash more or less, or
 * being taken for that of another place or size. */
static void
assert_brittle (Forest *forest,
                GArray *proof,
                guint64 a,
                guint64 b,
                gboolean (*holds) (Forest *, const GArray *, guint64, guint64))
{
  CalHash extra = forest->leaves[0];

  if (proof->len > 0)
    {
      g_autoptr (GArray) copy = g_array_copy (proof);
      g_autoptr (GArray) cut = g_array_copy (proof);

      flip (forest, copy->data, copy->len * sizeof (CalHash));
      g_assert_false (holds (forest, copy, a, b));
      g_array_set_size (cut, cut->len - 1);
      g_assert_false (holds (forest, cut, a, b));
    }
  g_array_append_val (proof, extra);
  g_assert_false (holds (forest, proof, a, b));
  g_array_set_size (proof, proof->len - 1);
  g_array_prepend_val (proof, extra);
  g_assert_false (holds (forest, proof, a, b));
  g_array_remove_index (proof, 0);
  g_assert_true (holds (forest, proof, a, b));
}

static void
test_inclusion (Forest *forest, gconstpointer data)
{
  for (guint size = 1; size <= MAX_SIZE; size++)
    for (guint index = 0; index < size; index++)
      {
        g_autoptr (GArray) proof =
            cal_proof_inclusion (forest->leaves, size, index, forest->hasher);
        CalHash leaf = forest->leaves[index];

        g_assert_true (includes (forest, proof, index, size));
        if (index % 7 != size % 7)
          continue;
        assert_brittle (forest, proof, index, size, includes);
        g_assert_false (includes (forest, proof, size, size));
        g_assert_false (includes (forest, proof, index + 1, size));
        g_assert_false (includes (forest, proof, index, size + 1));
        flip (forest, &leaf, sizeof leaf);
        g_assert_false (cal_proof_check_inclusion ((const CalHash *) proof->data, proof->len, index,
                                                   size, &leaf, &forest->roots[size],
                                                   forest->hasher));
      }
}

/* Several at once are those that are made one by one. */
static void
test_several (Forest *forest, gconstpointer data)
{
  for (guint size = 1; size <= MAX_SIZE; size++)
    {
      g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_autoptr (GPtrArray) proofs = NULL;
      CalHash root;

      for (guint64 index = 0; index < size; index++)
        if (g_rand_int_range (forest->rand, 0, 5) == 0)
          g_array_append_val (indexes, index);
      proofs = cal_proof_inclusions (forest->leaves, size, (const guint64 *) indexes->data,
                                     indexes->len, forest->hasher, &root);
      g_assert_cmpmem (&root, sizeof root, &forest->roots[size], sizeof root);
      g_assert_cmpuint (proofs->len, ==, indexes->len);
      for (guint i = 0; i < proofs->len; i++)
        g_assert_true (includes (forest, g_ptr_array_index (proofs, i),
                                 (guint) g_array_index (indexes, guint64, i), size));
    }
}

static void
test_consistency (Forest *forest, gconstpointer data)
{
  for (guint size2 = 1; size2 <= MAX_SIZE; size2++)
    for (guint size1 = 1; size1 <= size2; size1++)
      {
        g_autoptr (GArray) proof =
            cal_proof_consistency (forest->leaves, size1, size2, forest->hasher);
        CalHash root = forest->roots[size1];

        g_assert_true (extends (forest, proof, size1, size2));
        if (size1 % 7 != size2 % 7)
          continue;
        assert_brittle (forest, proof, size1, size2, extends);
        g_assert_false (extends (forest, proof, 0, size2));
        g_assert_false (extends (forest, proof, size1 + 1, size2));
        g_assert_false (extends (forest, proof, size1, size2 + 1));
        g_assert_false (extends (forest, proof, size2 + 1, size1));
        flip (forest, &root, sizeof root);
        g_assert_false (cal_proof_check_consistency ((const CalHash *) proof->data, proof->len,
                                                     size1, size2, &root, &forest->roots[size2],
                                                     forest->hasher));
      }
}

/* Any bit of anything, in one tree, one after the other. */
static void
test_every_bit (Forest *forest, gconstpointer data)
{
  const guint64 size1 = 11;
  const guint64 size2 = 21;
  g_autoptr (GArray) proof = cal_proof_consistency (forest->leaves, size1, size2, forest->hasher);
  g_autoptr (GArray) path = cal_proof_inclusion (forest->leaves, size2, size1, forest->hasher);

  for (guint bit = 0; bit < proof->len * CAL_HASH_SIZE * 8; bit++)
    {
      proof->data[bit / 8] ^= (char) (1u << bit % 8);
      g_assert_false (extends (forest, proof, size1, size2));
      proof->data[bit / 8] ^= (char) (1u << bit % 8);
    }
  for (guint bit = 0; bit < path->len * CAL_HASH_SIZE * 8; bit++)
    {
      path->data[bit / 8] ^= (char) (1u << bit % 8);
      g_assert_false (includes (forest, path, size1, size2));
      path->data[bit / 8] ^= (char) (1u << bit % 8);
    }
}

static void
test_empty (Forest *forest, gconstpointer data)
{
  const CalHash *root = &forest->roots[0];

  g_assert_false (cal_proof_check_inclusion (NULL, 0, 0, 0, root, root, forest->hasher));
  g_assert_false (cal_proof_check_inclusion (NULL, 0, 0, G_MAXUINT64, root, root, forest->hasher));
  g_assert_false (cal_proof_check_consistency (NULL, 0, 0, 0, root, root, forest->hasher));
  g_assert_false (cal_proof_check_consistency (NULL, 0, 0, 8, root, root, forest->hasher));
  g_assert_false (
      cal_proof_check_consistency (NULL, 0, 1, G_MAXUINT64, root, root, forest->hasher));
}

static void
test_hash_text (void)
{
  CalHash hash;
  CalHash again;
  char text[CAL_HASH_HEX_SIZE];

  hash = hash_of (known_roots[8]);
  g_assert_true (cal_hash_from_base64 ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=", &again));
  g_assert_cmpmem (&hash, sizeof hash, &again, sizeof again);
  g_assert_true (cal_hash_from_base64url ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyg", &again));
  g_assert_cmpmem (&hash, sizeof hash, &again, sizeof again);
  g_assert_cmpstr (cal_hash_to_hex (&again, text), ==, known_roots[8]);

  g_assert_false (cal_hash_from_hex ("", &hash));
  g_assert_false (cal_hash_from_hex (known_roots[8] + 1, &hash));
  g_assert_false (cal_hash_from_hex (ROOT_OF_4_TO_7 "00", &hash));
  g_assert_false (cal_hash_from_hex (
      "gdc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", &hash));
  /* The last digit's two spare bits must be zero. */
  g_assert_false (cal_hash_from_base64 ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=", &hash));
  g_assert_false (cal_hash_from_base64 ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg", &hash));
  g_assert_false (cal_hash_from_base64url ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyh", &hash));
  g_assert_false (cal_hash_from_base64url ("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQy", &hash));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/known-roots", test_known_roots);
  g_test_add_func ("/proof/known-proofs", test_known_proofs);
  g_test_add_func ("/proof/known-hashes", test_known_hashes);
  g_test_add_func ("/proof/hash-text", test_hash_text);
  g_test_add ("/proof/growing", Forest, NULL, forest_set_up, test_growing, forest_tear_down);
  g_test_add ("/proof/inclusion", Forest, NULL, forest_set_up, test_inclusion, forest_tear_down);
  g_test_add ("/proof/several", Forest, NULL, forest_set_up, test_several, forest_tear_down);
  g_test_add ("/proof/consistency", Forest, NULL, forest_set_up, test_consistency,
              forest_tear_down);
  g_test_add ("/proof/every-bit", Forest, NULL, forest_set_up, test_every_bit, forest_tear_down);
  g_test_add ("/proof/empty", Forest, NULL, forest_set_up, test_empty, forest_tear_down);
  return g_test_run ();
}
