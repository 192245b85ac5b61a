/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-roster.h"

/**
 * CalErasedPeople:
 *
 * Those of whom nothing is known any more but that they were there. Each is known
 * by the number of the `erased` entry that took them away, however many rosters
 * held them. Reference counted, as the board of a replay shares them.
 */
typedef struct _CalErasedPeople CalErasedPeople;

CalErasedPeople *cal_erased_people_new (void);
CalErasedPeople *cal_erased_people_ref (CalErasedPeople *people);
void cal_erased_people_unref (CalErasedPeople *people);
const CalSubject *
cal_erased_people_add (CalErasedPeople *people, guint64 erased_by, guint index, guint n_columns);
gboolean cal_erased_people_find (const CalErasedPeople *people, guint64 erased_by, guint *index);
guint cal_erased_people_n (const CalErasedPeople *people, guint n_subjects);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalErasedPeople, cal_erased_people_unref)
