/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-board.h"
#include "core/cal-decide.h"
#include "store/cal-document.h"

G_BEGIN_DECLS

#define CAL_TYPE_LIVE_DOCUMENT (cal_live_document_get_type ())
G_DECLARE_FINAL_TYPE (CalLiveDocument, cal_live_document, CAL, LIVE_DOCUMENT, GObject)

/**
 * CalLiveProgress:
 * @fraction: how much is done, 0 to 1
 *
 * Called in the main context of whoever started the work.
 */
typedef void (*CalLiveProgress) (double fraction, gpointer user_data);

void cal_live_document_open_async (const char *path,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void cal_live_document_create_async (const char *path,
                                     const CalCycleSetup *setup,
                                     GCancellable *cancellable,
                                     CalLiveProgress progress,
                                     gpointer progress_data,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
CalLiveDocument *cal_live_document_open_finish (GAsyncResult *result, GError **error);

const CalBoard *cal_live_document_get_board (CalLiveDocument *self);
const CalFault *cal_live_document_get_fault (CalLiveDocument *self);
const char *cal_live_document_get_path (CalLiveDocument *self);
const char *cal_live_document_get_title (CalLiveDocument *self);
const char *cal_live_document_get_holder (CalLiveDocument *self);
gboolean cal_live_document_is_writable (CalLiveDocument *self);
gboolean cal_live_document_is_reading (CalLiveDocument *self, double *fraction);
gboolean cal_live_document_follows (CalLiveDocument *self);
gboolean cal_live_document_is_exclusive (CalLiveDocument *self);
gboolean cal_live_document_is_pending (CalLiveDocument *self);
guint64 cal_live_document_get_size (CalLiveDocument *self);
gboolean cal_live_document_get_session (CalLiveDocument *self, guint *session);

void cal_live_document_execute_async (CalLiveDocument *self,
                                      const CalCommand *command,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
cal_live_document_execute_finish (CalLiveDocument *self, GAsyncResult *result, GError **error);

/**
 * CalLiveSnapshot:
 * @board: a board of its own, which nobody else changes
 * @checkpoint: the log's three lines at that board's size
 * @log_id: the log's id
 * @totals: (array zero-terminated=1): the latest import's control totals, name
 *   and value in turn
 *
 * The document at one moment, for work in another thread.
 */
typedef struct
{
  CalBoard *board;
  char *checkpoint;
  char *log_id;
  char **totals;
} CalLiveSnapshot;

void cal_live_document_snapshot_async (CalLiveDocument *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
CalLiveSnapshot *
cal_live_document_snapshot_finish (CalLiveDocument *self, GAsyncResult *result, GError **error);
void cal_live_snapshot_free (CalLiveSnapshot *snapshot);

void cal_live_document_take_over_async (CalLiveDocument *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
cal_live_document_take_over_finish (CalLiveDocument *self, GAsyncResult *result, GError **error);

void cal_live_document_close_async (CalLiveDocument *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
cal_live_document_close_finish (CalLiveDocument *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLiveSnapshot, cal_live_snapshot_free)

G_END_DECLS
