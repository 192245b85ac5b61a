/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cal-decide.h"
#include "core/cal-roster.h"

#define CAL_SAMPLE_PEOPLE 200
#define CAL_SAMPLE_SEED 1
#define CAL_SAMPLE_MAX_PEOPLE 5000000

#define CAL_SAMPLE_TITLE "Annual review 2026"
#define CAL_SAMPLE_SESSION "S1"
#define CAL_SAMPLE_SESSION_REASON "Calibrate the annual review across all departments"

/* 2026-11-16, a Monday, half past eight in UTC. */
#define CAL_SAMPLE_TIME G_GINT64_CONSTANT (1794817800000)

CalRoster *cal_sample_roster (guint n_people, guint64 seed);
const char *cal_sample_facilitator (const CalRoster *roster);

/**
 * CalSampleMeeting:
 *
 * A made-up calibration session on a board: commands one after the other, each
 * fitting the board as the earlier ones have left it.
 */
typedef struct _CalSampleMeeting CalSampleMeeting;

CalSampleMeeting *cal_sample_meeting_new (const CalBoard *board, guint64 seed, guint64 n_decisions);
void cal_sample_meeting_free (CalSampleMeeting *meeting);
const CalCommand *cal_sample_meeting_next (CalSampleMeeting *meeting, const CalBoard *board);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSampleMeeting, cal_sample_meeting_free)
