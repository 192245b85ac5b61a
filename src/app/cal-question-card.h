/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-chart-fairness.h"
#include "model/cal-live-fairness.h"
#include "stats/cal-fairness-words.h"

G_BEGIN_DECLS

#define CAL_TYPE_QUESTION_CARD (cal_question_card_get_type ())
G_DECLARE_FINAL_TYPE (CalQuestionCard, cal_question_card, CAL, QUESTION_CARD, GtkWidget)

/*
 * Signals:
 *   mark-activated (char *id): a mark of the chart that stands for somebody was chosen
 */
GtkWidget *cal_question_card_new (CalLiveFairness *live, CalFairnessCard card);
void cal_question_card_add_view (CalQuestionCard *self, CalFairnessChart chart, const char *name);
void cal_question_card_add_control (CalQuestionCard *self, GtkWidget *control);
void cal_question_card_set_extra (CalQuestionCard *self, GtkWidget *extra);
void cal_question_card_update (CalQuestionCard *self);

G_END_DECLS
