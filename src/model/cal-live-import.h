/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "roster/cal-roster-reader.h"

/**
 * CalLiveImport:
 * @report: what was read, with the rows' problems
 * @backup: (nullable): the copy of what the document was before; %NULL where
 *   nothing was taken in
 *
 * What came of a file of ratings.
 */
typedef struct
{
  CalRosterReport *report;
  char *backup;
} CalLiveImport;

void cal_live_import_start (CalLiveDocument *document,
                            CalKind kind,
                            const char *path,
                            gboolean partial,
                            const char *actor,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
CalLiveImport *cal_live_import_finish (GAsyncResult *result, GError **error);
void cal_live_import_free (CalLiveImport *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalLiveImport, cal_live_import_free)
