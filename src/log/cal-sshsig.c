/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-sshsig.h"

#include <string.h>

#include "log/cal-hasher.h"

#define BEGIN "-----BEGIN SSH SIGNATURE-----\n"
#define END "-----END SSH SIGNATURE-----\n"
#define MAGIC "SSHSIG"
#define VERSION 1
#define LINE_LENGTH 70

typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Part;

/* A hardware key adds a byte of flags, and four of how often it has signed. */
#define HARDWARE_SIZE 5

/* What kinds of key there are, what their signatures are called, and how many
 * bytes come after one. */
static const struct
{
  const char *key;
  const char *signature;
  gsize n_after;
} kinds[] = {
  { "ssh-ed25519", "ssh-ed25519", 0 },
  { "ssh-rsa", "rsa-sha2-512", 0 },
  { "ssh-rsa", "rsa-sha2-256", 0 },
  { "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", 0 },
  { "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", 0 },
  { "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", 0 },
  { "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", HARDWARE_SIZE },
  { "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", HARDWARE_SIZE },
};

/**
 * cal_sshsig_from_armour:
 * @text: a signature as `ssh-keygen -Y sign` writes it
 *
 * Returns: (transfer full) (nullable): its bytes, %NULL where it is none
 */
GBytes *
cal_sshsig_from_armour (const char *text)
{
  const char *body = g_str_has_prefix (text, BEGIN) ? text + strlen (BEGIN) : NULL;
  const char *end = body != NULL ? strstr (body, END) : NULL;
  g_autofree char *base64 = NULL;
  guchar *bytes;
  gsize n;

  if (end == NULL)
    return NULL;
  base64 = g_strndup (body, (gsize) (end - body));
  bytes = g_base64_decode (base64, &n);
  return g_bytes_new_take (bytes, n);
}

/**
 * cal_sshsig_to_armour:
 * @blob: a signature's bytes
 *
 * Returns: (transfer full): the text that `ssh-keygen -Y verify` reads
 */
char *
cal_sshsig_to_armour (GBytes *blob)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (blob, &length);
  g_autofree char *base64 = g_base64_encode (bytes, length);
  g_autoptr (GString) text = g_string_new (BEGIN);
  gsize n = strlen (base64);

  for (gsize at = 0; at < n; at += LINE_LENGTH)
    {
      g_string_append_len (text, base64 + at, (gssize) MIN (LINE_LENGTH, n - at));
      g_string_append_c (text, '\n');
    }
  g_string_append (text, END);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_number (Reader *reader, guint32 *number)
{
  if (reader->left < 4)
    return FALSE;
  *number = (guint32) reader->at[0] << 24 | (guint32) reader->at[1] << 16
            | (guint32) reader->at[2] << 8 | reader->at[3];
  reader->at += 4;
  reader->left -= 4;
  return TRUE;
}

static gboolean
read_part (Reader *reader, Part *part)
{
  guint32 length;

  if (!read_number (reader, &length) || length > reader->left)
    return FALSE;
  part->bytes = reader->at;
  part->length = length;
  reader->at += length;
  reader->left -= length;
  return TRUE;
}

static gboolean
part_is (const Part *part, const char *text)
{
  return part->length == strlen (text) && memcmp (part->bytes, text, part->length) == 0;
}

/* Whether it has the form that signatures of this kind of key have. */
static gboolean
signature_is_whole (const Part *key, const Part *signature)
{
  Reader key_reader = { key->bytes, key->length };
  Reader reader = { signature->bytes, signature->length };
  Part key_name;
  Part name;
  Part value;

  if (!read_part (&key_reader, &key_name) || !read_part (&reader, &name)
      || !read_part (&reader, &value) || value.length == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (part_is (&key_name, kinds[i].key) && part_is (&name, kinds[i].signature))
      return reader.left == kinds[i].n_after;
  return FALSE;
}

/* The parts of OpenSSH's PROTOCOL.sshsig, and nothing before, between or after
 * them that its checker would pass over. */
static gboolean
read_parts (GBytes *blob, Part *key)
{
  Reader reader;
  Part name;
  Part reserved;
  Part algorithm;
  Part signature;
  guint32 version;

  reader.at = g_bytes_get_data (blob, &reader.left);
  if (reader.left < strlen (MAGIC) || memcmp (reader.at, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;
  reader.at += strlen (MAGIC);
  reader.left -= strlen (MAGIC);
  return read_number (&reader, &version) && version == VERSION && read_part (&reader, key)
         && key->length > 0 && read_part (&reader, &name) && part_is (&name, CAL_SSHSIG_NAMESPACE)
         && read_part (&reader, &reserved) && reserved.length == 0
         && read_part (&reader, &algorithm)
         && (part_is (&algorithm, "sha512") || part_is (&algorithm, "sha256"))
         && read_part (&reader, &signature) && reader.left == 0
         && signature_is_whole (key, &signature);
}

/**
 * cal_sshsig_check_form:
 * @blob: a signature's bytes
 *
 * Returns: whether they are a signature of a checkpoint and no more; whether it
 *   is good is for ssh-keygen to say
 */
gboolean
cal_sshsig_check_form (GBytes *blob)
{
  Part key;

  return read_parts (blob, &key);
}

/**
 * cal_sshsig_fingerprint:
 * @blob: a signature's bytes
 *
 * Returns: (transfer full) (nullable): the fingerprint of the key inside, as
 *   `ssh-keygen -l` writes it
 */
char *
cal_sshsig_fingerprint (GBytes *blob)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autofree char *base64 = NULL;
  CalHash hash;
  Part key;

  if (!read_parts (blob, &key))
    return NULL;
  cal_hasher_digest (hasher, key.bytes, key.length, &hash);
  base64 = g_base64_encode (hash.bytes, CAL_HASH_SIZE);
  base64[strcspn (base64, "=")] = '\0';
  return g_strconcat ("SHA256:", base64, NULL);
}
