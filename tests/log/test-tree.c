/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-tree.h"

#include <string.h>

#include "log/cal-checkpoint.h"

/* The eight leaves whose roots certificate logs are tested with. */
static const struct
{
  const char *bytes;
  gsize length;
} leaves[] = {
  { "", 0 },
  { "\x00", 1 },
  { "\x10", 1 },
  { "\x20\x21", 2 },
  { "\x30\x31", 2 },
  { "\x40\x41\x42\x43", 4 },
  { "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
  { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
};

static const char *const roots[] = {
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

static void
assert_hash (const CalHash *hash, const char *hex)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CAL_HASH_SIZE; i++)
    g_string_append_printf (text, "%02x", hash->bytes[i]);
  g_assert_cmpstr (text->str, ==, hex);
  g_string_free (text, TRUE);
}

static void
test_vectors (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash hashes[G_N_ELEMENTS (leaves)];
  CalTree tree = { 0 };
  CalHash root;

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      cal_tree_root (&tree, hasher, &root);
      assert_hash (&root, roots[i]);
      cal_tree_root_of (hashes, i, hasher, &root);
      assert_hash (&root, roots[i]);
      if (i < G_N_ELEMENTS (leaves))
        {
          cal_hasher_leaf (hasher, leaves[i].bytes, leaves[i].length, &hashes[i]);
          cal_tree_append (&tree, hasher, &hashes[i]);
        }
    }
  g_assert_cmpuint (tree.size, ==, G_N_ELEMENTS (leaves));
}

/* Leaf and node of RFC 6962 as other implementations of it test them. */
static void
test_prefixes (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash hash;

  cal_hasher_leaf (hasher, "L123456", 7, &hash);
  assert_hash (&hash, "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  /* That vector's children are four bytes; a node's are hashes, so it is made of
   * its parts. */
  cal_hasher_digest (hasher, "\x01N123N456", 9, &hash);
  assert_hash (&hash, "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
}

static void
test_node (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash parts[2];
  guint8 bytes[1 + 2 * CAL_HASH_SIZE] = { 1 };
  CalHash node;
  CalHash plain;

  memset (parts[0].bytes, 0xaa, CAL_HASH_SIZE);
  memset (parts[1].bytes, 0x55, CAL_HASH_SIZE);
  memcpy (bytes + 1, parts[0].bytes, CAL_HASH_SIZE);
  memcpy (bytes + 1 + CAL_HASH_SIZE, parts[1].bytes, CAL_HASH_SIZE);
  cal_hasher_node (hasher, &parts[0], &parts[1], &node);
  cal_hasher_digest (hasher, bytes, sizeof bytes, &plain);
  g_assert_cmpmem (&node, sizeof node, &plain, sizeof plain);
}

static void
test_every_size (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash hashes[300];
  CalTree tree = { 0 };

  for (guint n = 0; n < G_N_ELEMENTS (hashes); n++)
    {
      CalHash grown;
      CalHash defined;

      cal_tree_root (&tree, hasher, &grown);
      cal_tree_root_of (hashes, n, hasher, &defined);
      g_assert_cmpmem (&grown, sizeof grown, &defined, sizeof defined);
      for (guint i = 0; i < CAL_HASH_SIZE; i++)
        hashes[n].bytes[i] = (guint8) g_test_rand_int ();
      cal_tree_append (&tree, hasher, &hashes[n]);
    }
}

static void
test_checkpoint (void)
{
  CalHash root;
  g_autofree char *text = NULL;

  for (guint i = 0; i < CAL_HASH_SIZE; i++)
    root.bytes[i] = (guint8) (i + 224);
  text = cal_checkpoint_text ("0123456789abcdef0123456789abcdef", 17, &root);
  g_assert_cmpstr (text, ==,
                   "calibrate.example.com/log/0123456789abcdef0123456789abcdef\n"
                   "17\n"
                   "4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v8=\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/tree/vectors", test_vectors);
  g_test_add_func ("/log/tree/prefixes", test_prefixes);
  g_test_add_func ("/log/tree/node", test_node);
  g_test_add_func ("/log/tree/every-size", test_every_size);
  g_test_add_func ("/log/tree/checkpoint", test_checkpoint);
  return g_test_run ();
}
