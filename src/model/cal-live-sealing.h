/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "store/cal-ssh-key.h"

/**
 * CalLiveSealing:
 * @session: the session that is to be finalised
 * @actor: who does it
 * @key: the key to sign with
 * @witness: (nullable): that of a second person
 * @askpass: (nullable): the program that asks for a passphrase; %NULL for the
 *   one that the desktop has
 * @size: the size of the log that was looked at; another is refused
 *
 * What sealing in the window starts from. Borrows all it points to.
 */
typedef struct
{
  const char *session;
  const char *actor;
  const CalSshKey *key;
  const CalSshKey *witness;
  const char *askpass;
  guint64 size;
} CalLiveSealing;

void cal_live_sealing_start (CalLiveDocument *document,
                             const CalLiveSealing *sealing,
                             GCancellable *cancellable,
                             CalSealingFunc told,
                             gpointer told_data,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean cal_live_sealing_finish (GAsyncResult *result, GError **error);
