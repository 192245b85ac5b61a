/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-methods.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-verb-stat-input.h"
#include "stats/cal-benjamini-hochberg.h"
#include "stats/cal-impact.h"
#include "stats/cal-smd.h"
#include "stats/cal-suppress.h"

void
cal_stat_add_truth (JsonBuilder *answer, const char *name, CalTruth truth)
{
  json_builder_set_member_name (answer, name);
  if (truth == CAL_TRUTH_UNDEFINED)
    json_builder_add_null_value (answer);
  else
    json_builder_add_boolean_value (answer, truth == CAL_TRUTH_YES);
}

void
cal_stat_answer_group (JsonBuilder *answer, const CalGroupImpact *group)
{
  cal_stat_add_real (answer, "rate", group->rate);
  cal_stat_add_real (answer, "pool_share", group->pool_share);
  cal_stat_add_real (answer, "impact_ratio", group->impact_ratio);
  cal_stat_add_truth (answer, "flag_four_fifths", group->below_four_fifths);
  json_builder_set_member_name (answer, "status");
  json_builder_add_string_value (answer, group->reason == CAL_STATS_NO_MEMBERS ? "no members"
                                         : group->reason == CAL_STATS_NO_SELECTIONS
                                             ? "no selections at all"
                                             : "ok");
  cal_stat_add_real (answer, "fisher_p_two_sided", group->fisher_p);
  cal_stat_add_real (answer, "sample_odds_ratio", group->odds_ratio);
  cal_stat_add_real (answer, "z_pooled", group->z);
  cal_stat_add_real (answer, "z_p_two_sided", group->z_p);
  cal_stat_add_truth (answer, "flip_reverses_order", group->flip_reverses_order);
  cal_stat_add_truth (answer, "flip_clears_80", group->flip_clears_80);
  cal_stat_add_real (answer, "shortfall", group->shortfall);
  cal_stat_add_truth (answer, "under_2_percent_of_pool", group->under_2_percent);
}

/* Appends a group unless its counts are missing. */
static gboolean
take_group (JsonNode *node, GArray *groups, GPtrArray *names, GError **error)
{
  JsonObject *object;
  JsonNode *name;
  double counts[2];

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("“groups” is not an array of objects"));
      return FALSE;
    }
  object = json_node_get_object (node);
  name = cal_stat_input_member (object, "name", JSON_NODE_VALUE, error);
  if (name == NULL)
    return FALSE;
  if (json_node_get_value_type (name) != G_TYPE_STRING)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("a group's “name” is not text"));
      return FALSE;
    }
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], json_node_get_string (name)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _ ("two groups have the name “%s”"), json_node_get_string (name));
        return FALSE;
      }
  for (guint i = 0; i < 2; i++)
    {
      const char *key = i == 0 ? "selected" : "total";

      if (!json_object_has_member (object, key) || !json_object_get_null_member (object, key))
        {
          if (!cal_stat_input_number (object, key, &counts[i], error)
              || !cal_stat_input_are_counts (key, &counts[i], 1, error))
            return FALSE;
        }
      else
        counts[i] = NAN;
    }
  if (isnan (counts[0]) || isnan (counts[1]))
    return TRUE;
  if (counts[0] > counts[1])
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("group “%s” has more selected than members"), json_node_get_string (name));
      return FALSE;
    }
  g_ptr_array_add (names, (gpointer) json_node_get_string (name));
  g_array_append_val (groups, ((CalGroupCount){ (guint64) counts[0], (guint64) counts[1] }));
  return TRUE;
}

gboolean
cal_stat_impact (JsonObject *input, JsonBuilder *answer, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, "groups", JSON_NODE_ARRAY, error);
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (CalGroupCount));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree CalGroupImpact *impacts = NULL;
  CalImpact impact;

  if (node == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!take_group (json_array_get_element (json_node_get_array (node), i), groups, names, error))
      return FALSE;
  impacts = g_new (CalGroupImpact, groups->len + 1);
  cal_impact ((const CalGroupCount *) (gpointer) groups->data, groups->len, impacts, &impact);

  cal_stat_add_status (answer, impact.reason);
  json_builder_set_member_name (answer, "highest");
  json_builder_begin_array (answer);
  for (guint i = 0; i < names->len; i++)
    if (impacts[i].is_highest)
      json_builder_add_string_value (answer, names->pdata[i]);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "reference_used");
  if (impact.reference < 0)
    json_builder_add_null_value (answer);
  else
    json_builder_add_string_value (answer, names->pdata[impact.reference]);
  cal_stat_begin (answer, "groups");
  for (guint i = 0; i < names->len; i++)
    {
      cal_stat_begin (answer, names->pdata[i]);
      cal_stat_answer_group (answer, &impacts[i]);
      json_builder_end_object (answer);
    }
  json_builder_end_object (answer);
  return TRUE;
}

gboolean
cal_stat_bh (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n = 0;
  double q;
  g_autofree double *p = cal_stat_input_numbers (input, "p", &n, error);
  g_autofree double *adjusted = g_new (double, n + 1);
  g_autofree gboolean *rejected = g_new (gboolean, n + 1);
  CalBenjaminiHochberg result;

  if (p == NULL || !cal_stat_input_number (input, "q", &q, error))
    return FALSE;
  for (gsize i = 0; i <= n; i++)
    if (i < n ? p[i] < 0 || p[i] > 1 : !(q >= 0 && q <= 1))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _ ("“%s” holds something that is no probability"), i < n ? "p" : "q");
        return FALSE;
      }
  cal_benjamini_hochberg (p, n, q, adjusted, rejected, &result);

  cal_stat_add_status (answer, result.m > 0 ? CAL_STATS_DEFINED : CAL_STATS_NO_P_VALUES);
  cal_stat_add_whole (answer, "m", (double) result.m);
  json_builder_set_member_name (answer, "adjusted");
  json_builder_begin_array (answer);
  for (gsize i = 0; i < n; i++)
    cal_stat_add_value (answer, adjusted[i]);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "rejected");
  json_builder_begin_array (answer);
  for (gsize i = 0; i < n; i++)
    if (isnan (p[i]))
      json_builder_add_null_value (answer);
    else
      json_builder_add_boolean_value (answer, rejected[i]);
  json_builder_end_array (answer);
  cal_stat_add_whole (answer, "n_rejected", (double) result.n_rejected);
  return TRUE;
}

gboolean
cal_stat_smd (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n_a = 0, n_b = 0;
  g_autofree double *a = cal_stat_input_numbers (input, "a", &n_a, error);
  g_autofree double *b = a == NULL ? NULL : cal_stat_input_numbers (input, "b", &n_b, error);
  CalSmd smd;

  if (b == NULL)
    return FALSE;
  cal_smd (a, n_a, b, n_b, &smd);
  cal_stat_add_status (answer, smd.reason);
  cal_stat_add_whole (answer, "n_a", (double) smd.n_a);
  cal_stat_add_whole (answer, "n_b", (double) smd.n_b);
  cal_stat_add_real (answer, "mean_a", smd.mean_a);
  cal_stat_add_real (answer, "mean_b", smd.mean_b);
  cal_stat_add_real (answer, "sd_pooled", smd.sd_pooled);
  cal_stat_add_real (answer, "d", smd.d);
  cal_stat_add_real (answer, "g", smd.g);
  return TRUE;
}

/* A table with its totals as cal_suppress() takes it. */
typedef struct
{
  guint n_rows;
  guint n_columns;
  guint64 *cells;
  gboolean *hidden;
} Published;

static void
add_cell (JsonBuilder *answer, const Published *table, guint row, guint column)
{
  gsize cell = (gsize) row * (table->n_columns + 1) + column;

  if (table->hidden[cell])
    json_builder_add_null_value (answer);
  else
    json_builder_add_int_value (answer, (gint64) table->cells[cell]);
}

static void
answer_table (JsonBuilder *answer, const Published *table)
{
  json_builder_set_member_name (answer, "rows");
  json_builder_begin_array (answer);
  for (guint row = 0; row < table->n_rows; row++)
    {
      json_builder_begin_array (answer);
      for (guint column = 0; column < table->n_columns; column++)
        add_cell (answer, table, row, column);
      json_builder_end_array (answer);
    }
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "row_totals");
  json_builder_begin_array (answer);
  for (guint row = 0; row < table->n_rows; row++)
    add_cell (answer, table, row, table->n_columns);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "col_totals");
  json_builder_begin_array (answer);
  for (guint column = 0; column < table->n_columns; column++)
    add_cell (answer, table, table->n_rows, column);
  json_builder_end_array (answer);
  json_builder_set_member_name (answer, "grand");
  add_cell (answer, table, table->n_rows, table->n_columns);
}

/* Copies counts, every one of which has to be there, @stride apart. */
static gboolean
place_counts (const char *name,
              const double *values,
              gsize n,
              guint64 *cells,
              gsize stride,
              GError **error)
{
  if (!cal_stat_input_are_counts (name, values, n, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (isnan (values[i]))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("“%s” lacks a count: only a whole table can be judged"), name);
          return FALSE;
        }
      cells[i * stride] = (guint64) values[i];
    }
  return TRUE;
}

gboolean
cal_stat_suppress (JsonObject *input, JsonBuilder *answer, GError **error)
{
  gsize n_rows = 0, n_columns = 0, n_row_totals = 0, n_col_totals = 0, width;
  double grand, minimum = CAL_MINIMUM_GROUP_SIZE;
  g_autofree double *rows = cal_stat_input_matrix (input, "rows", &n_rows, &n_columns, error);
  g_autofree double *row_totals =
      rows == NULL ? NULL : cal_stat_input_numbers (input, "row_totals", &n_row_totals, error);
  g_autofree double *col_totals =
      row_totals == NULL ? NULL
                         : cal_stat_input_numbers (input, "col_totals", &n_col_totals, error);
  g_autofree guint64 *cells = NULL;
  g_autofree gboolean *hidden = NULL;
  Published table;

  if (col_totals == NULL || !cal_stat_input_number (input, "grand", &grand, error)
      || !cal_stat_input_same_length ("rows", n_rows, "row_totals", n_row_totals, error)
      || (json_object_has_member (input, "min_n")
          && !cal_stat_input_number (input, "min_n", &minimum, error)))
    return FALSE;
  n_columns = n_rows > 0 ? n_columns : n_col_totals;
  if (!cal_stat_input_same_length ("a row", n_columns, "col_totals", n_col_totals, error)
      || !cal_stat_input_are_counts ("min_n", &minimum, 1, error))
    return FALSE;
  width = n_columns + 1;
  cells = g_new0 (guint64, (n_rows + 1) * width);
  hidden = g_new0 (gboolean, (n_rows + 1) * width);
  for (gsize i = 0; i < n_rows; i++)
    if (!place_counts ("rows", rows + i * n_columns, n_columns, cells + i * width, 1, error))
      return FALSE;
  if (!place_counts ("row_totals", row_totals, n_rows, cells + n_columns, width, error)
      || !place_counts ("col_totals", col_totals, n_columns, cells + n_rows * width, 1, error)
      || !place_counts ("grand", &grand, 1, cells + n_rows * width + n_columns, 1, error))
    return FALSE;

  table = (Published){ (guint) n_rows, (guint) n_columns, cells, hidden };
  cal_stat_add_status (
      answer, cal_suppress (cells, table.n_rows, table.n_columns, (guint64) minimum, hidden));
  answer_table (answer, &table);
  return TRUE;
}
