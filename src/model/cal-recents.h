/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalRecent:
 * @path: the document
 * @title: the cycle's title
 * @n_subjects: how many subjects it had when it was last seen
 * @n_decisions: how many decisions
 * @n_discussed: how many subjects its open session had discussed
 * @session: (nullable): the open session's name, %NULL when none was open
 * @opened: when it was last opened, milliseconds since 1970 in UTC
 * @columns: how many performance levels
 * @counts: how many stood in each cell, in the order of cal_rules_cell()
 * @n_counts: how many cells
 *
 * What the start page shows of a cycle without opening it.
 */
typedef struct
{
  char *path;
  char *title;
  guint n_subjects;
  guint n_decisions;
  guint n_discussed;
  char *session;
  gint64 opened;
  guint columns;
  int *counts;
  gsize n_counts;
} CalRecent;

/**
 * CalRecents:
 *
 * The cycles that were opened last, and the few settings of the window. Kept in
 * a file of the user's own, never in a document.
 */
typedef struct _CalRecents CalRecents;

CalRecents *cal_recents_new (const char *path);
CalRecents *cal_recents_new_default (void);
void cal_recents_free (CalRecents *recents);

GPtrArray *cal_recents_list (CalRecents *recents);
void cal_recents_note (CalRecents *recents, const char *path, const CalBoard *board, gint64 time);
void cal_recents_move (CalRecents *recents, const char *from, const char *to);
void cal_recents_forget (CalRecents *recents, const char *path);

char *cal_recents_get_text (CalRecents *recents, const char *key);
void cal_recents_set_text (CalRecents *recents, const char *key, const char *value);
gboolean cal_recents_save (CalRecents *recents, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRecents, cal_recents_free)
