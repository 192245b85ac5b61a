/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-document.h"

CalStoreError cal_store_code_of_errno (int number);
const char *cal_store_sentence (CalStoreError code);
void cal_store_set_errno_error (GError **error, int number, const char *path);
