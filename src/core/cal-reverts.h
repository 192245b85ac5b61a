/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalReverts:
 *
 * Which decisions are in force: each unless one in force reverts it. Decisions are
 * known by their indexes, and only those are kept that revert or are reverted.
 */
typedef struct _CalReverts CalReverts;

CalReverts *cal_reverts_new (void);
void cal_reverts_free (CalReverts *reverts);

void cal_reverts_add (CalReverts *reverts, guint decision, guint reverted);
gboolean cal_reverts_find (CalReverts *reverts, guint decision, guint *by);
guint64 cal_reverts_n_steps (const CalReverts *reverts);

gboolean cal_reverts_look_back (const CalReverts *reverts,
                                guint n_decisions,
                                guint decision,
                                gboolean *in_force,
                                guint *by);
void cal_reverts_recall (const CalReverts *reverts, guint n_decisions, GByteArray *undone);
gboolean cal_reverts_find_recalled (const CalReverts *reverts,
                                    guint n_decisions,
                                    const GByteArray *undone,
                                    guint decision,
                                    guint *by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalReverts, cal_reverts_free)
