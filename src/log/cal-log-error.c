/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-log-error.h"

G_DEFINE_QUARK (cal - log - error - quark, cal_log_error)
