/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats/cal-fairness.h"
#include "stats/cal-words-number.h"

/**
 * CalFairnessCard:
 * The questions of fairness, one a card.
 */
typedef enum
{
  CAL_CARD_DISTRIBUTION,
  CAL_CARD_SEVERITY,
  CAL_CARD_GROUPS,
  CAL_CARD_AGREEMENT,
  CAL_CARD_CHANGE,
  CAL_N_CARDS,
} CalFairnessCard;

const char *cal_fairness_question (CalFairnessCard card);
char *cal_fairness_answer (const CalFairness *fairness, CalFairnessCard card);
char *cal_fairness_caption (const CalFairness *fairness, CalFairnessCard card);
char *cal_fairness_plain (const char *markup);

const char *cal_fairness_verdict_text (CalFairnessVerdict verdict);
char *cal_fairness_group_name (const CalFairnessGroup *group);
char *cal_fairness_group_sentence (const CalFairness *fairness,
                                   const CalFairnessGroups *groups,
                                   const CalFairnessGroup *group);
char *cal_fairness_level_sentence (const CalFairness *fairness, guint level);
