/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void cal_bench_sort (double *series, gsize n);
double cal_bench_resident (void);
