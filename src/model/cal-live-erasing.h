/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"

void cal_live_erasing_start (CalLiveDocument *document,
                             const CalErasing *erasing,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
CalErasure *cal_live_erasing_finish (GAsyncResult *result, GError **error);
