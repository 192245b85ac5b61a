/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

char *cal_trust_setting_get (void);
void cal_trust_setting_set (const char *path);
