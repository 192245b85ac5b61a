/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a libFuzzer target without libFuzzer: first every file of a kept corpus,
 * then as many mutations of them as asked for, the same ones each time.
 *
 *     fuzz-TARGET CORPUS-FOLDER ROUNDS
 */
#include <string.h>

#include <glib.h>

#define MAX_LENGTH 65536
#define SEED 20261121

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
read_corpus (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  /* Sorted, lest the mutations depend on the file system. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *contents;
      gsize length;

      g_file_get_contents (g_ptr_array_index (names, i), &contents, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (corpus, g_byte_array_new_take ((guint8 *) contents, length));
    }
  g_assert_cmpuint (corpus->len, >, 0);
  return corpus;
}

static guint
choose (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static void
insert (GByteArray *input, guint at, const guint8 *bytes, guint n)
{
  guint old = input->len;

  g_byte_array_set_size (input, old + n);
  memmove (input->data + at + n, input->data + at, old - at);
  memcpy (input->data + at, bytes, n);
}

static void
mutate (GByteArray *input, GPtrArray *corpus, GRand *rand)
{
  static const guint8 telling[] = "\0\"\\,;\t\r\n[]{}:'\x7f\x80\xc0\xe2\xff-_=09azAZ";
  const GByteArray *other = g_ptr_array_index (corpus, choose (rand, corpus->len));
  guint at = choose (rand, input->len + 1);

  switch (choose (rand, 7))
    {
    case 0:
      if (at < input->len)
        input->data[at] ^= (guint8) (1u << choose (rand, 8));
      break;
    case 1:
      if (at < input->len)
        input->data[at] = telling[choose (rand, sizeof telling - 1)];
      break;
    case 2:
      insert (input, at, &telling[choose (rand, sizeof telling - 1)], 1);
      break;
    case 3:
      if (at < input->len)
        g_byte_array_remove_range (input, at, 1 + choose (rand, MIN (input->len - at, 16u)));
      break;
    case 4:
      g_byte_array_set_size (input, at);
      break;
    case 5:
      /* A part over another, as where pages are exchanged. */
      if (at < input->len)
        {
          guint from = choose (rand, input->len);

          memmove (input->data + at, input->data + from,
                   1 + choose (rand, input->len - MAX (at, from)));
        }
      break;
    default:
      if (other->len > 0)
        {
          guint from = choose (rand, other->len);

          insert (input, at, other->data + from, 1 + choose (rand, other->len - from));
        }
      break;
    }
  if (input->len > MAX_LENGTH)
    g_byte_array_set_size (input, MAX_LENGTH);
}

/* A copy of exactly its size, so that a sanitizer sees a read beyond the end. */
static void
run (const GByteArray *input)
{
  g_autofree guint8 *copy = g_memdup2 (input->data, input->len);

  LLVMFuzzerTestOneInput (copy, input->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint64 rounds;

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[2], 10, 0, G_MAXUINT32, &rounds, NULL))
    {
      g_printerr ("%s CORPUS-FOLDER ROUNDS\n", argv[0]);
      return 2;
    }
  corpus = read_corpus (argv[1]);
  for (guint i = 0; i < corpus->len; i++)
    run (g_ptr_array_index (corpus, i));
  for (guint64 round = 0; round < rounds; round++)
    {
      const GByteArray *seed = g_ptr_array_index (corpus, choose (rand, corpus->len));
      g_autoptr (GByteArray) input = g_byte_array_new ();

      g_byte_array_append (input, seed->data, seed->len);
      for (guint n = 1 + choose (rand, 4); n > 0; n--)
        mutate (input, corpus, rand);
      run (input);
    }
  return 0;
}
