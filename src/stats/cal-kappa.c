/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-kappa.h"

#include <math.h>

#include "stats/cal-agreement-weights.h"

/* The cross-table of two raters, as shares. */
typedef struct
{
  guint k;
  double n;
  double *p;
  double *rows;
  double *columns;
} Table;

static double
cell (const Table *table, guint i, guint j)
{
  return table->p[(gsize) i * table->k + j];
}

static CalKappaValue
weigh (const Table *table, CalAgreementWeights weights, double *po, double *pe)
{
  g_autofree double *row_means = g_new0 (double, table->k);
  g_autofree double *column_means = g_new0 (double, table->k);
  double sum = 0, variance;
  CalKappaValue value;

  *po = *pe = 0;
  for (guint i = 0; i < table->k; i++)
    for (guint j = 0; j < table->k; j++)
      {
        double weight = cal_agreement_weight (weights, i, j, table->k);

        *po += weight * cell (table, i, j);
        *pe += weight * table->rows[i] * table->columns[j];
        row_means[i] += weight * table->columns[j];
        column_means[j] += weight * table->rows[i];
      }
  value.kappa = (*po - *pe) / (1 - *pe);
  for (guint i = 0; i < table->k; i++)
    for (guint j = 0; j < table->k; j++)
      {
        double off = cal_agreement_weight (weights, i, j, table->k)
                     - (row_means[i] + column_means[j]) * (1 - value.kappa);

        sum += cell (table, i, j) * off * off;
      }
  variance = sum - pow (value.kappa - *pe * (1 - value.kappa), 2);
  value.ase = sqrt (MAX (variance, 0) / table->n) / (1 - *pe);
  return value;
}

/**
 * cal_kappa:
 * @rater1: (array length=n_subjects): positions in the scale from 0, -1 where
 *   a rating is missing
 * @rater2: (array length=n_subjects): the other rater's, of the same subjects
 * @n_subjects: how many
 * @n_categories: how many categories the scale declares, used or not
 * @kappa: (out caller-allocates): the result
 *
 * Do two raters agree beyond chance? Cohen's κ = (po − pe)/(1 − pe) (Cohen
 * 1960, Educational and Psychological Measurement 20), unweighted and weighted
 * by the distance in the declared scale (Cohen 1968), with the asymptotic
 * standard errors of Fleiss, Cohen & Everitt 1969 (Psychological Bulletin 72,
 * eq. 13, of which eq. 9 is the unweighted case). A subject that one of the two
 * did not rate drops out. Undefined where chance alone agrees fully.
 */
void
cal_kappa (const int *rater1,
           const int *rater2,
           gsize n_subjects,
           guint n_categories,
           CalKappa *kappa)
{
  g_autofree double *cells = g_new0 (double, (gsize) n_categories *n_categories + 1);
  g_autofree double *rows = g_new0 (double, n_categories + 1);
  g_autofree double *columns = g_new0 (double, n_categories + 1);
  Table table = { .k = n_categories, .p = cells, .rows = rows, .columns = columns };
  gboolean one_category = FALSE;
  double po, pe;

  *kappa = (CalKappa){
    .po = NAN,
    .pe = NAN,
    .unweighted = { NAN, NAN },
    .linear = { NAN, NAN },
    .quadratic = { NAN, NAN },
  };
  for (gsize s = 0; s < n_subjects; s++)
    if (rater1[s] >= 0 && rater2[s] >= 0)
      {
        g_return_if_fail ((guint) MAX (rater1[s], rater2[s]) < n_categories);
        kappa->n_used++;
        cells[(gsize) rater1[s] * n_categories + (gsize) rater2[s]]++;
        rows[rater1[s]]++;
        columns[rater2[s]]++;
      }
  if (kappa->n_used < 2)
    {
      kappa->reason = CAL_STATS_TOO_FEW_PAIRS;
      return;
    }
  table.n = (double) kappa->n_used;
  for (guint i = 0; i < n_categories; i++)
    {
      one_category |= rows[i] == table.n && columns[i] == table.n;
      rows[i] /= table.n;
      columns[i] /= table.n;
    }
  if (one_category)
    {
      kappa->reason = CAL_STATS_CHANCE_AGREES;
      kappa->po = kappa->pe = 1;
      return;
    }
  for (gsize i = 0; i < (gsize) n_categories * n_categories; i++)
    cells[i] /= table.n;
  kappa->linear = weigh (&table, CAL_WEIGHTS_LINEAR, &po, &pe);
  kappa->quadratic = weigh (&table, CAL_WEIGHTS_QUADRATIC, &po, &pe);
  kappa->unweighted = weigh (&table, CAL_WEIGHTS_IDENTITY, &kappa->po, &kappa->pe);
}
