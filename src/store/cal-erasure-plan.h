/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/**
 * CalErasurePlan:
 * @digests: (element-type utf8): what the `erased` record is to name
 * @disclosures: (element-type guint64): records and fields in turn, to be deleted
 * @rows: (element-type gint64): the ids of rows of rosters
 * @openings: (element-type guint64): seals and positions in their maps in turn
 * @n_decisions: how many decisions are among the records
 * @naming: (element-type guint64): records that stay and name the person
 *
 * All that a document holds on somebody.
 */
typedef struct
{
  GPtrArray *digests;
  GArray *disclosures;
  GArray *rows;
  GArray *openings;
  guint n_decisions;
  GArray *naming;
} CalErasurePlan;

CalErasurePlan *cal_erasure_plan_make (sqlite3 *db,
                                       const char *subject,
                                       const char *name,
                                       const char *path,
                                       GError **error);
void cal_erasure_plan_free (CalErasurePlan *plan);
guint cal_erasure_plan_n_rosters (const CalErasurePlan *plan);
gboolean
cal_erasure_plan_delete (const CalErasurePlan *plan, sqlite3 *db, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalErasurePlan, cal_erasure_plan_free)
