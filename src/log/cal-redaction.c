/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-redaction.h"

#include <string.h>

#include "core/cal-pseudonyms.h"
#include "log/cal-json-reader.h"
#include "log/cal-json.h"

/**
 * cal_redaction_of:
 *
 * Returns: what a redacted copy does with that field of a kind
 */
CalWithholding
cal_redaction_of (CalKind kind, guint field)
{
  static const char *const names[] = { "actor", "subject", "proposed_by", "dissent", "people" };
  static const char *const texts[] = { "title", "file", "reason", "evidence" };
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (kind, &n_fields);

  for (guint i = 0; field < n_fields && i < G_N_ELEMENTS (names); i++)
    if (strcmp (fields[field].name, names[i]) == 0)
      return CAL_WITHHOLDING_NAME;
  for (guint i = 0; field < n_fields && i < G_N_ELEMENTS (texts); i++)
    if (strcmp (fields[field].name, texts[i]) == 0)
      return CAL_WITHHOLDING_TEXT;
  return CAL_WITHHOLDING_NEVER;
}

/**
 * cal_redaction_write:
 * @value: pseudonyms
 *
 * Returns: (transfer full): the value as canonical JSON
 */
char *
cal_redaction_write (const CalValue *value)
{
  GString *json = g_string_new (NULL);

  if (value->list != NULL)
    cal_json_append_list (json, (const char *const *) value->list, g_strv_length (value->list));
  else
    cal_json_append_text (json, value->text);
  return g_string_free (json, FALSE);
}

/**
 * cal_redaction_read:
 * @text: what stands in place of a field
 * @is_list: whether the field is an array
 * @value: (out): the value, to be freed by the caller
 *
 * Returns: whether it is canonical JSON of pseudonyms and nothing else
 */
gboolean
cal_redaction_read (const char *text, gboolean is_list, CalValue *value)
{
  g_autofree char *json = g_strdup (text);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  CalJsonReader reader;
  char *single = NULL;

  if (!cal_json_reader_init (&reader, json, strlen (json))
      || (is_list ? !cal_json_reader_list (&reader, texts)
                  : (single = cal_json_reader_text (&reader)) == NULL)
      || !cal_json_reader_at_end (&reader))
    return FALSE;
  if (single != NULL)
    g_ptr_array_add (texts, single);
  for (guint i = 0; i < texts->len; i++)
    if (!cal_pseudonym_is_valid (g_ptr_array_index (texts, i)))
      return FALSE;
  g_ptr_array_add (texts, NULL);
  if (is_list)
    value->list = g_strdupv ((char **) texts->pdata);
  else
    value->text = g_strdup (g_ptr_array_index (texts, 0));
  return TRUE;
}

/**
 * cal_redaction_withhold:
 * @value: (inout): a value that is missing; then says that it is withheld
 */
void
cal_redaction_withhold (CalKind kind, guint field, CalValue *value)
{
  const char *const list[] = { CAL_REDACTION_WITHHELD, NULL };
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (kind, &n_fields);

  if (fields[field].is_list)
    value->list = g_strdupv ((char **) list);
  else
    value->text = g_strdup (CAL_REDACTION_WITHHELD);
}
