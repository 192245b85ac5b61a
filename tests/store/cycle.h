/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/cal-document.h"

/* Made-up cycles for the tests, in a folder of their own. */

typedef struct
{
  char *folder;
  char *path;
} Cycle;

void cycle_set_up (Cycle *cycle, gconstpointer data);
void cycle_set_up_decided (Cycle *cycle, gconstpointer data);
void cycle_tear_down (Cycle *cycle, gconstpointer data);
void cycle_assert_alone (const Cycle *cycle);
void cycle_assert_not_opened (const char *path, CalAccess access, CalStoreError code);
void cycle_change (const Cycle *cycle, const char *sql);
void cycle_execute (const char *path, const char *sql);
void cycle_tamper (const char *path, const char *sql);

char *cycle_folder (void);
void cycle_remove (const char *folder);
CalRoster *cycle_roster (guint n, guint32 seed);
CalDocument *cycle_create (const char *path, guint n);
CalDocument *cycle_create_from (const char *path, CalRoster *roster);
CalDocument *cycle_open (const char *path, CalAccess access);
CalBoard *cycle_load (CalDocument *document, gint64 at);
GPtrArray *cycle_move (CalDocument *document, CalBoard *board, const char *id, GError **error);
void cycle_decide_at_random (CalDocument *document, CalBoard *board, GRand *rand, guint n);
void cycle_assert_same (const CalBoard *a, const CalBoard *b);
GBytes *cycle_bytes (const char *path);
char *cycle_listing (const char *folder);
