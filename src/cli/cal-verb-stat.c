/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verbs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "cli/cal-json-form.h"
#include "cli/cal-verb-stat-methods.h"

static const struct
{
  const char *name;
  CalStatMethod method;
} methods[] = {
  { "gof", cal_stat_gof },
  { "severity", cal_stat_severity },
  { "halo", cal_stat_halo },
  { "impact", cal_stat_impact },
  { "bh", cal_stat_bh },
  { "kappa", cal_stat_kappa },
  { "gwet", cal_stat_gwet },
  { "fleiss", cal_stat_fleiss },
  { "krippendorff", cal_stat_krippendorff },
  { "icc", cal_stat_icc },
  { "smd", cal_stat_smd },
  { "change", cal_stat_change },
  { "wilcoxon", cal_stat_wilcoxon },
  { "suppress", cal_stat_suppress },
};

static CalStatMethod
find_method (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i].name, name) == 0)
      return methods[i].method;
  return NULL;
}

static char *
list_methods (void)
{
  GString *list = g_string_new (methods[0].name);

  for (guint i = 1; i < G_N_ELEMENTS (methods); i++)
    g_string_append_printf (list, ", %s", methods[i].name);
  return g_string_free (list, FALSE);
}

static gboolean
read_standard_input (GString *text, GError **error)
{
  char block[65536];
  gsize n;

  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize) n);
  if (!ferror (stdin))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static gboolean
read_text (const char *file, GString *text, GError **error)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (strcmp (file, "-") == 0)
    return read_standard_input (text, error);
  if (!g_file_get_contents (file, &contents, &length, error))
    return FALSE;
  g_string_append_len (text, contents, (gssize) length);
  return TRUE;
}

/* An id is text or a number, and answers under its text. */
static char *
take_id (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return cal_answer_node_text (node);
}

static gboolean
answer_case (CalStatMethod method,
             JsonNode *node,
             GHashTable *seen,
             JsonBuilder *answer,
             GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *input = object != NULL ? json_object_get_member (object, "input") : NULL;
  g_autofree char *id = object != NULL ? take_id (json_object_get_member (object, "id")) : NULL;

  if (id == NULL || input == NULL || !JSON_NODE_HOLDS_OBJECT (input))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("a case is an object with an “id” and an “input”"));
      return FALSE;
    }
  if (g_hash_table_contains (seen, id))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("two cases have the id “%s”"),
                   id);
      return FALSE;
    }
  cal_stat_begin (answer, id);
  if (!method (json_node_get_object (input), answer, error))
    {
      g_prefix_error (error, _ ("case “%s”: "), id);
      return FALSE;
    }
  json_builder_end_object (answer);
  g_hash_table_add (seen, g_steal_pointer (&id));
  return TRUE;
}

static gboolean
answer_all (CalStatMethod method, JsonNode *root, JsonBuilder *answer, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean good = TRUE;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      json_builder_begin_object (answer);
      good = method (json_node_get_object (root), answer, error);
    }
  else if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    {
      json_builder_begin_object (answer);
      for (guint i = 0; good && i < json_array_get_length (json_node_get_array (root)); i++)
        good = answer_case (method, json_array_get_element (json_node_get_array (root), i), seen,
                            answer, error);
    }
  else
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("the input is neither a JSON object nor an array of cases"));
      return FALSE;
    }
  if (good)
    json_builder_end_object (answer);
  return good;
}

/**
 * cal_verb_stat:
 *
 * `calibrate stat`: one method on bare numbers, so that any figure can be
 * redone. The answer is always JSON. Nothing is answered where any of the input
 * cannot be read: that is a wrong call, while a file that cannot be opened is a
 * failure.
 */
int
cal_verb_stat (CalCall *call, int argc, char **argv)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) answer = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  CalStatMethod method;
  const char *file;

  if (!cal_call_parse (call, NULL, 1, 2, argc, argv))
    return call->exit;
  method = find_method (call->words[0]);
  if (method == NULL)
    {
      g_autofree char *list = list_methods ();

      return cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                              _ ("there is no method “%s”; there are %s"), call->words[0], list);
    }
  file = call->n_words > 1 ? call->words[1] : "-";
  if (!read_text (file, text, &error))
    return cal_call_fail (call, file, error);
  if (!cal_json_is_well_formed (text->str, (gssize) text->len))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, file,
                            _ ("this is no JSON, or it is nested too deeply to be numbers"));
  if (!json_parser_load_from_data (parser, text->str, (gssize) text->len, &error))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, file, _ ("this is no JSON: %s"),
                            error->message);
  if (!answer_all (method, json_parser_get_root (parser), answer, &error))
    return cal_call_refuse (call, CAL_CLI_WRONG_CALL, file, "%s", error->message);

  g_autoptr (JsonNode) root = json_builder_get_root (answer);
  printed = cal_answer_node_text (root);
  puts (printed);
  return CAL_CLI_OK;
}
