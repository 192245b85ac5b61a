/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cal-call.h"
#include "store/cal-document.h"

/**
 * CalPast:
 * @document: the document, open for reading
 * @board: its board, now or after one of its decisions
 *
 * What a verb that only looks needs of a document.
 */
typedef struct
{
  CalDocument *document;
  CalBoard *board;
} CalPast;

gboolean cal_past_open (CalPast *past, CalCall *call, const char *path, const char *at);
void cal_past_clear (CalPast *past);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CalPast, cal_past_clear)
