/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-proof-file.h"

#include <string.h>

#include "cli/cal-json-form.h"
#include "log/cal-hash-text.h"

static void
on_object_member_cb (JsonParser *parser, JsonObject *object, const char *name, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

static guint
count_members (JsonNode *node)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

      for (GList *item = members; item != NULL; item = item->next)
        n += 1 + count_members (item->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_members (json_array_get_element (array, i));
    }
  return n;
}

/**
 * cal_proof_file_load:
 * @text: JSON
 * @length: its length, or -1
 *
 * Returns: (transfer full) (nullable): an object that says nothing twice; %NULL for
 *   anything else
 */
JsonNode *
cal_proof_file_load (const char *text, gssize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  guint n = 0;
  JsonNode *root;

  g_signal_connect (parser, "object-member", G_CALLBACK (on_object_member_cb), &n);
  if (!cal_json_is_well_formed (text, length)
      || !json_parser_load_from_data (parser, text, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || count_members (root) != n)
    return NULL;
  return json_node_ref (root);
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * cal_proof_file_text:
 *
 * Returns: (transfer none) (nullable): a member that is a string
 */
const char *
cal_proof_file_text (JsonObject *object, const char *name)
{
  return get_text (json_object_get_member (object, name));
}

/**
 * cal_proof_file_number:
 * @number: (out): a member that is a non-negative integer
 *
 * Returns: whether it is one
 */
gboolean
cal_proof_file_number (JsonObject *object, const char *name, guint64 *number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0)
    return FALSE;
  *number = (guint64) json_node_get_int (node);
  return TRUE;
}

static GArray *
read_hashes (JsonArray *array)
{
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (CalHash));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));
      CalHash hash;

      if (text == NULL || !cal_hash_from_hex (text, &hash))
        return NULL;
      g_array_append_val (hashes, hash);
    }
  return g_steal_pointer (&hashes);
}

/**
 * cal_proof_file_hashes:
 * @hashes: (out) (transfer full) (element-type CalHash): a member that is an array
 *   of hashes in hex
 *
 * Returns: whether it is one, each hash of 32 bytes
 */
gboolean
cal_proof_file_hashes (JsonObject *object, const char *name, GArray **hashes)
{
  JsonArray *array = get_array (object, name);

  *hashes = array != NULL ? read_hashes (array) : NULL;
  return *hashes != NULL;
}

static char **
read_texts (JsonArray *array)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));

      if (text == NULL)
        return NULL;
      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

static gboolean
read_record (JsonNode *node, CalPack *pack)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  CalPackRecord *record = cal_pack_add_record (pack);
  JsonArray *disclosures = object != NULL ? get_array (object, "disclosures") : NULL;

  if (disclosures == NULL)
    return FALSE;
  record->bytes = g_strdup (cal_proof_file_text (object, "record"));
  record->disclosures = read_texts (disclosures);
  return record->bytes != NULL && record->disclosures != NULL;
}

static gboolean
read_row (JsonNode *node, CalPack *pack)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  CalPackRow *row = cal_pack_add_row (pack);
  JsonArray *disclosures = object != NULL ? get_array (object, "disclosures") : NULL;

  if (disclosures == NULL)
    return FALSE;
  row->leaf = g_strdup (cal_proof_file_text (object, "leaf"));
  row->disclosures = read_texts (disclosures);
  g_clear_pointer (&row->inclusion, g_array_unref);
  return row->leaf != NULL && row->disclosures != NULL
         && cal_proof_file_number (object, "import", &row->import)
         && cal_proof_file_number (object, "index", &row->index)
         && cal_proof_file_number (object, "size", &row->size)
         && cal_proof_file_hashes (object, "inclusion", &row->inclusion);
}

static gboolean
read_rows (JsonObject *root, CalPack *pack)
{
  JsonArray *rows = get_array (root, "rows");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (!read_row (json_array_get_element (rows, i), pack))
      return FALSE;
  return TRUE;
}

static gboolean
read_checkpoint (JsonNode *node, CalPack *pack)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  CalPackCheckpoint *checkpoint = cal_pack_add_checkpoint (pack);
  JsonArray *signatures = object != NULL ? get_array (object, "signatures") : NULL;
  JsonArray *inclusion = object != NULL ? get_array (object, "inclusion") : NULL;

  if (signatures == NULL || inclusion == NULL)
    return FALSE;
  checkpoint->text = g_strdup (cal_proof_file_text (object, "checkpoint"));
  for (guint i = 0; i < json_array_get_length (signatures); i++)
    {
      const char *text = get_text (json_array_get_element (signatures, i));
      g_autofree char *again = NULL;
      guchar *bytes;
      gsize n;

      if (text == NULL)
        return FALSE;
      bytes = g_base64_decode (text, &n);
      g_ptr_array_add (checkpoint->signatures, g_bytes_new_take (bytes, n));
      again = g_base64_encode (bytes, n);
      if (strcmp (again, text) != 0)
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (inclusion); i++)
    {
      JsonNode *proof = json_array_get_element (inclusion, i);
      GArray *hashes =
          JSON_NODE_HOLDS_ARRAY (proof) ? read_hashes (json_node_get_array (proof)) : NULL;

      if (hashes == NULL)
        return FALSE;
      g_ptr_array_add (checkpoint->inclusion, hashes);
    }
  return checkpoint->text != NULL;
}

static gboolean
read_map (JsonObject *root, CalPack *pack)
{
  JsonNode *node = json_object_get_member (root, "map");
  JsonObject *object;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  pack->leaf = g_strdup (cal_proof_file_text (object, "leaf"));
  pack->opening = g_strdup (cal_proof_file_text (object, "opening"));
  g_clear_pointer (&pack->leaf_inclusion, g_array_unref);
  if (!cal_proof_file_hashes (object, "inclusion", &pack->leaf_inclusion))
    {
      pack->leaf_inclusion = g_array_new (FALSE, FALSE, sizeof (CalHash));
      return FALSE;
    }
  return pack->leaf != NULL && pack->opening != NULL
         && cal_proof_file_number (object, "index", &pack->leaf_index)
         && cal_proof_file_number (object, "size", &pack->map_size);
}

/**
 * cal_proof_file_read:
 * @text: a proof or pack as cal_pack_to_json() writes it
 * @length: its length, or -1
 *
 * Returns: (transfer full) (nullable): the pack, unchecked; %NULL where it is none
 */
CalPack *
cal_proof_file_read (const char *text, gssize length)
{
  g_autoptr (JsonNode) root = cal_proof_file_load (text, length);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  g_autoptr (CalPack) pack = cal_pack_new ();
  JsonArray *records = object != NULL ? get_array (object, "records") : NULL;
  JsonArray *checkpoints = object != NULL ? get_array (object, "checkpoints") : NULL;
  gboolean is_subject = object != NULL && json_object_has_member (object, "subject");

  if (records == NULL || checkpoints == NULL
      || g_strcmp0 (cal_proof_file_text (object, "format"),
                    is_subject ? CAL_PACK_FORMAT_SUBJECT : CAL_PACK_FORMAT_RECORDS)
             != 0)
    return NULL;
  pack->log = g_strdup (cal_proof_file_text (object, "log"));
  pack->subject = g_strdup (cal_proof_file_text (object, "subject"));
  if ((pack->subject != NULL) != is_subject || (is_subject && !read_rows (object, pack)))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    if (!read_record (json_array_get_element (records, i), pack))
      return NULL;
  for (guint i = 0; i < json_array_get_length (checkpoints); i++)
    if (!read_checkpoint (json_array_get_element (checkpoints, i), pack))
      return NULL;
  return read_map (object, pack) ? g_steal_pointer (&pack) : NULL;
}
