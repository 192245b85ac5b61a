/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "core/cal-moments.h"

GBytes *cal_csv_of_board (const CalBoard *board);
GBytes *cal_csv_of_moments (const CalBoard *whole, const CalMoments *moments);
GBytes *cal_csv_of_roster (const CalRoster *roster);
