/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-board.h"
#include "core/cal-erased-people.h"
#include "core/cal-replay.h"
#include "core/cal-reverts.h"

/* Of a decision that was ever reverted, what is in force is in @reverts, and is written
 * into the decision when it is asked for.
 *
 * The board of a replay has subjects, sessions and counts of its own and shares
 * decisions, milestones and indexes with the board whose past it shows: then
 * @replay is set, and the two numbers say how many of those there were.
 *
 * A board of the present without its history has @standings instead of decisions,
 * by subject and session; @first_standing says where each subject's start. */
struct _CalBoard
{
  guint64 size;
  gboolean has_unknown;
  char *title;
  CalRules *rules;
  GPtrArray *rosters;
  GPtrArray *ratings[2]; /* independent ones, and those of earlier cycles */
  GArray *subjects;
  const char *refused;
  GHashTable *indexes;
  CalErasedPeople *erased;
  CalHolds *holds;
  GArray *sessions;
  GArray *decisions;
  CalReverts *reverts;
  GArray *milestones;
  GStringChunk *texts;
  GPtrArray *lists;
  guint *counts;
  guint *counts_before;
  guint n_placed;
  guint n_placed_before;
  guint n_present;

  CalReplay *replay;
  guint n_decisions;
  guint n_milestones;

  GArray *standings;
  guint *first_standing;
};

void cal_board_count_change (CalBoard *board, CalPlacement placement, int change);
void cal_board_take_rules (CalBoard *board, CalRules *rules);
void cal_board_take_roster (CalBoard *board, CalRoster *roster, guint64 seq);
void cal_board_take_ratings (CalBoard *board, CalKind kind, CalRoster *ratings);
void cal_board_drop_ratings (CalBoard *board, CalKind kind);

const CalDecision *cal_replay_decision (CalReplay *replay, guint index);
