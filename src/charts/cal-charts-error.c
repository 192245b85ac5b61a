/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-charts-error.h"

GQuark
cal_charts_error_quark (void)
{
  return g_quark_from_static_string ("cal-charts-error-quark");
}
