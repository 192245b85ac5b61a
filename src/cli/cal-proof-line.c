/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-proof-line.h"

#include <string.h>

#include "cli/cal-proof-file.h"
#include "log/cal-hash-text.h"
#include "log/cal-proof.h"

static gboolean
get_hash (JsonObject *object, const char *name, CalHash *hash)
{
  const char *text = cal_proof_file_text (object, name);

  return text != NULL && cal_hash_from_hex (text, hash);
}

static gboolean
check_inclusion (JsonObject *object, const GArray *proof, CalHasher *hasher)
{
  guint64 index;
  guint64 size;
  CalHash leaf;
  CalHash root;

  return cal_proof_file_number (object, "index", &index)
         && cal_proof_file_number (object, "size", &size) && get_hash (object, "leaf", &leaf)
         && get_hash (object, "root", &root)
         && cal_proof_check_inclusion ((const CalHash *) proof->data, proof->len, index, size,
                                       &leaf, &root, hasher);
}

static gboolean
check_consistency (JsonObject *object, const GArray *proof, CalHasher *hasher)
{
  guint64 size1;
  guint64 size2;
  CalHash root1;
  CalHash root2;

  return cal_proof_file_number (object, "size1", &size1)
         && cal_proof_file_number (object, "size2", &size2) && get_hash (object, "root1", &root1)
         && get_hash (object, "root2", &root2)
         && cal_proof_check_consistency ((const CalHash *) proof->data, proof->len, size1, size2,
                                         &root1, &root2, hasher);
}

/**
 * cal_proof_line_check:
 * @line: a bare Merkle proof as one JSON object
 * @length: its length, or -1
 * @hasher: a hasher
 *
 * Returns: whether it is an inclusion or a consistency proof, and holds
 */
gboolean
cal_proof_line_check (const char *line, gssize length, CalHasher *hasher)
{
  g_autoptr (JsonNode) node = cal_proof_file_load (line, length);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *type = object != NULL ? cal_proof_file_text (object, "type") : NULL;
  g_autoptr (GArray) proof = NULL;

  if (type == NULL || !cal_proof_file_hashes (object, "proof", &proof))
    return FALSE;
  if (strcmp (type, "inclusion") == 0)
    return check_inclusion (object, proof, hasher);
  return strcmp (type, "consistency") == 0 && check_consistency (object, proof, hasher);
}
