/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/cal-board.h"

G_BEGIN_DECLS

#define CAL_TYPE_TALENT_CARD (cal_talent_card_get_type ())
G_DECLARE_FINAL_TYPE (CalTalentCard, cal_talent_card, CAL, TALENT_CARD, GtkWidget)

void
cal_talent_card_show (CalTalentCard *self, const CalBoard *board, const guint *indexes, guint n);

G_END_DECLS
