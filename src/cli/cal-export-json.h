/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "export/cal-workbook.h"

GBytes *cal_export_json (const CalBoard *board, const CalWorkbookFacts *facts);
