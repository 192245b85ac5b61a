/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-fairness-private.h"

#include <math.h>
#include <string.h>

/* A rating's key: whose and by whom. */
static guint
hash_rating (gconstpointer key)
{
  const CalIndependentRating *rating = key;

  return rating->member * 2654435761u ^ rating->rater;
}

static gboolean
is_same_rating (gconstpointer a, gconstpointer b)
{
  const CalIndependentRating *left = a, *right = b;

  return left->member == right->member && left->rater == right->rater;
}

static int
by_member (gconstpointer a, gconstpointer b)
{
  const CalIndependentRating *left = a, *right = b;

  if (left->member != right->member)
    return left->member < right->member ? -1 : 1;
  return (left->rater > right->rater) - (left->rater < right->rater);
}

static int
member_with_id (const CalFairness *fairness, GHashTable *members, const char *id)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (members, id, NULL, &value))
    return -1;
  return fairness->members[GPOINTER_TO_UINT (value)].in ? GPOINTER_TO_INT (value) : -1;
}

/* Every rating of those whom the filters let through, by member; the latest
 * import's where there are several of one rater. */
static GArray *
take_ratings (CalFairness *fairness)
{
  const GPtrArray *imports = fairness->ratings[FALSE];
  GArray *ratings = g_array_new (FALSE, FALSE, sizeof (CalIndependentRating));
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (hash_rating, is_same_rating, g_free, NULL);

  for (guint i = 0; i < fairness->n_members && imports->len > 0; i++)
    g_hash_table_insert (members, (gpointer) fairness->members[i].row->id, GUINT_TO_POINTER (i));
  for (guint i = imports->len; i > 0; i--)
    {
      const CalRoster *import = g_ptr_array_index (imports, i - 1);

      for (guint j = 0; j < cal_roster_n_subjects (import); j++)
        {
          const CalSubject *row = cal_roster_subject (import, j);
          int member = member_with_id (fairness, members, row->id);
          int rater = cal_fairness_rater_number (fairness, row->manager_id);
          CalIndependentRating rating = { (guint) member, (guint) rater, row->ratings };

          if (member < 0 || rater < 0
              || !g_hash_table_add (seen, g_memdup2 (&rating, sizeof rating)))
            continue;
          g_array_append_val (ratings, rating);
        }
    }
  g_array_sort (ratings, by_member);
  return ratings;
}

typedef struct
{
  guint rater;
  guint n;
} Busy;

static int
busiest_first (gconstpointer a, gconstpointer b)
{
  const Busy *left = a, *right = b;

  if (left->n != right->n)
    return left->n > right->n ? -1 : 1;
  return (left->rater > right->rater) - (left->rater < right->rater);
}

/* The raters of the matrix; each rater's place in it, -1 for none. */
static void
choose_raters (CalFairness *fairness, const GArray *ratings, int *places)
{
  CalFairnessAgreement *agreement = &fairness->agreement;
  guint n = fairness->rater_ids->len, n_active = 0;
  g_autofree Busy *busy = g_new0 (Busy, n + 1);

  for (guint rater = 0; rater < n; rater++)
    busy[rater].rater = rater;
  for (guint i = 0; i < ratings->len; i++)
    busy[g_array_index (ratings, CalIndependentRating, i).rater].n++;
  qsort (busy, n, sizeof *busy, busiest_first);
  fairness->agreement_names = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      const char *id = g_ptr_array_index (fairness->rater_ids, busy[i].rater);
      guint position;

      n_active += busy[i].n > 0;
      places[busy[i].rater] = -1;
      if (busy[i].n == 0 || i >= CAL_FAIRNESS_MAX_MATRIX)
        continue;
      places[busy[i].rater] = (int) fairness->agreement_names->len;
      g_ptr_array_add (fairness->agreement_names,
                       cal_roster_find (fairness->roster, id, &position)
                           ? (gpointer) cal_roster_subject (fairness->roster, position)->name
                           : (gpointer) id);
    }
  agreement->raters = (const char *const *) fairness->agreement_names->pdata;
  agreement->n_raters = fairness->agreement_names->len;
  agreement->n_raters_left_out = n_active - agreement->n_raters;
}

static void
stretch (guint8 level, guint8 *lowest, guint8 *highest)
{
  if (level == 0)
    return;
  *lowest = *lowest == 0 ? level : MIN (*lowest, level);
  *highest = MAX (*highest, level);
}

static int
widest_first (gconstpointer a, gconstpointer b)
{
  const CalFairnessSpread *left = a, *right = b;

  if (left->spread != right->spread)
    return left->spread > right->spread ? -1 : 1;
  return (left->subject > right->subject) - (left->subject < right->subject);
}

/* Lays the ratings out, subjects by raters, and takes each subject's spread. */
static void
lay_out (CalFairness *fairness, const GArray *ratings, const int *places)
{
  CalFairnessAgreement *agreement = &fairness->agreement;
  gsize n_cells = (gsize) agreement->n_subjects * agreement->n_raters;
  guint subject = 0;

  for (guint axis = 0; axis < 2; axis++)
    {
      fairness->agreement_ratings[axis] = g_new (int, n_cells + 1);
      memset (fairness->agreement_ratings[axis], -1, n_cells * sizeof (int));
    }
  agreement->spreads = g_new0 (CalFairnessSpread, agreement->n_subjects + 1);
  for (guint i = 0; i < ratings->len;)
    {
      guint member = g_array_index (ratings, CalIndependentRating, i).member;
      CalFairnessSpread spread = {
        .subject = fairness->members[member].subject,
        .row = fairness->members[member].row,
      };

      for (; i < ratings->len; i++)
        {
          const CalIndependentRating *rating = &g_array_index (ratings, CalIndependentRating, i);
          gsize at = (gsize) subject * agreement->n_raters;

          if (rating->member != member)
            break;
          spread.n_ratings++;
          stretch (rating->ratings.performance, &spread.lowest.performance,
                   &spread.highest.performance);
          stretch (rating->ratings.potential, &spread.lowest.potential, &spread.highest.potential);
          if (places[rating->rater] < 0)
            continue;
          at += (gsize) places[rating->rater];
          fairness->agreement_ratings[0][at] = rating->ratings.performance - 1;
          fairness->agreement_ratings[1][at] = rating->ratings.potential - 1;
        }
      spread.spread =
          (guint) (cal_fairness_height (spread.highest) - cal_fairness_height (spread.lowest));
      if (spread.n_ratings > 1)
        agreement->spreads[agreement->n_spreads++] = spread;
      subject++;
    }
  qsort (agreement->spreads, agreement->n_spreads, sizeof *agreement->spreads, widest_first);
}

static void
compare_pairs (const int *ratings, guint n_subjects, guint n_raters, CalFairnessAgreementAxis *axis)
{
  g_autofree int *first = g_new (int, n_subjects + 1);
  g_autofree int *second = g_new (int, n_subjects + 1);

  axis->pairs = g_new0 (CalFairnessPair, (gsize) n_raters * n_raters + 1);
  for (guint i = 0; i < n_raters; i++)
    for (guint j = i + 1; j < n_raters; j++)
      {
        CalFairnessPair *pair = &axis->pairs[axis->n_pairs++];
        gsize n = 0;

        for (guint subject = 0; subject < n_subjects; subject++)
          {
            const int *row = ratings + (gsize) subject * n_raters;

            if (row[i] >= 0 && row[j] >= 0)
              {
                first[n] = row[i];
                second[n++] = row[j];
              }
          }
        *pair = (CalFairnessPair){ .first = i, .second = j, .n = n };
        cal_kappa (first, second, n, axis->n_levels, &pair->kappa);
      }
}

static void
compute_axis (const int *ratings,
              guint n_subjects,
              guint n_raters,
              guint n_levels,
              CalFairnessAgreementAxis *axis)
{
  gsize n = (gsize) n_subjects * n_raters;
  g_autofree double *values = g_new (double, n + 1);
  g_autofree double *by_rater = g_new (double, n + 1);

  axis->n_levels = n_levels;
  for (gsize i = 0; i < n; i++)
    {
      gsize subject = i / n_raters, rater = i % n_raters;

      axis->n_ratings += ratings[i] >= 0;
      values[i] = ratings[i] >= 0 ? ratings[i] + 1 : NAN;
      by_rater[rater * n_subjects + subject] = values[i];
    }
  cal_fleiss (ratings, n_subjects, n_raters, n_levels, axis->category_kappa, &axis->fleiss);
  cal_gwet (ratings, n_subjects, n_raters, n_levels, &axis->gwet);
  cal_krippendorff (by_rater, n_raters, n_subjects, &axis->krippendorff);
  cal_icc (values, n_subjects, n_raters, &axis->icc);
  compare_pairs (ratings, n_subjects, n_raters, axis);
}

void
cal_fairness_compute_agreement (CalFairness *fairness)
{
  CalFairnessAgreement *agreement = &fairness->agreement;
  g_autoptr (GArray) ratings = take_ratings (fairness);
  g_autofree int *places = g_new (int, fairness->rater_ids->len + 1);

  for (guint i = 0; i < ratings->len; i++)
    agreement->n_subjects += i == 0
                             || g_array_index (ratings, CalIndependentRating, i).member
                                    != g_array_index (ratings, CalIndependentRating, i - 1).member;
  choose_raters (fairness, ratings, places);
  lay_out (fairness, ratings, places);
  compute_axis (fairness->agreement_ratings[0], agreement->n_subjects, agreement->n_raters,
                fairness->rules->performance.n_levels, &agreement->performance);
  compute_axis (fairness->agreement_ratings[1], agreement->n_subjects, agreement->n_raters,
                fairness->rules->potential.n_levels, &agreement->potential);
}

void
cal_fairness_clear_agreement (CalFairness *fairness)
{
  g_clear_pointer (&fairness->agreement.performance.pairs, g_free);
  g_clear_pointer (&fairness->agreement.potential.pairs, g_free);
  g_clear_pointer (&fairness->agreement.spreads, g_free);
  g_clear_pointer (&fairness->agreement_names, g_ptr_array_unref);
  for (guint axis = 0; axis < 2; axis++)
    g_clear_pointer (&fairness->agreement_ratings[axis], g_free);
  memset (&fairness->agreement, 0, sizeof fairness->agreement);
}
