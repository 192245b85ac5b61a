/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "stats/cal-stats-reason.h"

/* Groups smaller than this are not published unless asked otherwise. */
#define CAL_MINIMUM_GROUP_SIZE 5

CalStatsReason cal_suppress (const guint64 *table,
                             guint n_rows,
                             guint n_columns,
                             guint64 minimum,
                             gboolean *hidden);
gsize cal_suppress_audit (const guint64 *table,
                          guint n_rows,
                          guint n_columns,
                          const gboolean *hidden,
                          gboolean *pinned);
