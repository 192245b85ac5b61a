/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_CYCLE_PAGE (cal_cycle_page_get_type ())
G_DECLARE_FINAL_TYPE (CalCyclePage, cal_cycle_page, CAL, CYCLE_PAGE, AdwBin)

GtkWidget *cal_cycle_page_new (CalLiveDocument *document);
CalLiveDocument *cal_cycle_page_get_document (CalCyclePage *self);
const char *cal_cycle_page_get_title (CalCyclePage *self);

const char *cal_cycle_page_get_proposer (CalCyclePage *self);
void cal_cycle_page_set_proposer (CalCyclePage *self, const char *proposer);

G_END_DECLS
