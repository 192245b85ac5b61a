/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* The largest count that is taken, so that sums and products stay whole. */
#define CAL_STAT_MAX_COUNT 1e9

double *cal_stat_input_numbers (JsonObject *input, const char *name, gsize *n, GError **error);
double *cal_stat_input_matrix (JsonObject *input,
                               const char *name,
                               gsize *n_rows,
                               gsize *n_columns,
                               GError **error);
gboolean
cal_stat_input_number (JsonObject *input, const char *name, double *number, GError **error);
gboolean
cal_stat_input_are_counts (const char *name, const double *values, gsize n, GError **error);
gboolean cal_stat_input_same_length (const char *name,
                                     gsize n,
                                     const char *other_name,
                                     gsize other_n,
                                     GError **error);
char **cal_stat_input_categories (JsonObject *input, GError **error);
int *cal_stat_input_ratings (JsonObject *input,
                             const char *name,
                             char **categories,
                             gsize *n,
                             GError **error);
int *cal_stat_input_rating_matrix (JsonObject *input,
                                   const char *name,
                                   char **categories,
                                   gsize *n_rows,
                                   gsize *n_columns,
                                   GError **error);
JsonNode *
cal_stat_input_member (JsonObject *input, const char *name, JsonNodeType type, GError **error);
gboolean cal_stat_input_element (JsonNode *node, const char *name, double *number, GError **error);
