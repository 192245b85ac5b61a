/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalBundle:
 *
 * Files with names, to be written as a folder or as one .zip.
 */
typedef struct _CalBundle CalBundle;

CalBundle *cal_bundle_new (void);
void cal_bundle_free (CalBundle *bundle);
GString *cal_bundle_add (CalBundle *bundle, const char *name);
gboolean cal_bundle_write (CalBundle *bundle, const char *path, gint64 time, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalBundle, cal_bundle_free)
