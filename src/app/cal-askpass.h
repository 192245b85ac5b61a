/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean cal_askpass_is_wanted (void);
int cal_askpass_run (int argc, char **argv);
char *cal_askpass_program (void);
char *cal_askpass_choose (void);
