/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_FAIRNESS_PAGE (cal_fairness_page_get_type ())
G_DECLARE_FINAL_TYPE (CalFairnessPage, cal_fairness_page, CAL, FAIRNESS_PAGE, GtkWidget)

/*
 * Signals:
 *   rater-chosen (char *id): a rater was chosen, by employee id
 *   subject-chosen (guint subject): a subject was chosen
 */
GtkWidget *cal_fairness_page_new (void);
void cal_fairness_page_set_document (CalFairnessPage *self,
                                     CalLiveDocument *document,
                                     AdwToastOverlay *toasts);
void cal_fairness_page_set_board (CalFairnessPage *self, const CalBoard *board);
void cal_fairness_page_update (CalFairnessPage *self);

G_END_DECLS
