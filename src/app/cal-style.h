/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-palette.h"

/* Where the program's resources stand. */
#define CAL_STYLE_RESOURCES "/com/example/Calibrate"

void cal_style_register (void);
void cal_style_init (void);
const CalPalette *cal_style_palette (void);
