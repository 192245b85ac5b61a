/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-how-list.h"

#include <glib/gi18n.h>

#include "charts/cal-chart-text.h"

static void
entry_free (gpointer data)
{
  CalHowEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

/* Takes @name over. */
static void
add (GPtrArray *list, CalFigure figure, guint index, char *name)
{
  CalHowEntry *entry = g_new (CalHowEntry, 1);

  *entry = (CalHowEntry){ name, figure, index };
  g_ptr_array_add (list, entry);
}

static void
list_distribution (GPtrArray *list, const CalFairness *fairness)
{
  CalRules *rules = cal_fairness_rules (fairness);

  add (list, CAL_FIGURE_DISTRIBUTION, 1, g_strdup (_ ("All levels, now")));
  add (list, CAL_FIGURE_DISTRIBUTION, 0, g_strdup (_ ("All levels, before")));
  for (guint level = 0; level < rules->performance.n_levels; level++)
    for (guint before = 0; before < 2; before++)
      add (list, CAL_FIGURE_LEVEL, 2 * level + !before,
           g_strdup_printf (before ? _ ("%s, before") : _ ("%s, now"),
                            cal_text_translated (rules->performance.labels[level])));
}

static void
list_severity (GPtrArray *list, const CalFairness *fairness)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (fairness);

  add (list, CAL_FIGURE_SEVERITY, 0, g_strdup (_ ("Severity")));
  for (guint i = 0; i < severity->n_cycles; i++)
    add (list, CAL_FIGURE_EARLIER, i, g_strdup_printf (_ ("Severity in %s"), severity->cycles[i]));
  for (guint i = 0; i < severity->n_raters; i++)
    add (list, CAL_FIGURE_HALO, i, g_strdup_printf (_ ("Halo of %s"), severity->raters[i].name));
}

static void
list_groups (GPtrArray *list, const CalFairness *fairness)
{
  for (guint i = 0; i < cal_fairness_n_groupings (fairness); i++)
    for (guint before = 0; before < 2; before++)
      add (list, CAL_FIGURE_GROUPS, 2 * i + !before,
           g_strdup_printf (before ? _ ("%s, before") : _ ("%s, now"),
                            cal_fairness_groups (fairness, i)->title));
  add (list, CAL_FIGURE_TESTED, 1, g_strdup (_ ("Everything tested together, now")));
  add (list, CAL_FIGURE_TESTED, 0, g_strdup (_ ("Everything tested together, before")));
}

static void
list_agreement (GPtrArray *list, const CalFairness *fairness)
{
  static const struct
  {
    CalFigure figure;
    const char *name;
  } figures[] = {
    { CAL_FIGURE_KRIPPENDORFF, N_ ("Krippendorff's α") },
    { CAL_FIGURE_FLEISS, N_ ("Fleiss' κ") },
    { CAL_FIGURE_GWET, N_ ("Gwet's AC1 and AC2") },
    { CAL_FIGURE_ICC, N_ ("Intraclass correlation") },
  };
  const CalFairnessAgreement *agreement = cal_fairness_agreement (fairness);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    for (guint potential = 0; potential < 2; potential++)
      add (list, figures[i].figure, potential,
           g_strdup_printf (potential ? _ ("%s, potential") : _ ("%s, performance"),
                            _ (figures[i].name)));
  for (guint i = 0; i < agreement->performance.n_pairs; i++)
    for (guint potential = 0; potential < 2; potential++)
      {
        const CalFairnessPair *pair = &agreement->performance.pairs[i];
        g_autofree char *both = g_strdup_printf (_ ("%s and %s"), agreement->raters[pair->first],
                                                 agreement->raters[pair->second]);

        add (list, CAL_FIGURE_PAIR, 2 * i + potential,
             g_strdup_printf (potential ? _ ("%s, potential") : _ ("%s, performance"), both));
      }
}

static void
list_change (GPtrArray *list)
{
  add (list, CAL_FIGURE_CHANGE, 0, g_strdup (_ ("Performance and potential together")));
  add (list, CAL_FIGURE_CHANGE, 1, g_strdup (_ ("Performance")));
  add (list, CAL_FIGURE_CHANGE, 2, g_strdup (_ ("Potential")));
  add (list, CAL_FIGURE_WILCOXON, 0, g_strdup (_ ("Signed ranks of the change")));
}

/**
 * cal_how_list:
 * @fairness: figures that have been computed
 * @card: a question
 *
 * Returns: (transfer full) (element-type CalHowEntry): the figures that answer
 *   it, the leading one first
 */
GPtrArray *
cal_how_list (const CalFairness *fairness, CalFairnessCard card)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (entry_free);

  switch (card)
    {
    case CAL_CARD_DISTRIBUTION:
      list_distribution (list, fairness);
      break;
    case CAL_CARD_SEVERITY:
      list_severity (list, fairness);
      break;
    case CAL_CARD_GROUPS:
      list_groups (list, fairness);
      break;
    case CAL_CARD_AGREEMENT:
      list_agreement (list, fairness);
      break;
    case CAL_CARD_CHANGE:
    case CAL_N_CARDS:
    default:
      list_change (list);
      break;
    }
  return list;
}

/**
 * cal_how_call:
 * @how: how a figure came about
 *
 * Returns: (transfer full): what to type into a terminal to have it worked out
 *   again. The input stands in a document of the shell's own, which neither
 *   quotes in a name nor a long list breaks
 */
char *
cal_how_call (const CalFairnessHow *how)
{
  return g_strdup_printf ("calibrate stat %s <<'END'\n%s\nEND\n", how->stat, how->input);
}
