/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CAL_TYPE_CARD_BOX (cal_card_box_get_type ())
G_DECLARE_FINAL_TYPE (CalCardBox, cal_card_box, CAL, CARD_BOX, GtkWidget)

G_END_DECLS
