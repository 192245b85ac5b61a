/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"
#include "stats/cal-fairness.h"

/**
 * CalFairnessChart:
 * @CAL_FAIRNESS_CHART_DISTRIBUTION: levels against the guideline, and cells
 * @CAL_FAIRNESS_CHART_SEVERITY: raters, most severe first
 * @CAL_FAIRNESS_CHART_GROUPS: rates and screening ratios of groups
 * @CAL_FAIRNESS_CHART_AGREEMENT: who agrees with whom on performance
 * @CAL_FAIRNESS_CHART_AGREEMENT_POTENTIAL: who agrees with whom on potential
 * @CAL_FAIRNESS_CHART_FLOW: from cell to cell
 * @CAL_FAIRNESS_CHART_MOVES: up and down, by rater
 * @CAL_FAIRNESS_CHART_GROUP_MOVES: up and down, by group
 * @CAL_FAIRNESS_CHART_SLOPES: the groups' rates, before and now
 *
 * What can be drawn of the figures of fairness.
 */
typedef enum
{
  CAL_FAIRNESS_CHART_DISTRIBUTION,
  CAL_FAIRNESS_CHART_SEVERITY,
  CAL_FAIRNESS_CHART_GROUPS,
  CAL_FAIRNESS_CHART_AGREEMENT,
  CAL_FAIRNESS_CHART_AGREEMENT_POTENTIAL,
  CAL_FAIRNESS_CHART_FLOW,
  CAL_FAIRNESS_CHART_MOVES,
  CAL_FAIRNESS_CHART_GROUP_MOVES,
  CAL_FAIRNESS_CHART_SLOPES,
} CalFairnessChart;

CalChart *cal_chart_new_fairness (const CalFairness *fairness, CalFairnessChart which);
