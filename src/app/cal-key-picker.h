/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/cal-ssh-key.h"

G_BEGIN_DECLS

#define CAL_TYPE_KEY_PICKER (cal_key_picker_get_type ())
G_DECLARE_FINAL_TYPE (CalKeyPicker, cal_key_picker, CAL, KEY_PICKER, AdwPreferencesGroup)

/*
 * Signals:
 *   changed (): another key is chosen
 *   make-requested (): somebody wants a new key
 */
void cal_key_picker_set_keys (CalKeyPicker *self, GPtrArray *keys);
void cal_key_picker_add_key (CalKeyPicker *self, const CalSshKey *key, gboolean chosen);
void cal_key_picker_choose (CalKeyPicker *self, const char *fingerprint);
const CalSshKey *cal_key_picker_get_key (CalKeyPicker *self);
const char *cal_key_picker_name (const CalSshKey *key);

G_END_DECLS
