/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "log/cal-fault.h"

char *cal_fault_words_title (const CalFault *fault);
char *cal_fault_words_lock (const CalFault *fault);
char *cal_fault_words_notice (const CalFault *fault);
char *cal_fault_words_refusal (const CalFault *fault);
char *cal_fault_words_no_export (const CalFault *fault);
char *cal_fault_words_no_story (const CalFault *fault);
char *cal_fault_words_damage (const CalFault *fault, const char *path);
