/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-roster.h"

char *cal_roster_words (CalRoster *roster, guint position, CalField field);
