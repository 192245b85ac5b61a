/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "log/cal-erasures.h"
#include "log/cal-hasher.h"

/**
 * CalMapLeaf:
 * @leaf: the leaf, canonical JSON
 * @opening: (nullable): what opens it: base64url of the canonical JSON array
 *   `[salt, subject, salt, final]`; %NULL when it was erased
 *
 * One subject's line in the map that a seal commits to.
 */
typedef struct
{
  char *leaf;
  char *opening;
} CalMapLeaf;

/**
 * CalSubjectMap:
 * @leaves: (element-type CalMapLeaf): one a subject, sorted by the hidden subject
 *
 * What a seal says of each subject: how many decisions there are, which is the
 * latest, and the final rating. With it a person can be shown that nothing of
 * theirs was left out.
 */
typedef struct
{
  GArray *leaves;
} CalSubjectMap;

CalSubjectMap *cal_subject_map_new (void);
CalSubjectMap *cal_subject_map_of_board (const CalBoard *board);
void cal_subject_map_free (CalSubjectMap *map);
void cal_subject_map_add (CalSubjectMap *map, const char *leaf, const char *opening);
GArray *cal_subject_map_hashes (const CalSubjectMap *map, CalHasher *hasher);
void cal_subject_map_root (const CalSubjectMap *map, CalHasher *hasher, CalHash *root);
gboolean cal_subject_map_check (const CalSubjectMap *map,
                                const CalBoard *board,
                                CalErasures *erasures,
                                char **why);
char *cal_subject_map_redact (const char *opening);
gboolean cal_subject_map_check_redacted (const CalSubjectMap *map,
                                         const CalBoard *board,
                                         CalErasures *erasures,
                                         char **why);
char *cal_subject_map_leaf_subject (const char *leaf);
gboolean cal_subject_map_open (const char *leaf,
                               const char *opening,
                               CalHasher *hasher,
                               char **subject,
                               char **final,
                               guint64 *n,
                               guint64 *last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSubjectMap, cal_subject_map_free)
