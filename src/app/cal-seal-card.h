/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/cal-seal-state.h"

G_BEGIN_DECLS

#define CAL_TYPE_SEAL_CARD (cal_seal_card_get_type ())
G_DECLARE_FINAL_TYPE (CalSealCard, cal_seal_card, CAL, SEAL_CARD, GtkWidget)

GtkWidget *cal_seal_card_new (void);
void cal_seal_card_set_state (CalSealCard *self, CalSealState *state);
void cal_seal_card_set_offers_dialog (CalSealCard *self, gboolean offers);

const char *cal_seal_icon_name (CalSealKind kind);
void cal_seal_style (GtkWidget *widget, CalSealKind kind);

G_END_DECLS
