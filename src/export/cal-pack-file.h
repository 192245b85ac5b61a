/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "log/cal-pack.h"

gboolean cal_pack_file_write (const char *path,
                              const CalBoard *board,
                              guint subject,
                              const CalPack *pack,
                              gint64 time,
                              GError **error);
