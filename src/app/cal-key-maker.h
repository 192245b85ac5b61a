/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/cal-ssh-key.h"

G_BEGIN_DECLS

#define CAL_TYPE_KEY_MAKER (cal_key_maker_get_type ())
G_DECLARE_FINAL_TYPE (CalKeyMaker, cal_key_maker, CAL, KEY_MAKER, AdwBin)

/*
 * Signals:
 *   done (CalSshKey *key): the key is made, and its fingerprint was shown; %NULL
 *     where none was wanted after all
 */
void cal_key_maker_start (CalKeyMaker *self);

G_END_DECLS
