/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"

/**
 * CalLiveReader:
 * @path: the document's file
 * @progress: to be called now and then; stop when it answers %FALSE
 * @progress_data: for @progress
 * @data: what it was given
 * @error: return location
 *
 * Reads a document through a connection of its own, in a thread of its own.
 *
 * Returns: (transfer full): what it found out, %NULL with an error
 */
typedef gpointer (*CalLiveReader) (const char *path,
                                   CalProgress progress,
                                   gpointer progress_data,
                                   gpointer data,
                                   GError **error);

void cal_live_reading_start (CalLiveDocument *document,
                             CalLiveReader read,
                             gpointer data,
                             GDestroyNotify free_data,
                             GDestroyNotify free_result,
                             GCancellable *cancellable,
                             CalLiveProgress progress,
                             gpointer progress_data,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer cal_live_reading_finish (GAsyncResult *result, GError **error);
