/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-proof-file.h"

#include <string.h>

#include "cli/cal-answer.h"
#include "cli/cal-json-depth.h"
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
  if (!cal_json_is_shallow (text, length)
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
      guchar *bytes;
      gsize n;

      if (text == NULL)
        return FALSE;
      bytes = g_base64_decode (text, &n);
      g_ptr_array_add (checkpoint->signatures, g_bytes_new_take (bytes, n));
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
 * @text: a proof or pack as cal_proof_file_write() writes it
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

  if (records == NULL || checkpoints == NULL
      || g_strcmp0 (cal_proof_file_text (object, "format"), CAL_PROOF_FORMAT) != 0)
    return NULL;
  pack->log = g_strdup (cal_proof_file_text (object, "log"));
  pack->subject = g_strdup (cal_proof_file_text (object, "subject"));
  if (pack->subject == NULL && json_object_has_member (object, "subject"))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    if (!read_record (json_array_get_element (records, i), pack))
      return NULL;
  for (guint i = 0; i < json_array_get_length (checkpoints); i++)
    if (!read_checkpoint (json_array_get_element (checkpoints, i), pack))
      return NULL;
  return read_map (object, pack) ? g_steal_pointer (&pack) : NULL;
}

static void
add_hashes (JsonBuilder *answer, const GArray *hashes)
{
  char text[CAL_HASH_HEX_SIZE];

  json_builder_begin_array (answer);
  for (guint i = 0; i < hashes->len; i++)
    json_builder_add_string_value (answer,
                                   cal_hash_to_hex (&g_array_index (hashes, CalHash, i), text));
  json_builder_end_array (answer);
}

static void
add_checkpoint (JsonBuilder *answer, const CalPackCheckpoint *checkpoint)
{
  json_builder_begin_object (answer);
  cal_answer_text (answer, "checkpoint", checkpoint->text);
  json_builder_set_member_name (answer, "signatures");
  json_builder_begin_array (answer);
  for (guint i = 0; i < checkpoint->signatures->len; i++)
    {
      gsize n;
      gconstpointer bytes = g_bytes_get_data (g_ptr_array_index (checkpoint->signatures, i), &n);
      g_autofree char *text = g_base64_encode (bytes, n);

      json_builder_add_string_value (answer, text);
    }
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "inclusion");
  json_builder_begin_array (answer);
  for (guint i = 0; i < checkpoint->inclusion->len; i++)
    add_hashes (answer, g_ptr_array_index (checkpoint->inclusion, i));
  json_builder_end_array (answer);
  json_builder_end_object (answer);
}

/**
 * cal_proof_file_write:
 * @pack: a pack
 *
 * Returns: (transfer full): the pack as one JSON object on one line
 */
char *
cal_proof_file_write (const CalPack *pack)
{
  g_autoptr (JsonBuilder) answer = cal_answer_new ();

  cal_answer_text (answer, "format", CAL_PROOF_FORMAT);
  cal_answer_text (answer, "log", pack->log);
  if (pack->subject != NULL)
    cal_answer_text (answer, "subject", pack->subject);
  json_builder_set_member_name (answer, "records");
  json_builder_begin_array (answer);
  for (guint i = 0; i < pack->records->len; i++)
    {
      const CalPackRecord *record = g_ptr_array_index (pack->records, i);

      json_builder_begin_object (answer);
      cal_answer_text (answer, "record", record->bytes);
      cal_answer_list (answer, "disclosures", (const char *const *) record->disclosures);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "checkpoints");
  json_builder_begin_array (answer);
  for (guint i = 0; i < pack->checkpoints->len; i++)
    add_checkpoint (answer, g_ptr_array_index (pack->checkpoints, i));
  json_builder_end_array (answer);
  if (pack->leaf != NULL)
    {
      json_builder_set_member_name (answer, "map");
      json_builder_begin_object (answer);
      cal_answer_text (answer, "leaf", pack->leaf);
      cal_answer_text (answer, "opening", pack->opening);
      cal_answer_number (answer, "index", (gint64) pack->leaf_index);
      cal_answer_number (answer, "size", (gint64) pack->map_size);
      json_builder_set_member_name (answer, "inclusion");
      add_hashes (answer, pack->leaf_inclusion);
      json_builder_end_object (answer);
    }
  return cal_answer_finish (answer);
}
