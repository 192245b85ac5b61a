/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-roster.h"

char *cal_roster_header_write (const CalColumn *column);
CalField cal_roster_header_read (const char *header, const char **name);
