/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"

/**
 * CalFilterKind:
 * Which subjects a row of the filter pane shows.
 */
typedef enum
{
  CAL_FILTER_ALL,
  CAL_FILTER_MOVED,
  CAL_FILTER_NOT_DISCUSSED,
  CAL_FILTER_N_KINDS,
} CalFilterKind;

/**
 * CalFilter:
 * @kind: the row of the pane that is chosen
 * @session: the session that the kinds speak of; %G_MAXUINT for none
 * @department: (nullable): only this department
 * @rater: (nullable): only subjects rated by this employee id
 * @level: (nullable): only this level
 *
 * Who is shown on the board. All of it must hold.
 */
typedef struct
{
  CalFilterKind kind;
  guint session;
  char *department;
  char *rater;
  char *level;
} CalFilter;

/**
 * CalFilterChoice:
 * @value: what the subjects have in common: a column's text, or an employee id
 * @label: what is shown for it
 * @key: its place in the alphabet, as g_utf8_collate_key() makes it
 * @n: how many subjects
 */
typedef struct
{
  char *value;
  char *label;
  char *key;
  guint n;
} CalFilterChoice;

gboolean cal_filter_matches (const CalFilter *filter, const CalBoard *board, guint index);
gboolean cal_filter_is_active (const CalFilter *filter);
void cal_filter_clear (CalFilter *filter);
void cal_filter_count (const CalBoard *board, guint session, guint counts[CAL_FILTER_N_KINDS]);
gboolean cal_filter_moved (const CalBoard *board, guint session, guint index);
gboolean cal_filter_discussed (const CalBoard *board, guint session, guint index);

gboolean cal_filter_department_column (const CalBoard *board, guint *column);
gboolean cal_filter_level_column (const CalBoard *board, guint *column);
GPtrArray *cal_filter_column_choices (const CalBoard *board, guint column);
GPtrArray *cal_filter_rater_choices (const CalBoard *board);
GArray *cal_filter_search (const CalBoard *board, const char *text, guint limit);
