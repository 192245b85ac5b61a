/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *cal_words_p (double p, gboolean simulated);
char *cal_words_effect (double value, gboolean with_sign);
char *cal_words_interval (double low, double high, gboolean with_sign);
char *cal_words_percent (guint64 count, guint64 of);
