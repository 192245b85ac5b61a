/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cal-test-board.h"
#include "export/cal-workbook.h"

/* Characters of the rationale that no cell can hold whole. */
#define CAL_AWKWARD_LENGTH 40000

CalTestBoard *cal_awkward_board_new (void);
CalWorkbookFacts cal_awkward_facts (void);
