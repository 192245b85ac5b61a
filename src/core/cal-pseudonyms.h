/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalPseudonyms:
 *
 * Numbers in place of people. A subject's is their place on the board, so that a
 * later copy of a longer log gives everybody the same; others are numbered as they
 * come in the log.
 */
typedef struct _CalPseudonyms CalPseudonyms;

CalPseudonyms *cal_pseudonyms_new (const CalBoard *board);
void cal_pseudonyms_free (CalPseudonyms *pseudonyms);
char *cal_pseudonyms_id (CalPseudonyms *pseudonyms, const char *id);
char *cal_pseudonyms_name (CalPseudonyms *pseudonyms, const char *text);
gboolean cal_pseudonym_is_valid (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalPseudonyms, cal_pseudonyms_free)
