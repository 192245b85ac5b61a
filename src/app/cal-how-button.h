/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-live-fairness.h"
#include "stats/cal-fairness-words.h"

G_BEGIN_DECLS

#define CAL_TYPE_HOW_BUTTON (cal_how_button_get_type ())
G_DECLARE_FINAL_TYPE (CalHowButton, cal_how_button, CAL, HOW_BUTTON, GtkWidget)

void cal_how_button_set_source (CalHowButton *self, CalLiveFairness *live, CalFairnessCard card);

G_END_DECLS
