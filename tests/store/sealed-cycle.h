/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-document.h"

/* Sealed cycles for the tests, and keys to seal them with. */

#define SEALED_N_PEOPLE 12

char *sealed_key (const char *folder, const char *name);
char *sealed_allow (const char *folder, const char *name, const char *identity);
void sealed_start_session (CalDocument *document, CalBoard *board, const char *name);
gboolean sealed_seal (CalDocument *document,
                      CalBoard *board,
                      const char *session,
                      const char *key,
                      const char *witness_key,
                      GError **error);
void sealed_create (const char *path, const char *key, const char *witness_key);
