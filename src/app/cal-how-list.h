/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats/cal-fairness-how.h"
#include "stats/cal-fairness-words.h"

/**
 * CalHowEntry:
 * @name: what the figure is called
 * @figure: which one it is
 * @index: of several, which one
 *
 * One figure of a card that can be asked how it came about.
 */
typedef struct
{
  char *name;
  CalFigure figure;
  guint index;
} CalHowEntry;

GPtrArray *cal_how_list (const CalFairness *fairness, CalFairnessCard card);
char *cal_how_call (const CalFairnessHow *how);
