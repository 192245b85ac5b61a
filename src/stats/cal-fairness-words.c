/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-words.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "stats/cal-fairness-how.h"
#include "stats/cal-fairness-private.h"

#define UNLIKELY_BELOW 0.05
#define FAR_BEYOND_BELOW 0.001

/* With fewer movers than this no direction can be beyond chance. */
#define MIN_MOVED 6

/* What α is taken to mean (Krippendorff 2004, Content Analysis, ch. 11). */
#define AGREE_WELL 0.8
#define AGREE_SOMEWHAT 2.0 / 3

/* How many raters are named in a sentence, each way. */
#define MAX_NAMES 3

static void
on_text_cb (GMarkupParseContext *context,
            const char *text,
            gsize length,
            gpointer user_data,
            GError **error)
{
  g_string_append_len (user_data, text, (gssize) length);
}

/**
 * cal_fairness_plain:
 * @markup: an answer
 *
 * Returns: (transfer full): it without markup, for a terminal or a file
 */
char *
cal_fairness_plain (const char *markup)
{
  const GMarkupParser parser = { .text = on_text_cb };
  GString *plain = g_string_new (NULL);
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, plain, NULL);

  g_markup_parse_context_parse (context, "<answer>", -1, NULL);
  g_markup_parse_context_parse (context, markup, -1, NULL);
  g_markup_parse_context_parse (context, "</answer>", -1, NULL);
  g_markup_parse_context_free (context);
  return g_string_free (plain, FALSE);
}

/**
 * cal_fairness_question:
 *
 * Returns: the card's title, translated
 */
const char *
cal_fairness_question (CalFairnessCard card)
{
  static const char *const questions[CAL_N_CARDS] = {
    [CAL_CARD_DISTRIBUTION] = N_ ("Does the board follow the guideline?"),
    [CAL_CARD_SEVERITY] = N_ ("Do some raters rate lower or higher than others?"),
    [CAL_CARD_GROUPS] = N_ ("Does a group reach the top cells less often?"),
    [CAL_CARD_AGREEMENT] = N_ ("Do several raters agree about the same subjects?"),
    [CAL_CARD_CHANGE] = N_ ("What did calibration change?"),
  };

  g_return_val_if_fail (card < CAL_N_CARDS, "");

  return _ (questions[card]);
}

/* Sentences are written by bold and plain parts; what comes from a roster is
 * escaped. */
static void add (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GString *text, const char *format, ...)
{
  va_list arguments;
  g_autofree char *part = NULL;

  va_start (arguments, format);
  part = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (text, part);
}

/* The p that leads: the exact one where it was computed. */
static double
leading_p (const CalGof *gof)
{
  return isnan (gof->p_exact_prob) ? gof->p_chisq : gof->p_exact_prob;
}

static char *
leading_p_text (const CalGof *gof)
{
  g_autofree char *text = cal_words_p (leading_p (gof), gof->simulated);

  if (isnan (gof->p_exact_prob))
    return g_steal_pointer (&text);
  /* Translators: of a p-value, as “exact p = 0.03” */
  return g_strdup_printf (_ ("exact %s"), text);
}

static char *
how_often (double p)
{
  if (p < 0.0005)
    return g_strdup (_ ("fewer than 1 in 1,000"));
  if (p < 0.01)
    return g_strdup_printf (_ ("%.0f in 1,000"), 1000 * p);
  return g_strdup_printf (_ ("%.0f in 100"), 100 * p);
}

/**
 * cal_fairness_level_sentence:
 * @fairness: figures that have been computed
 * @level: a level of performance, from 0
 *
 * Returns: (transfer full): one level against the guideline, in plain text, as
 *   “14 of 85 at Exceeds where 8.5 were expected: unlikely by chance (exact
 *   p = 0.03)”
 */
char *
cal_fairness_level_sentence (const CalFairness *fairness, guint level)
{
  const CalFairnessDistribution *distribution = &fairness->distribution;
  const CalGof *gof = &distribution->level_now[level];
  const char *label = fairness->rules->performance.labels[level];
  g_autofree char *p = NULL;

  if (gof->reason != CAL_STATS_DEFINED)
    return g_strdup_printf (_ ("%lu of %lu at %s"), (gulong) distribution->now[level],
                            (gulong) distribution->n_now, _ (label));
  p = leading_p_text (gof);
  return g_strdup_printf (leading_p (gof) < UNLIKELY_BELOW
                              ? _ ("%lu of %lu"
                                   " at %s where %.1f were expected: unlikely by chance (%s)")
                              : _ ("%lu of %lu"
                                   " at %s where %.1f were expected: may be chance (%s)"),
                          (gulong) distribution->now[level], (gulong) distribution->n_now,
                          _ (label), distribution->expected_now[level], p);
}

/* The level that departs from the guideline with the lowest p, and how many do. */
static guint
most_telling_level (const CalFairnessDistribution *distribution, guint *n_outside)
{
  guint most_telling = 0;
  double lowest = UNLIKELY_BELOW;

  *n_outside = 0;
  for (guint level = 0; level < distribution->n_levels; level++)
    {
      double p = leading_p (&distribution->level_now[level]);

      if (!(p < UNLIKELY_BELOW))
        continue;
      *n_outside += 1;
      if (p < lowest)
        {
          lowest = p;
          most_telling = level;
        }
    }
  return most_telling;
}

/* An answer is two lines at most: where a level is to be told of, the test of
 * the whole shrinks to its p. */
static void
add_level (const CalFairness *fairness, guint level, guint n_more, GString *text)
{
  const CalGof *before = &fairness->distribution.test_before;
  g_autofree char *p = leading_p_text (&fairness->distribution.test_now);
  g_autofree char *sentence = cal_fairness_level_sentence (fairness, level);

  if (before->reason == CAL_STATS_DEFINED)
    {
      g_autofree char *p_before = leading_p_text (before);

      /* Translators: two p-values, as “exact p = 0.03” */
      add (text, _ (" (%s; before calibration, %s)"), p, p_before);
    }
  else
    add (text, " (%s)", p);
  add (text, ". %s", sentence);
  if (n_more > 0)
    add (text, ngettext (", and %u more level outside", ", and %u more levels outside", n_more),
         n_more);
  g_string_append_c (text, '.');
}

static void
add_how_often (const CalGof *now, const CalGof *before, GString *text)
{
  g_autofree char *p = leading_p_text (now);
  g_autofree char *often = how_often (leading_p (now));

  add (text, _ (": of boards drawn from the guideline, %s differ at least this much (%s)"), often,
       p);
  if (before->reason == CAL_STATS_DEFINED)
    {
      g_autofree char *p_before = leading_p_text (before);
      g_autofree char *often_before = how_often (leading_p (before));

      add (text, _ ("; before calibration, %s (%s)"), often_before, p_before);
    }
  g_string_append_c (text, '.');
}

static void
answer_distribution (const CalFairness *fairness, GString *text)
{
  const CalFairnessDistribution *distribution = &fairness->distribution;
  const CalGof *now = &distribution->test_now, *before = &distribution->test_before;
  guint level, n_outside;

  if (!distribution->has_guideline)
    {
      add (text, "%s", _ ("Undefined: no guideline is set."));
      return;
    }
  if (distribution->n_now < CAL_TOO_FEW)
    {
      add (text,
           ngettext ("%lu subject: too few to infer; counts only.",
                     "%lu subjects: too few to infer; counts only.", (gulong) distribution->n_now),
           (gulong) distribution->n_now);
      return;
    }
  g_string_append (text, "<b>");
  add (text, "%s",
       leading_p (now) < UNLIKELY_BELOW ? _ ("The board departs from the guideline")
                                        : _ ("As a whole, no departure can be seen"));
  g_string_append (text, "</b>");
  level = most_telling_level (distribution, &n_outside);
  if (n_outside > 0)
    add_level (fairness, level, n_outside - 1, text);
  else
    add_how_often (now, before, text);
}

static void
add_raters (const CalFairnessSeverity *severity, gboolean lower, GString *text)
{
  guint n = 0;

  for (guint i = 0; i < severity->n_raters; i++)
    {
      /* The most extreme first: the least from the front, the greatest from the end. */
      const CalFairnessRater *rater = &severity->raters[lower ? i : severity->n_raters - 1 - i];

      if (!rater->stands_out || (rater->effect.deviation < 0) != lower)
        continue;
      if (n < MAX_NAMES)
        add (text, "%s%s", n > 0 ? ", " : "", rater->name);
      n++;
    }
  if (n > MAX_NAMES)
    add (text, ngettext (" and %u more", " and %u more", n - MAX_NAMES), n - MAX_NAMES);
  if (n > 0)
    add (text, " %s", lower ? _ ("lower") : _ ("higher"));
}

static void
answer_severity (const CalFairness *fairness, GString *text)
{
  const CalFairnessSeverity *severity = &fairness->severity;
  guint n_lower = 0;
  double size = 0;

  if (severity->severity.reason == CAL_STATS_ONE_RATER)
    {
      add (text, "%s", _ ("Undefined: one rater only."));
      return;
    }
  if (severity->severity.reason != CAL_STATS_DEFINED)
    {
      add (text, _ ("Undefined: %s."), _ (cal_stats_reason_text (severity->severity.reason)));
      return;
    }
  if (severity->n_stand_out == 0)
    {
      g_string_append_printf (text, "<b>%s</b>", _ ("No rater stands out."));
      return;
    }
  for (guint i = 0; i < severity->n_raters; i++)
    if (severity->raters[i].stands_out)
      {
        n_lower += severity->raters[i].effect.deviation < 0;
        size += fabs (severity->raters[i].effect.deviation) / severity->n_stand_out;
      }
  g_string_append (text, "<b>");
  add (text, ngettext ("%u of %lu stands out", "%u of %lu stand out", severity->n_stand_out),
       severity->n_stand_out, (gulong) severity->severity.k);
  g_string_append (text, "</b>: ");
  add_raters (severity, TRUE, text);
  if (n_lower > 0 && n_lower < severity->n_stand_out)
    g_string_append (text, ", ");
  add_raters (severity, FALSE, text);
  add (text,
       severity->n_stand_out > 1 ? _ (", each by about %.1f of a level.")
                                 : _ (", by about %.1f of a level."),
       size);
}

/**
 * cal_fairness_verdict_text:
 *
 * Returns: what may be said of a group, a phrase, translated
 */
const char *
cal_fairness_verdict_text (CalFairnessVerdict verdict)
{
  static const char *const texts[] = {
    [CAL_VERDICT_HIDDEN] = N_ ("not shown: too few people"),
    [CAL_VERDICT_UNDEFINED] = N_ ("undefined: no one is favourable"),
    [CAL_VERDICT_TOO_FEW] = N_ ("too few to infer"),
    [CAL_VERDICT_REFERENCE] = N_ ("highest: the reference"),
    [CAL_VERDICT_ONE_DECISION] = N_ ("one different decision would reverse the order"),
    [CAL_VERDICT_ABOVE] = N_ ("above 0.80"),
    [CAL_VERDICT_LOW_CHANCE] = N_ ("low, may be chance"),
    [CAL_VERDICT_LOW] = N_ ("low, unlikely to be chance"),
  };

  return _ (texts[verdict]);
}

static const char *
value_or_not_stated (const char *value)
{
  return *value != '\0' ? value : _ ("Not stated");
}

/**
 * cal_fairness_group_name:
 *
 * Returns: (transfer full): what a group is called on a screen
 */
char *
cal_fairness_group_name (const CalFairnessGroup *group)
{
  if (group->together)
    /* Translators: the names of several groups */
    return g_strdup_printf (_ ("%s together"), group->first);
  if (group->second == NULL)
    return g_strdup (value_or_not_stated (group->first));
  return g_strdup_printf ("%s · %s", value_or_not_stated (group->first),
                          value_or_not_stated (group->second));
}

/* How many more favourable ratings bring a group to four fifths of the rate of
 * the reference. */
static guint64
n_more_to_080 (const CalFairnessGroup *group, const CalFairnessGroup *reference)
{
  guint64 wanted = 4 * reference->now.favourable * group->n;
  guint64 has = 5 * group->now.favourable * reference->n;

  return wanted > has ? (wanted - has + 5 * reference->n - 1) / (5 * reference->n) : 0;
}

/**
 * cal_fairness_group_sentence:
 * @fairness: figures that have been computed
 * @groups: one of its groupings
 * @group: one of the groups
 *
 * Returns: (transfer full): how the group fares now, in markup
 */
char *
cal_fairness_group_sentence (const CalFairness *fairness,
                             const CalFairnessGroups *groups,
                             const CalFairnessGroup *group)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = cal_fairness_group_name (group);
  int reference = groups->impact_now.reference;

  g_string_append (text, "<b>");
  if (group->now.verdict == CAL_VERDICT_LOW || group->now.verdict == CAL_VERDICT_LOW_CHANCE)
    add (text, _ ("%s: look again."), name);
  else
    add (text, "%s: %s.", name, cal_fairness_verdict_text (group->now.verdict));
  g_string_append (text, "</b>");
  if (group->now.verdict == CAL_VERDICT_HIDDEN || !group->shown || !group->now.shown)
    return g_string_free (text, FALSE);
  if (reference < 0 || isnan (group->now.impact.impact_ratio)
      || group == &groups->groups[reference])
    {
      add (text, _ (" %lu of %lu are in a top cell."), (gulong) group->now.favourable,
           (gulong) group->n);
      return g_string_free (text, FALSE);
    }

  const CalFairnessGroup *best = &groups->groups[reference];
  g_autofree char *best_name = cal_fairness_group_name (best);
  g_autofree char *ratio = cal_words_effect (group->now.impact.impact_ratio, FALSE);
  g_autofree char *p = cal_words_p (group->now.impact.fisher_p, FALSE);
  guint64 more = n_more_to_080 (group, best);
  add (text,
       _ (" %lu of %lu"
          " are in a top cell, against %lu of %lu"
          " of %s: screening ratio %s, %s (exact %s)."),
       (gulong) group->now.favourable, (gulong) group->n, (gulong) best->now.favourable,
       (gulong) best->n, best_name, ratio,
       group->now.rejected ? _ ("unlikely to be chance") : _ ("may be chance"), p);
  if (!isnan (group->before.impact.impact_ratio))
    {
      g_autofree char *before = cal_words_effect (group->before.impact.impact_ratio, FALSE);

      if (strcmp (before, ratio) == 0)
        add (text, _ (" It was %s before calibration, too."), before);
      else
        add (text,
             group->now.impact.impact_ratio < group->before.impact.impact_ratio
                 ? _ (" The gap grew in calibration (%s before).")
                 : _ (" The gap shrank in calibration (%s before)."),
             before);
    }
  if (more > 0)
    add (text,
         ngettext (" %lu more favourable rating would bring it to 0.80.",
                   " %lu more favourable ratings would bring it to 0.80.", (gulong) more),
         (gulong) more);
  return g_string_free (text, FALSE);
}

/* The group that a reader should look at first: low beyond chance before low,
 * the smaller ratio first. */
static const CalFairnessGroup *
find_lowest (const CalFairness *fairness, const CalFairnessGroups **of)
{
  const CalFairnessGroup *lowest = NULL;

  for (guint g = 0; g < fairness->n_groups; g++)
    {
      const CalFairnessGroups *groups = &fairness->groups[g].groups;

      for (guint i = 0; i < groups->n_groups; i++)
        {
          const CalFairnessGroup *group = &groups->groups[i];

          if (group->now.verdict < CAL_VERDICT_ABOVE)
            continue;
          if (lowest != NULL
              && (group->now.verdict < lowest->now.verdict
                  || (group->now.verdict == lowest->now.verdict
                      && group->now.impact.impact_ratio >= lowest->now.impact.impact_ratio)))
            continue;
          lowest = group;
          *of = groups;
        }
    }
  return lowest;
}

static gboolean
somebody_is_favourable (const CalFairness *fairness)
{
  for (guint g = 0; g < fairness->n_groups; g++)
    if (fairness->groups[g].groups.favourable_now > 0)
      return TRUE;
  return FALSE;
}

static void
answer_groups (const CalFairness *fairness, GString *text)
{
  const CalFairnessGroups *groups;
  const CalFairnessGroup *lowest = find_lowest (fairness, &groups);

  if (fairness->n_groups == 0)
    add (text, "%s", _ ("Undefined: the roster has no attribute to compare groups by."));
  else if (lowest == NULL && !somebody_is_favourable (fairness))
    add (text, "%s", _ ("Undefined: no one is favourable."));
  else if (lowest == NULL)
    add (text, "%s",
         _ ("Too few to infer: there are not two groups of 30 or more that one different decision "
            "could not reverse."));
  else if (lowest->now.verdict == CAL_VERDICT_ABOVE)
    {
      g_autofree char *name = cal_fairness_group_name (lowest);
      g_autofree char *ratio = cal_words_effect (lowest->now.impact.impact_ratio, FALSE);

      g_string_append_printf (text, "<b>%s</b> ", _ ("No group stands out."));
      add (text, _ ("The lowest screening ratio is %s (%s), above 0.80."), ratio, name);
    }
  else
    {
      g_autofree char *sentence = cal_fairness_group_sentence (fairness, groups, lowest);

      g_string_append (text, sentence);
    }
}

static const char *
agreement_in_words (double alpha)
{
  if (alpha >= AGREE_WELL)
    return _ ("Raters agree well");
  if (alpha >= AGREE_SOMEWHAT)
    return _ ("Raters agree somewhat");
  return alpha > 0 ? _ ("Raters agree little") : _ ("Raters agree no more than by chance");
}

static void
answer_agreement (const CalFairness *fairness, GString *text)
{
  const CalFairnessAgreement *agreement = &fairness->agreement;
  double performance = agreement->performance.krippendorff.ordinal;
  double potential = agreement->potential.krippendorff.ordinal;
  double worst = isnan (potential) ? performance : fmin (performance, potential);

  if (agreement->n_subjects == 0)
    {
      add (text, "%s", _ ("There are no independent ratings of the same subjects."));
      return;
    }
  if (agreement->n_raters < 2)
    {
      add (text, "%s", _ ("Undefined: one rater only."));
      return;
    }
  if (isnan (worst))
    {
      add (text, _ ("Undefined: %s."),
           _ (cal_stats_reason_text (agreement->performance.krippendorff.reason)));
      return;
    }
  g_autofree char *on_performance = cal_words_effect (performance, FALSE);
  g_autofree char *on_potential = cal_words_effect (potential, FALSE);
  g_string_append_printf (text, "<b>%s</b>", agreement_in_words (worst));
  add (text,
       _ (": Krippendorff's α is %s on performance and %s on potential, where 1 is full agreement "
          "and 0 is chance."),
       on_performance, on_potential);
  if (agreement->n_spreads > 0 && agreement->spreads[0].spread > 0)
    add (text,
         ngettext (" Widest apart: %s, by %u level.", " Widest apart: %s, by %u levels.",
                   agreement->spreads[0].spread),
         agreement->spreads[0].row->name, agreement->spreads[0].spread);
}

static void
answer_change (const CalFairness *fairness, GString *text)
{
  const CalFairnessChange *change = &fairness->change;
  guint64 moved = change->up + change->down + change->sideways;
  g_autofree char *share = cal_words_percent (moved, change->n);
  g_autofree char *p = cal_words_p (change->height.sign_p, FALSE);

  if (moved == 0)
    {
      add (text, "%s", _ ("Undefined: nobody moved."));
      return;
    }
  if (change->up + change->down < MIN_MOVED)
    {
      add (
          text,
          ngettext ("%lu moved: too few to infer.", "%lu moved: too few to infer.", (gulong) moved),
          (gulong) moved);
      return;
    }
  g_string_append (text, "<b>");
  add (text,
       _ ("%lu of %lu ratings (%s): %lu"
          " down, %lu up"),
       (gulong) moved, (gulong) change->n, share, (gulong) change->down, (gulong) change->up);
  if (change->sideways > 0)
    add (text, _ (", %lu sideways"), (gulong) change->sideways);
  g_string_append (text, ".</b>");
  if (change->height.sign_p < FAR_BEYOND_BELOW)
    add (text, _ (" So lopsided a result is far beyond chance (exact %s)."), p);
  else if (change->height.sign_p < UNLIKELY_BELOW)
    add (text, _ (" So lopsided a result is beyond chance (exact %s)."), p);
  else
    add (text, _ (" As many up as down, within chance (exact %s)."), p);
}

/**
 * cal_fairness_answer:
 * @fairness: figures that have been computed
 * @card: the question
 *
 * Returns: (transfer full): the answer in a sentence or two, as Pango markup
 *   with what matters most in bold
 */
char *
cal_fairness_answer (const CalFairness *fairness, CalFairnessCard card)
{
  GString *text = g_string_new (NULL);

  switch (card)
    {
    case CAL_CARD_DISTRIBUTION:
      answer_distribution (fairness, text);
      break;
    case CAL_CARD_SEVERITY:
      answer_severity (fairness, text);
      break;
    case CAL_CARD_GROUPS:
      answer_groups (fairness, text);
      break;
    case CAL_CARD_AGREEMENT:
      answer_agreement (fairness, text);
      break;
    case CAL_CARD_CHANGE:
    case CAL_N_CARDS:
    default:
      answer_change (fairness, text);
      break;
    }
  return g_string_free (text, FALSE);
}

static char *
caption_of_groups (const CalFairness *fairness)
{
  const CalFairnessGroups *groups = fairness->n_groups > 0 ? &fairness->groups[0].groups : NULL;
  guint n_tested = 0, n_rejected = 0;

  for (guint g = 0; g < fairness->n_groups; g++)
    for (guint i = 0; i < fairness->groups[g].groups.n_groups; i++)
      {
        n_tested += cal_fairness_is_tested (&fairness->groups[g].groups, i, TRUE);
        n_rejected += fairness->groups[g].groups.groups[i].now.rejected != FALSE;
      }
  return g_strdup_printf (
      ngettext ("n = %lu, favourable %lu → %lu"
                ". Fisher's exact test, two-sided; ratio with Katz's 95 %% interval; of %u test, "
                "%u stands at 5 %% (Benjamini–Hochberg). Caveat: a low ratio is a reason to look, "
                "not a finding; fewer than 30 people: no inference; fewer than %u: not shown.",
                "n = %lu, favourable %lu → %lu"
                ". Fisher's exact test, two-sided; ratio with Katz's 95 %% interval; of %u tests, "
                "%u stand at 5 %% (Benjamini–Hochberg). Caveat: a low ratio is a reason to look, "
                "not a finding; fewer than 30 people: no inference; fewer than %u: not shown.",
                n_tested),
      (gulong) (groups != NULL ? groups->n : 0),
      (gulong) (groups != NULL ? groups->favourable_before : 0),
      (gulong) (groups != NULL ? groups->favourable_now : 0), n_tested, n_rejected,
      fairness->minimum);
}

/**
 * cal_fairness_caption:
 * @fairness: figures that have been computed
 * @card: the question
 *
 * Returns: (transfer full): how many it is about, by which method, and what it
 *   does not say, in plain text
 */
char *
cal_fairness_caption (const CalFairness *fairness, CalFairnessCard card)
{
  static const CalFigure figures[CAL_N_CARDS] = {
    [CAL_CARD_DISTRIBUTION] = CAL_FIGURE_DISTRIBUTION,
    [CAL_CARD_SEVERITY] = CAL_FIGURE_SEVERITY,
    [CAL_CARD_AGREEMENT] = CAL_FIGURE_KRIPPENDORFF,
    [CAL_CARD_CHANGE] = CAL_FIGURE_CHANGE,
  };
  g_autoptr (CalFairnessHow) how = NULL;

  g_return_val_if_fail (card < CAL_N_CARDS, NULL);

  if (card == CAL_CARD_GROUPS)
    return caption_of_groups (fairness);
  how = cal_fairness_how (fairness, figures[card], card == CAL_CARD_DISTRIBUTION);
  return g_strdup_printf (_ ("n = %lu. %s. Caveat: %s"), (gulong) how->n, how->method, how->caveat);
}
