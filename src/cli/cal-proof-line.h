/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "log/cal-hasher.h"

gboolean cal_proof_line_check (const char *line, gssize length, CalHasher *hasher);
