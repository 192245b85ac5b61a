/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalWriterLock:
 *
 * The right to write a document: a lock that the kernel keeps on a file beside
 * it, so that it ends with its process however that ends. The file says who
 * holds it.
 */
typedef struct _CalWriterLock CalWriterLock;

CalWriterLock *cal_writer_lock_acquire (const char *path,
                                        guint milliseconds,
                                        char **holder,
                                        gboolean *unsupported,
                                        GError **error);
void cal_writer_lock_release (CalWriterLock *lock);
gboolean cal_writer_lock_is_free (const char *path);
char *cal_writer_lock_holder (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalWriterLock, cal_writer_lock_release)
