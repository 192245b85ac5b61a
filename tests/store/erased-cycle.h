/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-document.h"

/* Cycles in which whatever is said of somebody is said of nobody else, so that it
 * can be searched for. */

#define ERASED_N_PEOPLE 12

void erased_create (const char *path, const char *key, GRand *rand);
CalErasure *erased_erase (CalDocument *document, CalBoard *board, const char *id, GError **error);
gboolean erased_is_in_bytes (const char *path, const char *text);
void erased_assert_nowhere (const char *folder, guint person);
void erased_assert_somewhere (const char *folder, guint person);
