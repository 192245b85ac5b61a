/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalNewFile:
 * @path: the file while it is being written, beside its later name
 *
 * A file that appears under its name complete or not at all, and never in place
 * of another.
 */
typedef struct
{
  char *path;

  /*< private >*/
  char *target;
} CalNewFile;

CalNewFile *cal_new_file_begin (const char *target, GError **error);
gboolean cal_new_file_publish (CalNewFile *file, GError **error);
void cal_new_file_free (CalNewFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalNewFile, cal_new_file_free)
