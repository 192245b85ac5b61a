/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

void
cal_sample_job_start (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *cal_sample_job_finish (GAsyncResult *result, GError **error);
