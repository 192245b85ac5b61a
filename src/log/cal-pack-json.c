/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-pack.h"

#include "log/cal-hash-text.h"
#include "log/cal-json.h"

typedef void (*AppendObject) (GString *json, gconstpointer object);

static void
append_name (GString *json, const char *name)
{
  char last = json->str[json->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":", name);
}

static void
append_text (GString *json, const char *name, const char *text)
{
  append_name (json, name);
  cal_json_append_text (json, text);
}

static void
append_number (GString *json, const char *name, guint64 number)
{
  append_name (json, name);
  cal_json_append_number (json, number);
}

static void
append_texts (GString *json, const char *name, char **texts)
{
  append_name (json, name);
  cal_json_append_list (json, (const char *const *) texts, g_strv_length (texts));
}

static void
append_hashes (GString *json, const GArray *hashes)
{
  char text[CAL_HASH_HEX_SIZE];

  g_string_append_c (json, '[');
  for (guint i = 0; i < hashes->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "",
                            cal_hash_to_hex (&g_array_index (hashes, CalHash, i), text));
  g_string_append_c (json, ']');
}

static void
append_record (GString *json, gconstpointer object)
{
  const CalPackRecord *record = object;

  append_text (json, "record", record->bytes);
  append_texts (json, "disclosures", record->disclosures);
}

static void
append_row (GString *json, gconstpointer object)
{
  const CalPackRow *row = object;

  append_number (json, "import", row->import);
  append_text (json, "leaf", row->leaf);
  append_texts (json, "disclosures", row->disclosures);
  append_number (json, "index", row->index);
  append_number (json, "size", row->size);
  append_name (json, "inclusion");
  append_hashes (json, row->inclusion);
}

static void
append_checkpoint (GString *json, gconstpointer object)
{
  const CalPackCheckpoint *checkpoint = object;

  append_text (json, "checkpoint", checkpoint->text);
  append_name (json, "signatures");
  g_string_append_c (json, '[');
  for (guint i = 0; i < checkpoint->signatures->len; i++)
    {
      gsize n;
      gconstpointer bytes = g_bytes_get_data (g_ptr_array_index (checkpoint->signatures, i), &n);
      g_autofree char *text = g_base64_encode (bytes, n);

      g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", text);
    }
  g_string_append_c (json, ']');
  append_name (json, "inclusion");
  g_string_append_c (json, '[');
  for (guint i = 0; i < checkpoint->inclusion->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_hashes (json, g_ptr_array_index (checkpoint->inclusion, i));
    }
  g_string_append_c (json, ']');
}

static void
append_map (GString *json, const CalPack *pack)
{
  append_name (json, "map");
  g_string_append_c (json, '{');
  append_text (json, "leaf", pack->leaf);
  append_text (json, "opening", pack->opening);
  append_number (json, "index", pack->leaf_index);
  append_number (json, "size", pack->map_size);
  append_name (json, "inclusion");
  append_hashes (json, pack->leaf_inclusion);
  g_string_append_c (json, '}');
}

static void
append_objects (GString *json, const char *name, const GPtrArray *objects, AppendObject append)
{
  append_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < objects->len; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      append (json, g_ptr_array_index (objects, i));
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

/**
 * cal_pack_to_json:
 * @pack: a pack
 *
 * Returns: (transfer full): the pack as one JSON object on one line
 */
char *
cal_pack_to_json (const CalPack *pack)
{
  g_autoptr (GString) json = g_string_new ("{");
  gboolean is_subject = pack->subject != NULL;

  append_text (json, "format", is_subject ? CAL_PACK_FORMAT_SUBJECT : CAL_PACK_FORMAT_RECORDS);
  append_text (json, "log", pack->log);
  if (is_subject)
    append_text (json, "subject", pack->subject);
  append_objects (json, "records", pack->records, append_record);
  if (is_subject)
    append_objects (json, "rows", pack->rows, append_row);
  append_objects (json, "checkpoints", pack->checkpoints, append_checkpoint);
  if (pack->leaf != NULL)
    append_map (json, pack);
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}
