/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a checkpoint is signed as, so that no signature made for another purpose
 * can pass for one. */
#define CAL_SSHSIG_NAMESPACE "checkpoint@calibrate.example.com"

GBytes *cal_sshsig_from_armour (const char *text);
char *cal_sshsig_to_armour (GBytes *blob);
gboolean cal_sshsig_check_form (GBytes *blob);
char *cal_sshsig_fingerprint (GBytes *blob);
