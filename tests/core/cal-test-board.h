/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "core/cal-decide.h"

/**
 * CalTestBoard:
 * @board: the fold of @log
 * @log: (element-type CalEntry): every entry so far
 * @roster: the rows of the import
 *
 * A cycle in memory, for tests that need no file.
 */
typedef struct
{
  CalBoard *board;
  GPtrArray *log;
  CalRoster *roster;
  CalRules *rules;
} CalTestBoard;

CalTestBoard *
cal_test_board_new_for (CalRoster *roster, CalRules *rules, const char *title, const char *session);
CalTestBoard *cal_test_board_new (guint n_subjects, const char *session);
CalTestBoard *cal_test_board_new_with_roster (CalRoster *roster, const char *session);
CalTestBoard *cal_test_board_new_erased (void);
void cal_test_board_free (CalTestBoard *test);
gboolean cal_test_board_run (CalTestBoard *test, const CalCommand *command, GError **error);
gboolean cal_test_board_move (CalTestBoard *test, const char *id, CalPlacement to, GError **error);
gboolean cal_test_board_undo (CalTestBoard *test, GError **error);
gboolean cal_test_board_redo (CalTestBoard *test, GError **error);
void cal_test_board_random_step (CalTestBoard *test, GRand *random);
void cal_test_board_revert (CalTestBoard *test, guint index);
CalEntry *cal_test_entry_reverting (const CalBoard *board, guint index);
guint cal_test_pick_in_force (const CalBoard *board, GRand *random, guint reach);
gboolean cal_test_is_in_force (const CalBoard *board, guint index);
CalBoard *cal_test_board_refold (CalTestBoard *test, guint n_entries);
void cal_test_assert_boards_equal (const CalBoard *a, const CalBoard *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalTestBoard, cal_test_board_free)
