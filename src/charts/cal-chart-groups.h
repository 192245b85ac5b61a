/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/cal-chart.h"

/**
 * CalGroupRate:
 * @shown: whether the counts may be published
 * @placed: how many of the group stood in a cell
 * @favourable: how many of them in a favourable one
 *
 * A group at one moment.
 */
typedef struct
{
  gboolean shown;
  guint placed;
  guint favourable;
} CalGroupRate;

/**
 * CalGroupMark:
 * @CAL_GROUP_COUNTS: too few to infer: counts only
 * @CAL_GROUP_REFERENCE: the group with the highest rate
 * @CAL_GROUP_PLAIN: a ratio with its interval
 * @CAL_GROUP_UNCERTAIN: dashed and open: one decision would reverse the order
 * @CAL_GROUP_LOW: in the accent, bold
 *
 * How a group's ratio is drawn.
 */
typedef enum
{
  CAL_GROUP_COUNTS,
  CAL_GROUP_REFERENCE,
  CAL_GROUP_PLAIN,
  CAL_GROUP_UNCERTAIN,
  CAL_GROUP_LOW,
} CalGroupMark;

/**
 * CalGroupRow:
 * @section: (nullable): the attribute, where a new one begins
 * @name: the group
 * @shown: whether its size may be published
 * @n: its size
 * @before: before calibration
 * @now: now
 * @mark: how its ratio is drawn
 * @ratio: the screening ratio now; %NAN for none
 * @low: lower end of its interval
 * @high: upper end; may be infinite
 * @p: Fisher's p; %NAN for none
 * @words: what may be said of it
 *
 * One group of an attribute, or of two crossed.
 */
typedef struct
{
  const char *section;
  const char *name;
  gboolean shown;
  guint n;
  CalGroupRate before;
  CalGroupRate now;
  CalGroupMark mark;
  double ratio;
  double low;
  double high;
  double p;
  const char *words;
} CalGroupRow;

CalChart *cal_chart_new_groups (const char *title, const CalGroupRow *rows, guint n_rows);
