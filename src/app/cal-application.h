/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/cal-live-document.h"
#include "model/cal-recents.h"

G_BEGIN_DECLS

#define CAL_TYPE_APPLICATION (cal_application_get_type ())
G_DECLARE_FINAL_TYPE (CalApplication, cal_application, CAL, APPLICATION, AdwApplication)

CalApplication *cal_application_new (void);
void cal_application_open_early (CalApplication *self, const char *path);
void cal_application_open_document (CalApplication *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CalRecents *cal_application_get_recents (CalApplication *self);
void cal_application_save_recents (CalApplication *self);
void cal_application_save_recents_soon (CalApplication *self);

G_END_DECLS
