/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats/cal-fairness.h"

/**
 * CalFigure:
 * A figure of fairness that can be reproduced; in brackets what it is one of.
 * @CAL_FIGURE_DISTRIBUTION: (0 before calibration, 1 now) against the guideline
 * @CAL_FIGURE_LEVEL: (2 × level, 1 more for now) one level against the rest
 * @CAL_FIGURE_SEVERITY: the raters' severity
 * @CAL_FIGURE_EARLIER: (earlier cycle) the raters' severity in it
 * @CAL_FIGURE_HALO: (rater) performance against potential
 * @CAL_FIGURE_GROUPS: (2 × grouping, 1 more for now) the groups' rates
 * @CAL_FIGURE_TESTED: (0 before calibration, 1 now) everything tested together
 * @CAL_FIGURE_FLEISS: (0 performance, 1 potential) as are the next three
 * @CAL_FIGURE_PAIR: (2 × pair, 1 more for potential) two raters
 * @CAL_FIGURE_CHANGE: (0 height, 1 performance, 2 potential) what changed
 * @CAL_FIGURE_WILCOXON: the signed ranks of the change
 */
typedef enum
{
  CAL_FIGURE_DISTRIBUTION,
  CAL_FIGURE_LEVEL,
  CAL_FIGURE_SEVERITY,
  CAL_FIGURE_EARLIER,
  CAL_FIGURE_HALO,
  CAL_FIGURE_GROUPS,
  CAL_FIGURE_TESTED,
  CAL_FIGURE_FLEISS,
  CAL_FIGURE_GWET,
  CAL_FIGURE_KRIPPENDORFF,
  CAL_FIGURE_ICC,
  CAL_FIGURE_PAIR,
  CAL_FIGURE_CHANGE,
  CAL_FIGURE_WILCOXON,
} CalFigure;

/**
 * CalFairnessHow:
 * @n: how many subjects, ratings or tests it is from
 * @method: what the method is called
 * @caveat: what it does not say
 * @stat: the method of `calibrate stat` that reproduces it
 * @input: what that is given, as JSON
 *
 * How a figure came about.
 */
typedef struct
{
  guint64 n;
  char *method;
  char *caveat;
  const char *stat;
  char *input;
} CalFairnessHow;

CalFairnessHow *cal_fairness_how (const CalFairness *fairness, CalFigure figure, guint index);
void cal_fairness_how_free (CalFairnessHow *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalFairnessHow, cal_fairness_how_free)
