/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-rules.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cal-core-error.h"

static gboolean
scale_init (CalScale *scale,
            const char *axis,
            const char *const *labels,
            const char *const *anchors,
            GError **error)
{
  guint n = g_strv_length ((char **) labels);

  if (n < 2 || n > CAL_MAX_LEVELS)
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY,
                   "the %s scale has %u levels, not 2 to %d", axis, n, CAL_MAX_LEVELS);
      return FALSE;
    }
  if (g_strv_length ((char **) anchors) != n)
    {
      g_set_error (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY,
                   "the %s scale has %u levels but %u behavioural anchors", axis, n,
                   g_strv_length ((char **) anchors));
      return FALSE;
    }
  scale->n_levels = n;
  scale->labels = g_strdupv ((char **) labels);
  scale->anchors = g_strdupv ((char **) anchors);
  return TRUE;
}

/**
 * cal_rules_new:
 * @performance_labels: the performance levels' names, lowest first
 * @performance_anchors: their behavioural anchors
 * @potential_labels: the potential levels' names, lowest first
 * @potential_anchors: their behavioural anchors
 * @cell_labels: the cells' names, in the order of cal_rules_cell()
 * @guideline: (nullable): whole percentages for the performance levels
 * @n_guideline: how many; 0, or one for each performance level
 * @tolerance: percentage points around @guideline
 * @reason_codes: the codes that a decision may give
 * @reason_labels: what each code is called
 * @error: return location
 *
 * Returns: (transfer full): the rules; %NULL with %CAL_CORE_ERROR_BAD_ENTRY
 *   where the parts do not fit each other
 */
CalRules *
cal_rules_new (const char *const *performance_labels,
               const char *const *performance_anchors,
               const char *const *potential_labels,
               const char *const *potential_anchors,
               const char *const *cell_labels,
               const guint *guideline,
               guint n_guideline,
               guint tolerance,
               const char *const *reason_codes,
               const char *const *reason_labels,
               GError **error)
{
  g_autoptr (CalRules) rules = g_new0 (CalRules, 1);
  guint total = 0;

  g_atomic_ref_count_init (&rules->references);
  if (!scale_init (&rules->performance, "performance", performance_labels, performance_anchors,
                   error)
      || !scale_init (&rules->potential, "potential", potential_labels, potential_anchors, error))
    return NULL;

  rules->n_cells = rules->performance.n_levels * rules->potential.n_levels;
  rules->cell_labels = g_strdupv ((char **) cell_labels);
  rules->reason_codes = g_strdupv ((char **) reason_codes);
  rules->reason_labels = g_strdupv ((char **) reason_labels);
  rules->guideline = g_memdup2 (guideline, n_guideline * sizeof *guideline);
  rules->n_guideline = n_guideline;
  rules->tolerance = tolerance;

  for (guint i = 0; i < n_guideline; i++)
    total += MIN (guideline[i], 101);
  if (g_strv_length (rules->cell_labels) != rules->n_cells
      || g_strv_length (rules->reason_codes) == 0
      || g_strv_length (rules->reason_codes) != g_strv_length (rules->reason_labels)
      || (n_guideline != 0 && (n_guideline != rules->performance.n_levels || total != 100))
      || tolerance > 100 || g_strv_contains (reason_codes, CAL_REASON_UNDO)
      || g_strv_contains (reason_codes, CAL_REASON_REDO)
      || g_strv_contains (reason_codes, CAL_REASON_BRANCH))
    {
      g_set_error_literal (error, CAL_CORE_ERROR, CAL_CORE_ERROR_BAD_ENTRY,
                           "the rules' cells, guideline and reason codes do not fit their scales");
      return NULL;
    }
  return g_steal_pointer (&rules);
}

/**
 * cal_rules_new_default:
 *
 * A new cycle's rules: two scales of three levels, guideline 20/60/20 on
 * performance with two points of tolerance, five reason codes. Texts are in
 * English, for they go into the document; the interface translates those that
 * it finds in its catalogue.
 *
 * Returns: (transfer full): the rules
 */
CalRules *
cal_rules_new_default (void)
{
  static const char *const performance[] = { N_ ("Below"), N_ ("Meets"), N_ ("Exceeds"), NULL };
  static const char *const performance_anchors[] = {
    N_ ("Results fall short of what the role asks for."),
    N_ ("Results are what the role asks for, reliably."),
    N_ ("Results go well beyond the role, and others build on them."),
    NULL,
  };
  static const char *const potential[] = { N_ ("Limited"), N_ ("Moderate"), N_ ("High"), NULL };
  static const char *const potential_anchors[] = {
    N_ ("Is well placed in the present role."),
    N_ ("Can grow into a wider role within two years."),
    N_ ("Is ready for a larger role now or within a year."),
    NULL,
  };
  static const char *const cells[] = {
    N_ ("Needs support"), N_ ("Steady"),   N_ ("Expert"), N_ ("Uneven"), N_ ("Core"),
    N_ ("High impact"),   N_ ("Untapped"), N_ ("Rising"), N_ ("Star"),   NULL,
  };
  static const guint guideline[] = { 20, 60, 20 };
  static const char *const codes[] = {
    "evidence", "consistency", "scope", "recency", "other", NULL
  };
  static const char *const code_labels[] = {
    N_ ("Evidence supports it"),           N_ ("Same bar as others"), N_ ("Scope or role changed"),
    N_ ("Recent events weighed too much"), N_ ("Other reason"),       NULL,
  };

  return cal_rules_new (performance, performance_anchors, potential, potential_anchors, cells,
                        guideline, G_N_ELEMENTS (guideline), 2, codes, code_labels, NULL);
}

CalRules *
cal_rules_ref (CalRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  g_atomic_ref_count_inc (&rules->references);
  return rules;
}

void
cal_rules_unref (CalRules *rules)
{
  g_return_if_fail (rules != NULL);

  if (!g_atomic_ref_count_dec (&rules->references))
    return;
  g_strfreev (rules->performance.labels);
  g_strfreev (rules->performance.anchors);
  g_strfreev (rules->potential.labels);
  g_strfreev (rules->potential.anchors);
  g_strfreev (rules->cell_labels);
  g_strfreev (rules->reason_codes);
  g_strfreev (rules->reason_labels);
  g_free (rules->guideline);
  g_free (rules);
}

/**
 * cal_rules_has_placement:
 *
 * Returns: whether @placement is a cell of these rules' grid; the holding
 *   area is not
 */
gboolean
cal_rules_has_placement (const CalRules *rules, CalPlacement placement)
{
  return cal_placement_is_placed (placement) && placement.performance <= rules->performance.n_levels
         && placement.potential <= rules->potential.n_levels;
}

/**
 * cal_rules_cell:
 * @rules: the rules
 * @placement: a placement of these rules' grid
 *
 * Numbers the cells like a keypad: left to right, lowest potential first, so
 * that cell 0 is (1,1) and on a nine-box the key 9 is cell 8, (3,3).
 *
 * Returns: 0 to n_cells − 1
 */
guint
cal_rules_cell (const CalRules *rules, CalPlacement placement)
{
  g_return_val_if_fail (cal_rules_has_placement (rules, placement), 0);

  return (placement.potential - 1u) * rules->performance.n_levels + placement.performance - 1u;
}

/**
 * cal_rules_cell_placement:
 * @cell: 0 to n_cells − 1
 *
 * Returns: the placement of that cell; the inverse of cal_rules_cell()
 */
CalPlacement
cal_rules_cell_placement (const CalRules *rules, guint cell)
{
  g_return_val_if_fail (cell < rules->n_cells, CAL_HOLDING);

  return cal_placement (cell % rules->performance.n_levels + 1,
                        cell / rules->performance.n_levels + 1);
}

/**
 * cal_rules_cell_label:
 *
 * Returns: (nullable): the cell's name; %NULL for the holding area
 */
const char *
cal_rules_cell_label (const CalRules *rules, CalPlacement placement)
{
  if (!cal_rules_has_placement (rules, placement))
    return NULL;
  return rules->cell_labels[cal_rules_cell (rules, placement)];
}

/**
 * cal_rules_reason_label:
 *
 * Returns: what the code is called, @code itself when the rules do not know it
 */
const char *
cal_rules_reason_label (const CalRules *rules, const char *code)
{
  for (guint i = 0; rules->reason_codes[i] != NULL; i++)
    if (strcmp (rules->reason_codes[i], code) == 0)
      return rules->reason_labels[i];
  if (strcmp (code, CAL_REASON_UNDO) == 0)
    return N_ ("Undo");
  if (strcmp (code, CAL_REASON_REDO) == 0)
    return N_ ("Redo");
  if (strcmp (code, CAL_REASON_BRANCH) == 0)
    return N_ ("Carried over");
  return code;
}

gboolean
cal_rules_has_reason_code (const CalRules *rules, const char *code)
{
  return g_strv_contains ((const char *const *) rules->reason_codes, code);
}
