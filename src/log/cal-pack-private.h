/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "log/cal-pack.h"

gboolean cal_pack_refuse (char **why, const char *format, guint64 seq);
gboolean cal_pack_check_subject (const CalPack *pack, GPtrArray *entries, char **why);
