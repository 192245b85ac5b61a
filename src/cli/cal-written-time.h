/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cal-call.h"

gboolean cal_written_time (CalCall *call, gint64 *time);
