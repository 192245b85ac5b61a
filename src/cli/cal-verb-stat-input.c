/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-verb-stat-input.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

G_GNUC_PRINTF (2, 3)
static gboolean
complain (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/**
 * cal_stat_input_member:
 * @input: what a method is asked about
 * @name: the key
 * @type: what its value must be
 * @error: return location
 *
 * Returns: (transfer none): the value, %NULL with a %G_IO_ERROR_INVALID_ARGUMENT
 */
JsonNode *
cal_stat_input_member (JsonObject *input, const char *name, JsonNodeType type, GError **error)
{
  JsonNode *node = json_object_get_member (input, name);

  if (node == NULL)
    complain (error, _ ("the input has no “%s”"), name);
  else if (json_node_get_node_type (node) != type)
    complain (error,
              type == JSON_NODE_ARRAY    ? _ ("“%s” is not an array")
              : type == JSON_NODE_OBJECT ? _ ("“%s” is not an object")
                                         : _ ("“%s” is not a value"),
              name);
  else
    return node;
  return NULL;
}

/**
 * cal_stat_input_element:
 * @node: a number or null
 * @name: the key that it stands under
 * @number: (out): the number, %NAN for null
 * @error: return location
 *
 * Returns: whether it is either, %FALSE with a %G_IO_ERROR_INVALID_ARGUMENT
 */
gboolean
cal_stat_input_element (JsonNode *node, const char *name, double *number, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (JSON_NODE_HOLDS_NULL (node))
    *number = NAN;
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else
    return complain (error, _ ("“%s” holds something that is neither a number nor null"), name);
  return isinf (*number) ? complain (error, _ ("“%s” holds a number too large to read"), name)
                         : TRUE;
}

/**
 * cal_stat_input_number:
 * @input: what a method is asked about
 * @name: a key with a number
 * @number: (out): the number
 * @error: return location
 *
 * Returns: whether it has one, %FALSE with a %G_IO_ERROR_INVALID_ARGUMENT
 */
gboolean
cal_stat_input_number (JsonObject *input, const char *name, double *number, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, name, JSON_NODE_VALUE, error);

  return node != NULL && cal_stat_input_element (node, name, number, error);
}

/**
 * cal_stat_input_numbers:
 * @input: what a method is asked about
 * @name: a key with an array of numbers
 * @n: (out): how many
 * @error: return location
 *
 * Returns: (transfer full): the numbers, %NAN for null; %NULL with a
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
double *
cal_stat_input_numbers (JsonObject *input, const char *name, gsize *n, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, name, JSON_NODE_ARRAY, error);
  g_autofree double *numbers = NULL;

  if (node == NULL)
    return NULL;
  *n = json_array_get_length (json_node_get_array (node));
  numbers = g_new (double, *n + 1);
  for (gsize i = 0; i < *n; i++)
    if (!cal_stat_input_element (json_array_get_element (json_node_get_array (node), (guint) i),
                                 name, &numbers[i], error))
      return NULL;
  return g_steal_pointer (&numbers);
}

/* The rows of a matrix, all of one length. */
static JsonArray *
find_rows (JsonObject *input, const char *name, gsize *n_rows, gsize *n_columns, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, name, JSON_NODE_ARRAY, error);
  JsonArray *rows;

  if (node == NULL)
    return NULL;
  rows = json_node_get_array (node);
  *n_rows = json_array_get_length (rows);
  *n_columns = 0;
  for (gsize i = 0; i < *n_rows; i++)
    {
      JsonNode *row = json_array_get_element (rows, (guint) i);
      gsize length;

      if (!JSON_NODE_HOLDS_ARRAY (row))
        {
          complain (error, _ ("“%s” is not an array of arrays"), name);
          return NULL;
        }
      length = json_array_get_length (json_node_get_array (row));
      if (i > 0 && length != *n_columns)
        {
          complain (error, _ ("the rows of “%s” are not equally long"), name);
          return NULL;
        }
      *n_columns = length;
    }
  return rows;
}

static JsonNode *
find_cell (JsonArray *rows, gsize row, gsize column)
{
  return json_array_get_element (json_array_get_array_element (rows, (guint) row), (guint) column);
}

/**
 * cal_stat_input_matrix:
 * @input: what a method is asked about
 * @name: a key with an array of equally long arrays of numbers
 * @n_rows: (out): how many arrays
 * @n_columns: (out): how long each is
 * @error: return location
 *
 * Returns: (transfer full): the numbers row by row, %NAN for null; %NULL with a
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
double *
cal_stat_input_matrix (JsonObject *input,
                       const char *name,
                       gsize *n_rows,
                       gsize *n_columns,
                       GError **error)
{
  JsonArray *rows = find_rows (input, name, n_rows, n_columns, error);
  g_autofree double *numbers = NULL;

  if (rows == NULL)
    return NULL;
  numbers = g_new (double, *n_rows *(*n_columns) + 1);
  for (gsize i = 0; i < *n_rows; i++)
    for (gsize j = 0; j < *n_columns; j++)
      if (!cal_stat_input_element (find_cell (rows, i, j), name, &numbers[i * *n_columns + j],
                                   error))
        return NULL;
  return g_steal_pointer (&numbers);
}

/**
 * cal_stat_input_are_counts:
 * @name: the key of @values
 * @values: (array length=n): numbers
 * @n: how many
 * @error: return location
 *
 * Returns: whether each is a count or missing, %FALSE with a
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
gboolean
cal_stat_input_are_counts (const char *name, const double *values, gsize n, GError **error)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        if (values[i] < 0 || values[i] != floor (values[i]))
          return complain (error, _ ("“%s” holds %g, which is no count"), name, values[i]);
        sum += values[i];
      }
  if (sum > CAL_STAT_MAX_COUNT)
    return complain (error, _ ("“%s” counts more than %.0f"), name, CAL_STAT_MAX_COUNT);
  return TRUE;
}

/**
 * cal_stat_input_same_length:
 *
 * Returns: whether two arrays belong together, %FALSE with a
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
gboolean
cal_stat_input_same_length (const char *name,
                            gsize n,
                            const char *other_name,
                            gsize other_n,
                            GError **error)
{
  if (n == other_n)
    return TRUE;
  return complain (error, _ ("“%s” has %lu values and “%s” has %lu"), name, (gulong) n, other_name,
                   (gulong) other_n);
}

/* A category as text, so that 2 and 2.0 are one; NULL where it is none. */
static char *
take_label (JsonNode *node)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", json_node_get_double (node)));
  return NULL;
}

/**
 * cal_stat_input_categories:
 * @input: what a method is asked about
 * @error: return location
 *
 * Reads `categories`, the declared scale, lowest first.
 *
 * Returns: (transfer full): the categories as text, all different; %NULL with a
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
char **
cal_stat_input_categories (JsonObject *input, GError **error)
{
  JsonNode *node = cal_stat_input_member (input, "categories", JSON_NODE_ARRAY, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) categories = NULL;
  guint n;

  if (node == NULL)
    return NULL;
  n = json_array_get_length (json_node_get_array (node));
  categories = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      categories[i] = take_label (json_array_get_element (json_node_get_array (node), i));
      if (categories[i] == NULL)
        complain (error, _ ("“categories” holds something that is neither text nor a number"));
      else if (!g_hash_table_add (seen, categories[i]))
        complain (error, _ ("“categories” holds “%s” twice"), categories[i]);
      else
        continue;
      return NULL;
    }
  return g_steal_pointer (&categories);
}

static GHashTable *
index_categories (char **categories)
{
  GHashTable *positions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; categories[i] != NULL; i++)
    g_hash_table_insert (positions, categories[i], GUINT_TO_POINTER (i));
  return positions;
}

static gboolean
take_rating (JsonNode *node, const char *name, GHashTable *positions, int *rating, GError **error)
{
  g_autofree char *label = take_label (node);
  gpointer position;

  *rating = -1;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (label == NULL)
    return complain (error, _ ("“%s” holds something that is no rating"), name);
  if (!g_hash_table_lookup_extended (positions, label, NULL, &position))
    return complain (error, _ ("“%s” holds “%s”, which is not among the categories"), name, label);
  *rating = (int) GPOINTER_TO_UINT (position);
  return TRUE;
}

/**
 * cal_stat_input_ratings:
 * @input: what a method is asked about
 * @name: a key with an array of ratings
 * @categories: the declared scale
 * @n: (out): how many ratings
 * @error: return location
 *
 * Returns: (transfer full): each rating's position in the scale, -1 for null;
 *   %NULL with a %G_IO_ERROR_INVALID_ARGUMENT
 */
int *
cal_stat_input_ratings (JsonObject *input,
                        const char *name,
                        char **categories,
                        gsize *n,
                        GError **error)
{
  JsonNode *node = cal_stat_input_member (input, name, JSON_NODE_ARRAY, error);
  g_autoptr (GHashTable) positions = index_categories (categories);
  g_autofree int *ratings = NULL;

  if (node == NULL)
    return NULL;
  *n = json_array_get_length (json_node_get_array (node));
  ratings = g_new (int, *n + 1);
  for (gsize i = 0; i < *n; i++)
    if (!take_rating (json_array_get_element (json_node_get_array (node), (guint) i), name,
                      positions, &ratings[i], error))
      return NULL;
  return g_steal_pointer (&ratings);
}

/**
 * cal_stat_input_rating_matrix:
 * @input: what a method is asked about
 * @name: a key with an array of equally long arrays of ratings
 * @categories: the declared scale
 * @n_rows: (out): how many arrays
 * @n_columns: (out): how long each is
 * @error: return location
 *
 * Returns: (transfer full): each rating's position in the scale row by row, -1
 *   for null; %NULL with a %G_IO_ERROR_INVALID_ARGUMENT
 */
int *
cal_stat_input_rating_matrix (JsonObject *input,
                              const char *name,
                              char **categories,
                              gsize *n_rows,
                              gsize *n_columns,
                              GError **error)
{
  JsonArray *rows = find_rows (input, name, n_rows, n_columns, error);
  g_autoptr (GHashTable) positions = index_categories (categories);
  g_autofree int *ratings = NULL;

  if (rows == NULL)
    return NULL;
  ratings = g_new (int, *n_rows *(*n_columns) + 1);
  for (gsize i = 0; i < *n_rows; i++)
    for (gsize j = 0; j < *n_columns; j++)
      if (!take_rating (find_cell (rows, i, j), name, positions, &ratings[i * *n_columns + j],
                        error))
        return NULL;
  return g_steal_pointer (&ratings);
}
