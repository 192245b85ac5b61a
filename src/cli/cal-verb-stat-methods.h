/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "stats/cal-stats-reason.h"

/**
 * CalStatMethod:
 * @input: the method's input
 * @answer: a builder inside the object that the answer goes into
 * @error: return location for a %G_IO_ERROR_INVALID_ARGUMENT
 *
 * One method of `calibrate stat`: reads bare numbers, asks the room of
 * statistics, and writes what it said. Returns whether the input could be read.
 */
typedef gboolean (*CalStatMethod) (JsonObject *input, JsonBuilder *answer, GError **error);

gboolean cal_stat_gof (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_severity (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_halo (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_impact (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_bh (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_smd (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_suppress (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_kappa (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_gwet (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_fleiss (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_krippendorff (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_icc (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_change (JsonObject *input, JsonBuilder *answer, GError **error);
gboolean cal_stat_wilcoxon (JsonObject *input, JsonBuilder *answer, GError **error);

void cal_stat_add_status (JsonBuilder *answer, CalStatsReason reason);
void cal_stat_add_value (JsonBuilder *answer, double value);
void cal_stat_add_real (JsonBuilder *answer, const char *name, double value);
void cal_stat_add_whole (JsonBuilder *answer, const char *name, double value);
void cal_stat_begin (JsonBuilder *answer, const char *name);
