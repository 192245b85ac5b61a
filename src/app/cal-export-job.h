/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

void cal_export_job_start (const char *document,
                           const char *target,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
char *cal_export_job_finish (GAsyncResult *result, GError **error);
