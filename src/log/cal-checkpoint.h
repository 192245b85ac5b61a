/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

char *cal_checkpoint_text (const char *log_id, guint64 size, const CalHash *root);
