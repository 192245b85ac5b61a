/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-rules-text.h"

#include <string.h>

#include "log/cal-json-reader.h"
#include "log/cal-json.h"
#include "log/cal-log-error.h"

/* The members whose values are arrays of strings, in the order of their names;
 * `tolerance` comes after them. */
enum
{
  CELLS,
  GUIDELINE,
  PERFORMANCE,
  PERFORMANCE_ANCHORS,
  POTENTIAL,
  POTENTIAL_ANCHORS,
  REASON_CODES,
  REASON_LABELS,
  N_LISTS,
};

static const char *const list_keys[N_LISTS] = {
  [CELLS] = "cells",
  [GUIDELINE] = "guideline",
  [PERFORMANCE] = "performance",
  [PERFORMANCE_ANCHORS] = "performance_anchors",
  [POTENTIAL] = "potential",
  [POTENTIAL_ANCHORS] = "potential_anchors",
  [REASON_CODES] = "reason_codes",
  [REASON_LABELS] = "reason_labels",
};

static GStrv
guideline_texts (const CalRules *rules)
{
  GStrv texts = g_new0 (char *, rules->n_guideline + 1);

  for (guint i = 0; i < rules->n_guideline; i++)
    texts[i] = g_strdup_printf ("%u", rules->guideline[i]);
  return texts;
}

/**
 * cal_rules_to_text:
 *
 * Writes the rules as one canonical JSON object: arrays of strings under the
 * names of #CalRules' parts, the guideline's percentages as decimal text, and
 * the tolerance as a number.
 *
 * Returns: (transfer full): the value of the field `rules` of a `rules-set`
 *   record
 */
char *
cal_rules_to_text (const CalRules *rules)
{
  g_auto (GStrv) guideline = guideline_texts (rules);
  char **const lists[N_LISTS] = {
    [CELLS] = rules->cell_labels,
    [GUIDELINE] = guideline,
    [PERFORMANCE] = rules->performance.labels,
    [PERFORMANCE_ANCHORS] = rules->performance.anchors,
    [POTENTIAL] = rules->potential.labels,
    [POTENTIAL_ANCHORS] = rules->potential.anchors,
    [REASON_CODES] = rules->reason_codes,
    [REASON_LABELS] = rules->reason_labels,
  };
  GString *json = g_string_new ("{");

  for (guint i = 0; i < N_LISTS; i++)
    {
      cal_json_append_text (json, list_keys[i]);
      g_string_append_c (json, ':');
      cal_json_append_list (json, (const char *const *) lists[i], g_strv_length (lists[i]));
      g_string_append_c (json, ',');
    }
  g_string_append (json, "\"tolerance\":");
  cal_json_append_number (json, rules->tolerance);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
read_key (CalJsonReader *reader, const char *key)
{
  const char *text = cal_json_reader_text (reader);

  return text != NULL && strcmp (text, key) == 0 && cal_json_reader_skip (reader, ":");
}

static gboolean
read_members (CalJsonReader *reader, GPtrArray *lists[N_LISTS], guint64 *tolerance)
{
  if (!cal_json_reader_skip (reader, "{"))
    return FALSE;
  for (guint i = 0; i < N_LISTS; i++)
    {
      if (!read_key (reader, list_keys[i]) || !cal_json_reader_list (reader, lists[i])
          || !cal_json_reader_skip (reader, ","))
        return FALSE;
      g_ptr_array_add (lists[i], NULL);
    }
  return read_key (reader, "tolerance") && cal_json_reader_number (reader, tolerance)
         && *tolerance <= 100 && cal_json_reader_skip (reader, "}")
         && cal_json_reader_at_end (reader);
}

/* A whole percentage in decimal, without a leading zero. */
static gboolean
read_percent (const char *text, guint *percent)
{
  guint64 value;

  if ((text[0] == '0' && text[1] != '\0')
      || !g_ascii_string_to_unsigned (text, 10, 0, 100, &value, NULL))
    return FALSE;
  *percent = (guint) value;
  return TRUE;
}

static CalRules *
build (GPtrArray *lists[N_LISTS], guint tolerance, GError **error)
{
  guint n_guideline = lists[GUIDELINE]->len - 1;
  g_autofree guint *guideline = g_new0 (guint, n_guideline + 1);
  const char *const *texts[N_LISTS];

  for (guint i = 0; i < N_LISTS; i++)
    texts[i] = (const char *const *) lists[i]->pdata;
  for (guint i = 0; i < n_guideline; i++)
    if (!read_percent (texts[GUIDELINE][i], &guideline[i]))
      {
        g_set_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES,
                     "the guideline's “%s” is no whole percentage", texts[GUIDELINE][i]);
        return NULL;
      }
  return cal_rules_new (texts[PERFORMANCE], texts[PERFORMANCE_ANCHORS], texts[POTENTIAL],
                        texts[POTENTIAL_ANCHORS], texts[CELLS], guideline, n_guideline, tolerance,
                        texts[REASON_CODES], texts[REASON_LABELS], error);
}

/**
 * cal_rules_from_text:
 * @text: what cal_rules_to_text() writes
 * @error: return location
 *
 * Returns: (transfer full): the rules; %NULL with %CAL_LOG_ERROR_BAD_RULES, or
 *   with the #CalCoreError of cal_rules_new() where the parts do not fit
 */
CalRules *
cal_rules_from_text (const char *text, GError **error)
{
  g_autofree char *bytes = g_strdup (text);
  GPtrArray *lists[N_LISTS];
  CalJsonReader reader;
  CalRules *rules = NULL;
  guint64 tolerance;

  for (guint i = 0; i < N_LISTS; i++)
    lists[i] = g_ptr_array_new ();
  if (cal_json_reader_init (&reader, bytes, strlen (bytes))
      && read_members (&reader, lists, &tolerance))
    rules = build (lists, (guint) tolerance, error);
  else
    g_set_error_literal (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_RULES,
                         "the rules are not in canonical form");
  for (guint i = 0; i < N_LISTS; i++)
    g_ptr_array_unref (lists[i]);
  return rules;
}
