/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-recents.h"

G_BEGIN_DECLS

#define CAL_TYPE_START_PAGE (cal_start_page_get_type ())
G_DECLARE_FINAL_TYPE (CalStartPage, cal_start_page, CAL, START_PAGE, AdwBin)

/*
 * Signals:
 *   open-requested (const char *path): a cycle to open
 *   locate-requested (const char *path): a cycle that is not where it was
 *   forget-requested (const char *path): a cycle to take off the list
 *   roster-requested (GFile *file): a roster was dropped
 */
void cal_start_page_show_recents (CalStartPage *self, CalRecents *recents);

G_END_DECLS
