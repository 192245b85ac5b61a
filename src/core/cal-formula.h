/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_formula_needs_guard (const char *text);
const char *cal_formula_unguard (const char *text);
