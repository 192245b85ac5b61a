/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-placement.h"

/**
 * CalScale:
 * @labels: (array zero-terminated=1): what each level is called, lowest first
 * @anchors: (array zero-terminated=1): each level's behavioural anchor, the
 *   sentence that says what it looks like; as many as @labels
 * @n_levels: how many levels
 */
typedef struct
{
  char **labels;
  char **anchors;
  guint n_levels;
} CalScale;

/**
 * CalRules:
 *
 * What a cycle's panel agreed on beforehand: both rating scales, the names of
 * the cells, the guideline distribution and the reason codes. Immutable and
 * reference counted.
 *
 * @cell_labels has performance.n_levels × potential.n_levels names in the
 * order of cal_rules_cell(). @guideline has one whole percentage for each
 * performance level, lowest first, or is empty (@n_guideline 0) where no
 * guideline is set; @tolerance is in percentage points.
 */
typedef struct
{
  CalScale performance;
  CalScale potential;
  char **cell_labels;
  guint n_cells;
  guint *guideline;
  guint n_guideline;
  guint tolerance;
  char **reason_codes;
  char **reason_labels;

  /*< private >*/
  gatomicrefcount references;
} CalRules;

/* The codes that undo and redo write; nobody may choose them by hand. */
#define CAL_REASON_UNDO "undo"
#define CAL_REASON_REDO "redo"

/* The code under which a branch carries over what was decided before it. */
#define CAL_REASON_BRANCH "branch"

CalRules *cal_rules_new (const char *const *performance_labels,
                         const char *const *performance_anchors,
                         const char *const *potential_labels,
                         const char *const *potential_anchors,
                         const char *const *cell_labels,
                         const guint *guideline,
                         guint n_guideline,
                         guint tolerance,
                         const char *const *reason_codes,
                         const char *const *reason_labels,
                         GError **error);
CalRules *cal_rules_new_default (void);
CalRules *cal_rules_ref (CalRules *rules);
void cal_rules_unref (CalRules *rules);

gboolean cal_rules_has_placement (const CalRules *rules, CalPlacement placement);
guint cal_rules_cell (const CalRules *rules, CalPlacement placement);
CalPlacement cal_rules_cell_placement (const CalRules *rules, guint cell);
const char *cal_rules_cell_label (const CalRules *rules, CalPlacement placement);
const char *cal_rules_reason_label (const CalRules *rules, const char *code);
gboolean cal_rules_has_reason_code (const CalRules *rules, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRules, cal_rules_unref)
