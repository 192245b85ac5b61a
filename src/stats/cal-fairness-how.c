/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-how.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "stats/cal-fairness-private.h"

static void
add_name (GString *json, const char *name)
{
  g_string_append_c (json, '"');
  for (; *name != '\0'; name++)
    if (*name == '"' || *name == '\\')
      g_string_append_printf (json, "\\%c", *name);
    else if ((guchar) *name < 0x20)
      g_string_append_printf (json, "\\u%04x", (guchar) *name);
    else
      g_string_append_c (json, *name);
  g_string_append_c (json, '"');
}

static void
add_number (GString *json, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    g_string_append (json, "null");
  else
    g_string_append (json, g_ascii_dtostr (text, sizeof text, value));
}

static void
add_counts (GString *json, const guint64 *counts, guint n)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GUINT64_FORMAT, i > 0 ? "," : "", counts[i]);
  g_string_append_c (json, ']');
}

/* Levels as a scale declares them: 1, 2 and so on. */
static void
add_categories (GString *json, guint n_levels)
{
  g_string_append (json, "\"categories\":[");
  for (guint level = 1; level <= n_levels; level++)
    g_string_append_printf (json, "%s\"%u\"", level > 1 ? "," : "", level);
  g_string_append (json, "]");
}

static void
explain_gof (CalFairnessHow *how,
             const guint64 *counts,
             const double *weights,
             guint n_levels,
             const CalGof *gof,
             GString *json)
{
  how->stat = "gof";
  how->n = gof->n;
  if (gof->reason != CAL_STATS_DEFINED || isnan (gof->p_exact_prob))
    how->method = g_strdup (_ ("Pearson's χ² test of the guideline"));
  else if (gof->simulated)
    how->method = g_strdup_printf (
        _ ("Exact multinomial test by probability; too many tables to list, so %u were drawn"),
        (guint) CAL_GOF_DRAWS);
  else
    how->method = g_strdup_printf (
        ngettext ("Exact multinomial test by probability over %.0f table",
                  "Exact multinomial test by probability over %.0f tables", (gulong) gof->tables),
        gof->tables);
  how->caveat =
      g_strdup (_ ("Agreeing with a guideline does not make ratings right; a level outside "
                   "it may be deserved."));
  g_string_append (json, "{\"observed\":");
  add_counts (json, counts, n_levels);
  g_string_append (json, ",\"guideline_weights\":[");
  for (guint level = 0; level < n_levels; level++)
    {
      g_string_append (json, level > 0 ? "," : "");
      add_number (json, weights[level]);
    }
  g_string_append (json, "]}");
}

static void
explain_distribution (const CalFairness *fairness, gboolean now, CalFairnessHow *how, GString *json)
{
  const CalFairnessDistribution *distribution = &fairness->distribution;

  explain_gof (how, now ? distribution->now : distribution->before, distribution->weights,
               distribution->n_levels, now ? &distribution->test_now : &distribution->test_before,
               json);
}

static void
explain_level (const CalFairness *fairness,
               guint level,
               gboolean now,
               CalFairnessHow *how,
               GString *json)
{
  const CalFairnessDistribution *distribution = &fairness->distribution;
  guint64 count = now ? distribution->now[level] : distribution->before[level];
  guint64 counts[] = { count, (now ? distribution->n_now : distribution->n_before) - count };
  double weights[] = { distribution->weights[level], 0 };

  for (guint other = 0; other < distribution->n_levels; other++)
    if (other != level)
      weights[1] += distribution->weights[other];
  explain_gof (how, counts, weights, 2,
               now ? &distribution->level_now[level] : &distribution->level_before[level], json);
}

/* Each rater's ratings, written as they come. */
static void
add_rating (GString **ratings, guint rater, double level)
{
  if (ratings[rater] == NULL)
    ratings[rater] = g_string_new (NULL);
  if (isnan (level))
    return;
  g_string_append (ratings[rater], ratings[rater]->len > 0 ? "," : "");
  add_number (ratings[rater], level);
}

static void
add_raters (const CalFairness *fairness, GString **ratings, GString *json)
{
  gboolean first = TRUE;

  g_string_append (json, "{\"managers\":{");
  for (guint rater = 0; rater < fairness->rater_ids->len; rater++)
    if (ratings[rater] != NULL)
      {
        g_string_append (json, first ? "" : ",");
        first = FALSE;
        add_name (json, g_ptr_array_index (fairness->rater_ids, rater));
        g_string_append_printf (json, ":[%s]", ratings[rater]->str);
        g_string_free (ratings[rater], TRUE);
      }
  g_string_append (json, "}}");
}

static void
explain_severity (const CalFairness *fairness, CalFairnessHow *how, GString *json)
{
  g_autofree GString **ratings = g_new0 (GString *, fairness->rater_ids->len + 1);

  how->stat = "severity";
  how->n = fairness->severity.severity.n;
  how->method = g_strdup (_ ("One-way random effects by the method of moments"));
  how->caveat = g_strdup (_ ("A strong team looks like a generous rater: read the evidence first. "
                             "The intervals are a little narrow, since the spread between raters "
                             "is estimated too."));
  for (guint i = 0; i < fairness->n_members; i++)
    {
      const CalMember *member = &fairness->members[i];
      guint8 level = member->row->ratings.performance;

      if (member->in && member->rater >= 0)
        add_rating (ratings, (guint) member->rater, level > 0 ? level : NAN);
    }
  add_raters (fairness, ratings, json);
}

static void
explain_earlier (const CalFairness *fairness, guint index, CalFairnessHow *how, GString *json)
{
  const CalEarlierCycle *cycle = &g_array_index (fairness->earlier, CalEarlierCycle, index);
  g_autofree GString **ratings = g_new0 (GString *, fairness->rater_ids->len + 1);

  how->stat = "severity";
  how->n = cycle->severity.n;
  how->method = g_strdup (_ ("One-way random effects by the method of moments"));
  how->caveat = g_strdup (_ ("Another cycle had another guideline and other subjects."));
  for (guint i = 0; i < cycle->ratings->len; i++)
    add_rating (ratings, g_array_index (cycle->raters, guint, i),
                g_array_index (cycle->ratings, double, i));
  add_raters (fairness, ratings, json);
}

static void
explain_halo (const CalFairness *fairness, guint index, CalFairnessHow *how, GString *json)
{
  const CalFairnessRater *rater = &fairness->severity.raters[index];
  g_autoptr (GString) potential = g_string_new (NULL);
  guint number;

  how->stat = "halo";
  how->n = rater->halo.n;
  how->method = g_strdup (_ ("Pearson's correlation with Fisher's interval"));
  how->caveat = g_strdup (_ ("Who performs well may well have potential: a correlation is no "
                             "error by itself."));
  number = GPOINTER_TO_UINT (g_hash_table_lookup (fairness->rater_numbers, rater->id));
  g_string_append (json, "{\"performance\":[");
  for (guint i = fairness->rater_starts[number]; i < fairness->rater_starts[number + 1]; i++)
    {
      CalPlacement ratings = fairness->members[fairness->by_rater[i]].row->ratings;

      if (potential->len > 0)
        {
          g_string_append_c (json, ',');
          g_string_append_c (potential, ',');
        }
      add_number (json, ratings.performance > 0 ? ratings.performance : NAN);
      add_number (potential, ratings.potential > 0 ? ratings.potential : NAN);
    }
  g_string_append_printf (json, "],\"potential\":[%s]}", potential->str);
}

/* Only what may be published goes in, and only groups that are compared. */
static void
explain_groups (const CalFairness *fairness,
                guint index,
                gboolean now,
                CalFairnessHow *how,
                GString *json)
{
  const CalFairnessGroups *groups = &fairness->groups[index].groups;
  gboolean first = TRUE;

  how->stat = "impact";
  how->method = g_strdup (_ ("Screening ratio with Katz's interval; Fisher's exact test, "
                             "two-sided"));
  how->caveat = g_strdup (_ ("A low ratio is a reason to look, not a finding; of fewer than 30 "
                             "people nothing is inferred."));
  g_string_append (json, "{\"groups\":[");
  for (guint i = 0; i < groups->n_groups; i++)
    {
      const CalFairnessGroup *group = &groups->groups[i];
      const CalFairnessMoment *moment = now ? &group->now : &group->before;

      if (isnan (moment->impact.pool_share))
        continue;
      g_autofree char *name = cal_fairness_group_key (group);
      how->n += group->n;
      g_string_append (json, first ? "{\"name\":" : ",{\"name\":");
      first = FALSE;
      add_name (json, name);
      g_string_append_printf (
          json, ",\"selected\":%" G_GUINT64_FORMAT ",\"total\":%" G_GUINT64_FORMAT "}",
          moment->favourable, group->n);
    }
  g_string_append (json, "]}");
}

static void
explain_tested (const CalFairness *fairness, gboolean now, CalFairnessHow *how, GString *json)
{
  how->stat = "bh";
  how->method = g_strdup (_ ("Benjamini and Hochberg's step-up procedure at 5 %"));
  how->caveat = g_strdup (_ ("Of what stands out one in twenty is expected to be chance; looking "
                             "at other groups as well is another test."));
  g_string_append (json, "{\"p\":[");
  for (guint g = 0; g < fairness->n_groups; g++)
    for (guint i = 0; i < fairness->groups[g].groups.n_groups; i++)
      {
        const CalFairnessGroups *groups = &fairness->groups[g].groups;
        const CalFairnessGroup *group = &groups->groups[i];

        if (!cal_fairness_is_tested (groups, i, now))
          continue;
        g_string_append (json, how->n > 0 ? "," : "");
        add_number (json, now ? group->now.impact.fisher_p : group->before.impact.fisher_p);
        how->n++;
      }
  g_string_append (json, "],\"q\":0.05}");
}

static const CalFairnessAgreementAxis *
axis_of (const CalFairness *fairness, guint axis)
{
  return axis == 0 ? &fairness->agreement.performance : &fairness->agreement.potential;
}

/* Subjects by raters, or the other way round; a level or null. */
static void
add_ratings (const CalFairness *fairness,
             guint axis,
             gboolean by_rater,
             gboolean as_text,
             GString *json)
{
  guint n_raters = fairness->agreement.n_raters;
  guint n_subjects = fairness->agreement.n_subjects;
  guint n_rows = by_rater ? n_raters : n_subjects, n_columns = by_rater ? n_subjects : n_raters;

  g_string_append_c (json, '[');
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (json, row > 0 ? ",[" : "[");
      for (guint column = 0; column < n_columns; column++)
        {
          gsize at = by_rater ? (gsize) column * n_raters + row : (gsize) row * n_raters + column;
          int rating = fairness->agreement_ratings[axis][at];

          g_string_append (json, column > 0 ? "," : "");
          if (rating < 0)
            g_string_append (json, "null");
          else
            g_string_append_printf (json, as_text ? "\"%d\"" : "%d", rating + 1);
        }
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
}

static void
explain_agreement (const CalFairness *fairness,
                   CalFigure figure,
                   guint axis,
                   CalFairnessHow *how,
                   GString *json)
{
  const CalFairnessAgreementAxis *result = axis_of (fairness, axis);
  gboolean by_rater = figure == CAL_FIGURE_KRIPPENDORFF;
  gboolean as_text = figure == CAL_FIGURE_FLEISS || figure == CAL_FIGURE_GWET;

  g_string_append_c (json, '{');
  how->caveat = g_strdup (_ ("Raters can agree and be wrong together."));
  switch (figure)
    {
    case CAL_FIGURE_FLEISS:
      how->stat = "fleiss";
      how->n = result->fleiss.n_used;
      how->method = g_strdup (_ ("Fleiss' κ, of subjects whom every rater rated"));
      break;
    case CAL_FIGURE_GWET:
      how->stat = "gwet";
      how->n = result->gwet.n_used;
      how->method = g_strdup (_ ("Gwet's AC1 and AC2, of subjects whom every rater rated"));
      break;
    case CAL_FIGURE_KRIPPENDORFF:
      how->stat = "krippendorff";
      how->n = result->krippendorff.n_pairable;
      how->method = g_strdup (_ ("Krippendorff's α, of ratings that can be paired"));
      break;
    case CAL_FIGURE_ICC:
    default:
      how->stat = "icc";
      how->n = result->icc.n_used;
      how->method = g_strdup (_ ("Intraclass correlation of Shrout and Fleiss, of subjects whom "
                                 "every rater rated"));
      break;
    }
  if (as_text)
    {
      add_categories (json, result->n_levels);
      g_string_append_c (json, ',');
    }
  g_string_append (json, as_text    ? "\"ratings\":"
                         : by_rater ? "\"raters_by_units\":"
                                    : "\"targets_by_judges\":");
  add_ratings (fairness, axis, by_rater, as_text, json);
  g_string_append_c (json, '}');
}

static void
explain_pair (const CalFairness *fairness,
              guint index,
              guint axis,
              CalFairnessHow *how,
              GString *json)
{
  const CalFairnessPair *pair = &axis_of (fairness, axis)->pairs[index];
  const guint raters[] = { pair->first, pair->second };
  guint n_raters = fairness->agreement.n_raters;

  how->stat = "kappa";
  how->n = pair->n;
  how->method = g_strdup (_ ("Cohen's κ, unweighted and weighted"));
  how->caveat = g_strdup (_ ("κ misleads where nearly everybody gets the same level."));
  g_string_append_c (json, '{');
  add_categories (json, axis_of (fairness, axis)->n_levels);
  for (guint which = 0; which < 2; which++)
    {
      gboolean first = TRUE;

      g_string_append_printf (json, ",\"rater%u\":[", which + 1);
      for (guint subject = 0; subject < fairness->agreement.n_subjects; subject++)
        {
          const int *row = fairness->agreement_ratings[axis] + (gsize) subject * n_raters;

          if (row[pair->first] < 0 || row[pair->second] < 0)
            continue;
          g_string_append_printf (json, "%s\"%d\"", first ? "" : ",", row[raters[which]] + 1);
          first = FALSE;
        }
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, '}');
}

static void
explain_change (const CalFairness *fairness, guint axis, CalFairnessHow *how, GString *json)
{
  const CalFairnessChange *change = &fairness->change;
  guint n = axis == 0   ? cal_fairness_n_heights (fairness)
            : axis == 1 ? fairness->rules->performance.n_levels
                        : fairness->rules->potential.n_levels;
  g_autofree guint64 *table = cal_fairness_change_table (fairness, axis);

  how->stat = "change";
  how->n = change->n;
  how->method = g_strdup (_ ("Sign test, exact and two-sided; Bowker's test of symmetry; "
                             "Stuart and Maxwell's test of the margins"));
  how->caveat = g_strdup (_ ("Movement is not improvement: it shows what the panel did."));
  g_string_append (json, "{\"before_by_after\":[");
  for (guint row = 0; row < n; row++)
    {
      g_string_append (json, row > 0 ? "," : "");
      add_counts (json, table + (gsize) row * n, n);
    }
  g_string_append (json, "]}");
}

static void
explain_wilcoxon (const CalFairness *fairness, CalFairnessHow *how, GString *json)
{
  guint n = cal_fairness_n_heights (fairness);
  g_autoptr (GString) after = g_string_new (NULL);

  how->stat = "wilcoxon";
  how->n = fairness->change.wilcoxon.n_pairs;
  how->method = g_strdup (_ ("Wilcoxon's signed ranks of performance and potential together"));
  how->caveat = g_strdup (_ ("Movement is not improvement: it shows what the panel did."));
  g_string_append (json, "{\"before\":[");
  for (guint row = 0; row < n; row++)
    for (guint column = 0; column < n; column++)
      for (guint64 k = 0; k < fairness->heights[row * n + column]; k++)
        {
          g_string_append_printf (json, "%s%u", after->len > 0 ? "," : "", row);
          g_string_append_printf (after, "%s%u", after->len > 0 ? "," : "", column);
        }
  g_string_append_printf (json, "],\"after\":[%s]}", after->str);
}

/**
 * cal_fairness_how:
 * @fairness: figures that have been computed
 * @figure: the figure
 * @index: which of its kind
 *
 * Says how a figure came about, with all that `calibrate stat` needs to come to
 * the same. Of groups only what may be published is told.
 *
 * Returns: (transfer full): how
 */
CalFairnessHow *
cal_fairness_how (const CalFairness *fairness, CalFigure figure, guint index)
{
  CalFairnessHow *how = g_new0 (CalFairnessHow, 1);
  GString *json = g_string_new (NULL);

  switch (figure)
    {
    case CAL_FIGURE_DISTRIBUTION:
      explain_distribution (fairness, index != 0, how, json);
      break;
    case CAL_FIGURE_LEVEL:
      explain_level (fairness, index / 2, index % 2 != 0, how, json);
      break;
    case CAL_FIGURE_SEVERITY:
      explain_severity (fairness, how, json);
      break;
    case CAL_FIGURE_EARLIER:
      explain_earlier (fairness, index, how, json);
      break;
    case CAL_FIGURE_HALO:
      explain_halo (fairness, index, how, json);
      break;
    case CAL_FIGURE_GROUPS:
      explain_groups (fairness, index / 2, index % 2 != 0, how, json);
      break;
    case CAL_FIGURE_TESTED:
      explain_tested (fairness, index != 0, how, json);
      break;
    case CAL_FIGURE_PAIR:
      explain_pair (fairness, index / 2, index % 2, how, json);
      break;
    case CAL_FIGURE_CHANGE:
      explain_change (fairness, index, how, json);
      break;
    case CAL_FIGURE_WILCOXON:
      explain_wilcoxon (fairness, how, json);
      break;
    case CAL_FIGURE_FLEISS:
    case CAL_FIGURE_GWET:
    case CAL_FIGURE_KRIPPENDORFF:
    case CAL_FIGURE_ICC:
    default:
      explain_agreement (fairness, figure, index, how, json);
      break;
    }
  how->input = g_string_free (json, FALSE);
  return how;
}

void
cal_fairness_how_free (CalFairnessHow *how)
{
  if (how == NULL)
    return;
  g_free (how->method);
  g_free (how->caveat);
  g_free (how->input);
  g_free (how);
}
