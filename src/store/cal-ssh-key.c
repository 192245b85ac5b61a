/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-ssh-key.h"

#include <string.h>

#include "log/cal-hasher.h"
#include "store/cal-ssh.h"
#include "store/cal-store-error.h"

#define SUFFIX ".pub"

/* No public key of any kind comes near this. */
#define MAX_SIZE (64 << 10)

/* The kinds that make signatures which ssh-keygen takes. */
static const char *const kinds[] = {
  "ssh-ed25519",
  "ssh-rsa",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  NULL,
};

static char *
fingerprint_of (const char *base64)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autofree char *text = NULL;
  g_autofree guchar *blob = NULL;
  CalHash hash;
  gsize length;

  blob = g_base64_decode (base64, &length);
  if (length == 0)
    return NULL;
  cal_hasher_digest (hasher, blob, length, &hash);
  text = g_base64_encode (hash.bytes, CAL_HASH_SIZE);
  text[strcspn (text, "=")] = '\0';
  return g_strconcat ("SHA256:", text, NULL);
}

/**
 * cal_ssh_key_parse:
 * @line: a line of a public key's file: kind, key in base64, comment
 *
 * Returns: (transfer full) (nullable): the key; %NULL where it is none that can
 *   sign
 */
CalSshKey *
cal_ssh_key_parse (const char *line)
{
  g_autoptr (CalSshKey) key = g_new0 (CalSshKey, 1);
  g_auto (GStrv) words = NULL;

  key->line = g_strstrip (g_strndup (line, strcspn (line, "\r\n")));
  words = g_strsplit (key->line, " ", 3);
  if (g_strv_length (words) < 2 || !g_strv_contains (kinds, words[0])
      || !g_utf8_validate (key->line, -1, NULL))
    return NULL;
  key->fingerprint = fingerprint_of (words[1]);
  if (key->fingerprint == NULL)
    return NULL;
  key->comment = g_strdup (words[2] != NULL ? words[2] : "");
  key->is_hardware = g_str_has_prefix (words[0], "sk-");
  return g_steal_pointer (&key);
}

/**
 * cal_ssh_key_read:
 * @path: a private key's file, or the public one's beside it
 * @error: return location
 *
 * Returns: (transfer full): the key whose public half stands there; %NULL with
 *   %CAL_STORE_ERROR_NOT_FOUND where there is none, or with the disk's error
 */
CalSshKey *
cal_ssh_key_read (const char *path, GError **error)
{
  g_autofree char *public_path =
      g_str_has_suffix (path, SUFFIX) ? g_strdup (path) : g_strconcat (path, SUFFIX, NULL);
  g_autofree char *text = NULL;
  CalSshKey *key;
  gsize length;

  if (!g_file_get_contents (public_path, &text, &length, error))
    return NULL;
  key = length <= MAX_SIZE ? cal_ssh_key_parse (text) : NULL;
  if (key != NULL)
    key->path = g_steal_pointer (&public_path);
  else
    g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_FOUND,
                 "%s: this is not a public key that can sign", public_path);
  return key;
}

/**
 * cal_ssh_key_private_path:
 *
 * Returns: (transfer full) (nullable): the file of the private half, %NULL where
 *   it does not stand beside the public one
 */
char *
cal_ssh_key_private_path (const CalSshKey *key)
{
  g_autofree char *path =
      key->path != NULL ? g_strndup (key->path, strlen (key->path) - strlen (SUFFIX)) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path)
                                                                    : NULL;
}

/**
 * cal_ssh_key_copy:
 *
 * Returns: (transfer full): another of the same
 */
CalSshKey *
cal_ssh_key_copy (const CalSshKey *key)
{
  CalSshKey *copy = g_new (CalSshKey, 1);

  *copy = *key;
  copy->path = g_strdup (key->path);
  copy->line = g_strdup (key->line);
  copy->comment = g_strdup (key->comment);
  copy->fingerprint = g_strdup (key->fingerprint);
  return copy;
}

static CalSshKey *
find (GPtrArray *keys, const char *fingerprint)
{
  for (guint i = 0; i < keys->len; i++)
    {
      CalSshKey *key = g_ptr_array_index (keys, i);

      if (g_str_equal (key->fingerprint, fingerprint))
        return key;
    }
  return NULL;
}

static void
add_agent_keys (GPtrArray *keys)
{
  g_auto (GStrv) lines = cal_ssh_agent_lines ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (CalSshKey) key = cal_ssh_key_parse (lines[i]);
      CalSshKey *known = key != NULL ? find (keys, key->fingerprint) : NULL;

      if (known != NULL)
        known->in_agent = TRUE;
      else if (key != NULL)
        {
          key->in_agent = TRUE;
          g_ptr_array_add (keys, g_steal_pointer (&key));
        }
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CalSshKey *left = *(CalSshKey *const *) a;
  const CalSshKey *right = *(CalSshKey *const *) b;

  return g_strcmp0 (left->path, right->path);
}

/**
 * cal_ssh_key_list:
 * @folder: where the user's keys are, as a rule ~/.ssh
 *
 * Looks for keys that can sign: those in @folder whose private half stands beside
 * them or is in the agent, by name, then those that only the agent holds.
 *
 * Returns: (transfer full) (element-type CalSshKey): the keys
 */
GPtrArray *
cal_ssh_key_list (const char *folder)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_ssh_key_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      CalSshKey *key = g_str_has_suffix (name, SUFFIX) ? cal_ssh_key_read (path, NULL) : NULL;

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  g_ptr_array_sort (keys, compare);
  add_agent_keys (keys);
  for (guint i = keys->len; i > 0; i--)
    {
      const CalSshKey *key = g_ptr_array_index (keys, i - 1);
      g_autofree char *private_path = cal_ssh_key_private_path (key);

      if (!key->in_agent && private_path == NULL)
        g_ptr_array_remove_index (keys, i - 1);
    }
  return g_steal_pointer (&keys);
}

void
cal_ssh_key_free (CalSshKey *key)
{
  if (key == NULL)
    return;
  g_free (key->path);
  g_free (key->line);
  g_free (key->comment);
  g_free (key->fingerprint);
  g_free (key);
}
