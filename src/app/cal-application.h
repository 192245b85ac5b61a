/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-recents.h"

G_BEGIN_DECLS

#define CAL_TYPE_APPLICATION (cal_application_get_type ())
G_DECLARE_FINAL_TYPE (CalApplication, cal_application, CAL, APPLICATION, AdwApplication)

CalApplication *cal_application_new (void);
CalRecents *cal_application_get_recents (CalApplication *self);
void cal_application_save_recents (CalApplication *self);

G_END_DECLS
