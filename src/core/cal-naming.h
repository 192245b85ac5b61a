/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"

gboolean cal_naming_others (const CalBoard *board, guint subject, const char *text);
gboolean cal_naming_others_in_list (const CalBoard *board, guint subject, const char *const *texts);
