/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/cal-palette.h"

void cal_style_init (void);
const CalPalette *cal_style_palette (void);
