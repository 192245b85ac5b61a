/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-core-error.h"

G_DEFINE_QUARK (cal - core - error - quark, cal_core_error)
