/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

GBytes *cal_ssh_sign (const char *key, const char *checkpoint, GError **error);
gboolean cal_ssh_check (GBytes *signature,
                        const char *checkpoint,
                        const char *allowed_signers,
                        const char *identity,
                        gboolean *good,
                        GError **error);
