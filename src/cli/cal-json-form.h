/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_json_is_well_formed (const char *text, gssize length);
