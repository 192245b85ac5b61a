/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-decide.h"

CalCommand *cal_command_copy (const CalCommand *command);
void cal_command_free (CalCommand *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalCommand, cal_command_free)
