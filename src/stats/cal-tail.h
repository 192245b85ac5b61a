/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

double cal_tail_chi_squared (double statistic, double df);
double cal_tail_normal_two_sided (double z);
double cal_tail_sign_test (guint64 a, guint64 b);
double cal_tail_fisher (guint64 a, guint64 b, guint64 c, guint64 d);
double cal_tail_normal_quantile (double p);
double cal_tail_f_quantile (double p, double df1, double df2);
