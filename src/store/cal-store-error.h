/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "log/cal-fault.h"
#include "store/cal-document.h"

CalStoreError cal_store_code_of_errno (int number);
const char *cal_store_sentence (CalStoreError code);
void cal_store_set_errno_error (GError **error, int number, const char *path);
void cal_store_set_damaged (GError **error,
                            const char *path,
                            guint64 seq,
                            const char *field,
                            const char *what);
const CalFault *cal_store_error_fault (const GError *error);
