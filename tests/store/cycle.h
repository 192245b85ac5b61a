/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-document.h"

/* Made-up cycles for the tests, in a folder of their own. */

char *cycle_folder (void);
void cycle_remove (const char *folder);
CalRoster *cycle_roster (guint n, guint32 seed);
CalDocument *cycle_create (const char *path, guint n);
CalDocument *cycle_create_from (const char *path, CalRoster *roster);
GPtrArray *cycle_move (CalDocument *document, CalBoard *board, const char *id, GError **error);
void cycle_decide_at_random (CalDocument *document, CalBoard *board, GRand *rand, guint n);
void cycle_assert_same (const CalBoard *a, const CalBoard *b);
GBytes *cycle_bytes (const char *path);
char *cycle_listing (const char *folder);
