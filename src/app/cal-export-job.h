/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"

void cal_export_job_start (CalLiveDocument *document,
                           const char *target,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
char *cal_export_job_finish (GAsyncResult *result, GError **error);
