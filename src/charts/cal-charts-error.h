/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalChartsError:
 * Why a picture cannot be written. None of them leaves anything behind.
 */
typedef enum
{
  CAL_CHARTS_ERROR_UNKNOWN_FORMAT,
  CAL_CHARTS_ERROR_TOO_LARGE,
  CAL_CHARTS_ERROR_NOT_FOUND,
  CAL_CHARTS_ERROR_PERMISSION,
  CAL_CHARTS_ERROR_DISK_FULL,
  CAL_CHARTS_ERROR_IO,
} CalChartsError;

#define CAL_CHARTS_ERROR (cal_charts_error_quark ())
GQuark cal_charts_error_quark (void);
