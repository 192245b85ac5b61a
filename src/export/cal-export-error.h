/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalExportError:
 * Why nothing was written. None of them leaves anything behind, nor touches
 * what stood under the name before.
 */
typedef enum
{
  CAL_EXPORT_ERROR_NOT_FOUND,
  CAL_EXPORT_ERROR_PERMISSION,
  CAL_EXPORT_ERROR_DISK_FULL,
  CAL_EXPORT_ERROR_CANCELLED,
  CAL_EXPORT_ERROR_IO,
  CAL_EXPORT_ERROR_IN_THE_WAY,
} CalExportError;

#define CAL_EXPORT_ERROR (cal_export_error_quark ())
GQuark cal_export_error_quark (void);

void cal_export_error_set_errno (GError **error, int saved_errno, const char *path);
