/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

guint64 cal_text_hash64 (const char *text);
guint cal_text_hash (gconstpointer text);
