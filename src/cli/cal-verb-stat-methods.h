/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "stats/cal-change.h"
#include "stats/cal-fleiss.h"
#include "stats/cal-gof.h"
#include "stats/cal-gwet.h"
#include "stats/cal-halo.h"
#include "stats/cal-icc.h"
#include "stats/cal-impact.h"
#include "stats/cal-kappa.h"
#include "stats/cal-krippendorff.h"
#include "stats/cal-severity.h"
#include "stats/cal-wilcoxon.h"

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
void cal_stat_add_truth (JsonBuilder *answer, const char *name, CalTruth truth);

void cal_stat_answer_gof (JsonBuilder *answer, const CalGof *gof, const double *expected, gsize n);
void cal_stat_answer_variances (JsonBuilder *answer, const CalSeverity *severity);
void cal_stat_answer_effect (JsonBuilder *answer, const CalRaterEffect *effect);
void cal_stat_answer_halo (JsonBuilder *answer, const CalHalo *halo);
void cal_stat_answer_group (JsonBuilder *answer, const CalGroupImpact *group);
void cal_stat_answer_kappa (JsonBuilder *answer, const CalKappa *kappa);
void cal_stat_answer_gwet (JsonBuilder *answer, const CalGwet *gwet, gsize n_raters);
void cal_stat_answer_fleiss (JsonBuilder *answer,
                             const CalFleiss *fleiss,
                             gsize n_raters,
                             const char *const *categories,
                             const double *category_kappa);
void cal_stat_answer_krippendorff (JsonBuilder *answer, const CalKrippendorff *krippendorff);
void cal_stat_answer_icc (JsonBuilder *answer, const CalIcc *icc, gsize n_raters);
void cal_stat_answer_change (JsonBuilder *answer, const CalChange *change, gsize n_levels);
void cal_stat_answer_wilcoxon (JsonBuilder *answer, const CalWilcoxon *wilcoxon);
