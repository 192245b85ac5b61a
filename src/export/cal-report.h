/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/cal-workbook.h"

gboolean cal_report_write (const char *path,
                           const CalBoard *board,
                           const CalWorkbookFacts *facts,
                           GError **error);
