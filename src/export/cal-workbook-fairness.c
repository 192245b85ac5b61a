/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "export/cal-workbook-private.h"
#include "stats/cal-fairness-how.h"
#include "stats/cal-fairness-words.h"

typedef struct
{
  CalBook *book;
  const CalFairness *fairness;
  lxw_worksheet *sheet;
  lxw_row_t row;
} Page;

static void
write_headers (Page *page, const char *const *headers, guint n)
{
  for (guint i = 0; i < n; i++)
    cal_book_text (page->book, page->sheet, page->row, (lxw_col_t) i, headers[i],
                   page->book->formats[i == 0 ? CAL_FORMAT_HEADER : CAL_FORMAT_HEADER_NUMBER]);
  page->row++;
}

static void
write_text (Page *page, lxw_col_t column, const char *text)
{
  cal_book_text (page->book, page->sheet, page->row, column, text,
                 page->book->formats[column == 0 ? CAL_FORMAT_TEXT : CAL_FORMAT_INDENTED]);
}

/* A dash says that there is no value, or none that may be published. */
static void
write_number (Page *page, lxw_col_t column, double value)
{
  if (isfinite (value))
    worksheet_write_number (page->sheet, page->row, column, value,
                            page->book->formats[CAL_FORMAT_NUMBER]);
  else
    write_text (page, column, "–");
}

/* With two decimals, as text: the formats of numbers here are whole. */
static void
write_effect (Page *page, lxw_col_t column, double value, gboolean with_sign)
{
  g_autofree char *text = cal_words_effect (value, with_sign);

  write_text (page, column, text);
}

/* The question, what the figures say, and how they came about. */
static void
begin_card (Page *page, CalFairnessCard card)
{
  g_autofree char *markup = cal_fairness_answer (page->fairness, card);
  g_autofree char *answer = cal_fairness_plain (markup);
  g_autofree char *caption = cal_fairness_caption (page->fairness, card);

  page->row += 2;
  cal_book_text (page->book, page->sheet, page->row++, 0, cal_fairness_question (card),
                 page->book->formats[CAL_FORMAT_SECTION]);
  cal_book_text (page->book, page->sheet, page->row++, 0, answer, NULL);
  cal_book_text (page->book, page->sheet, page->row++, 0, caption,
                 page->book->formats[CAL_FORMAT_DIM]);
}

static void
write_distribution (Page *page)
{
  const CalFairnessDistribution *distribution = cal_fairness_distribution (page->fairness);
  const char *const headers[] = { _ ("Performance"), _ ("Before"),  _ ("Now"),   _ ("Expected"),
                                  _ ("At least"),    _ ("At most"), _ ("p, now") };
  const CalRules *rules = cal_fairness_rules (page->fairness);

  begin_card (page, CAL_CARD_DISTRIBUTION);
  write_headers (page, headers, G_N_ELEMENTS (headers));
  for (guint level = 0; level < distribution->n_levels; level++, page->row++)
    {
      const CalGof *gof = &distribution->level_now[level];
      double p = isnan (gof->p_exact_prob) ? gof->p_chisq : gof->p_exact_prob;
      g_autofree char *text = cal_words_p (p, gof->simulated);

      write_text (page, 0, cal_book_label (rules->performance.labels[level]));
      write_number (page, 1, (double) distribution->before[level]);
      write_number (page, 2, (double) distribution->now[level]);
      if (!distribution->has_guideline)
        continue;
      write_effect (page, 3, distribution->expected_now[level], FALSE);
      write_number (page, 4, distribution->allowed_now[level].low);
      write_number (page, 5, distribution->allowed_now[level].high);
      write_text (page, 6, text);
    }
}

static void
write_severity (Page *page)
{
  const CalFairnessSeverity *severity = cal_fairness_severity (page->fairness);
  const char *const headers[] = { _ ("Rater"),         _ ("Subjects"), _ ("Effect, levels"),
                                  _ ("95 % interval"), _ ("Mean"),     _ ("Middle level"),
                                  _ ("Halo, r"),       _ ("Moved up"), _ ("Moved down"),
                                  _ ("Not moved") };

  begin_card (page, CAL_CARD_SEVERITY);
  write_headers (page, headers, G_N_ELEMENTS (headers));
  for (guint i = 0; i < severity->n_raters; i++, page->row++)
    {
      const CalFairnessRater *rater = &severity->raters[i];
      double mu = rater->effect.shrunken - rater->effect.deviation;
      g_autofree char *interval =
          cal_words_interval (rater->effect.low - mu, rater->effect.high - mu, TRUE);

      write_text (page, 0, rater->name);
      write_number (page, 1, rater->n_subjects);
      write_effect (page, 2, rater->effect.deviation, TRUE);
      write_text (page, 3, interval);
      write_effect (page, 4, rater->effect.mean, FALSE);
      write_effect (page, 5, rater->middle_share, FALSE);
      write_effect (page, 6, rater->halo.r, FALSE);
      write_number (page, 7, (double) rater->up);
      write_number (page, 8, (double) rater->down);
      write_number (page, 9, (double) rater->unchanged);
    }
}

static double
or_hidden (gboolean shown, guint64 count)
{
  return shown ? (double) count : NAN;
}

static void
write_group (Page *page, const CalFairnessGroup *group)
{
  g_autofree char *name = cal_fairness_group_name (group);
  g_autofree char *interval =
      cal_words_interval (group->now.impact.low, group->now.impact.high, FALSE);
  g_autofree char *p = cal_words_p (group->now.impact.fisher_p, FALSE);

  write_text (page, 0, name);
  write_number (page, 1, or_hidden (group->shown, group->n));
  write_number (page, 2, or_hidden (group->before.shown, group->before.favourable));
  write_number (page, 3, or_hidden (group->now.shown, group->now.favourable));
  write_effect (page, 4, group->before.impact.impact_ratio, FALSE);
  write_effect (page, 5, group->now.impact.impact_ratio, FALSE);
  write_text (page, 6, interval);
  write_text (page, 7, p);
  write_number (page, 8, or_hidden (group->change_shown, group->up));
  write_number (page, 9, or_hidden (group->change_shown, group->down));
  write_text (page, 10, cal_fairness_verdict_text (group->now.verdict));
  page->row++;
}

static void
write_groups (Page *page)
{
  begin_card (page, CAL_CARD_GROUPS);
  for (guint g = 0; g < cal_fairness_n_groupings (page->fairness); g++)
    {
      const CalFairnessGroups *groups = cal_fairness_groups (page->fairness, g);
      const char *const headers[] = {
        groups->title,      _ ("Subjects"),   _ ("Favourable before"), _ ("Favourable now"),
        _ ("Ratio before"), _ ("Ratio now"),  _ ("95 % interval"),     _ ("Fisher's p"),
        _ ("Moved up"),     _ ("Moved down"), _ ("In words"),
      };

      write_headers (page, headers, G_N_ELEMENTS (headers));
      if (groups->withheld || groups->too_many)
        {
          write_text (page, 0,
                      groups->withheld ? _ ("Not published: it would tell of single people.")
                                       : _ ("Too many different values to compare."));
          page->row++;
        }
      for (guint i = 0; i < groups->n_groups; i++)
        write_group (page, &groups->groups[i]);
      page->row++;
    }
}

static void
write_agreement (Page *page)
{
  const CalFairnessAgreement *agreement = cal_fairness_agreement (page->fairness);
  const CalFairnessAgreementAxis *axes[] = { &agreement->performance, &agreement->potential };
  const char *const names[] = { _ ("Performance"), _ ("Potential") };
  const char *const headers[] = { _ ("Scale"),     _ ("Ratings"),      _ ("α, ordinal"),
                                  _ ("Fleiss' κ"), _ ("Gwet's AC1"),   _ ("Gwet's AC2"),
                                  _ ("ICC(2,1)"),  _ ("95 % interval") };

  begin_card (page, CAL_CARD_AGREEMENT);
  if (agreement->n_subjects == 0)
    return;
  write_headers (page, headers, G_N_ELEMENTS (headers));
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++, page->row++)
    {
      g_autofree char *interval =
          cal_words_interval (axes[i]->icc.icc2.low, axes[i]->icc.icc2.high, FALSE);

      write_text (page, 0, names[i]);
      write_number (page, 1, (double) axes[i]->n_ratings);
      write_effect (page, 2, axes[i]->krippendorff.ordinal, FALSE);
      write_effect (page, 3, axes[i]->fleiss.kappa, FALSE);
      write_effect (page, 4, axes[i]->gwet.ac1, FALSE);
      write_effect (page, 5, axes[i]->gwet.ac2, FALSE);
      write_effect (page, 6, axes[i]->icc.icc2.estimate, FALSE);
      write_text (page, 7, interval);
    }
}

/* From each cell to each: a row a cell before, a column a cell now. */
static void
write_change (Page *page)
{
  const CalFairnessChange *change = cal_fairness_change (page->fairness);
  const CalRules *rules = cal_fairness_rules (page->fairness);
  char text[CAL_PLACEMENT_TEXT_SIZE];

  begin_card (page, CAL_CARD_CHANGE);
  cal_book_text (page->book, page->sheet, page->row, 0, _ ("Before, and now in each cell"),
                 page->book->formats[CAL_FORMAT_HEADER]);
  for (guint to = 0; to < change->n_cells; to++)
    cal_book_text (page->book, page->sheet, page->row, (lxw_col_t) (to + 1),
                   cal_placement_format (cal_rules_cell_placement (rules, to), text),
                   page->book->formats[CAL_FORMAT_HEADER_NUMBER]);
  page->row++;
  for (guint from = 0; from < change->n_cells; from++, page->row++)
    {
      g_autofree char *label = g_strdup_printf (
          "%s %s", cal_placement_format (cal_rules_cell_placement (rules, from), text),
          cal_book_label (rules->cell_labels[from]));

      write_text (page, 0, label);
      for (guint to = 0; to < change->n_cells; to++)
        write_number (page, (lxw_col_t) (to + 1),
                      (double) change->flow[from * change->n_cells + to]);
    }
}

/*
 * cal_book_write_fairness:
 *
 * Every figure of fairness with its sentence, its method and its caveat. What
 * tells of demographic groups has gone through suppression: a dash stands where
 * a number must not be published.
 */
void
cal_book_write_fairness (CalBook *book)
{
  Page page = { .book = book };
  g_autoptr (CalFairness) fairness = NULL;

  page.sheet = cal_book_add_sheet (book, _ ("Fairness"), 1);
  cal_book_text (book, page.sheet, 0, 0, _ ("Fairness"), book->formats[CAL_FORMAT_TITLE]);
  if (cal_board_rules (book->board) == NULL || cal_board_roster (book->board) == NULL)
    {
      cal_book_text (book, page.sheet, 1, 0, _ ("No rating scales are set yet."), NULL);
      return;
    }
  page.fairness = fairness = cal_fairness_new (book->board, NULL);
  cal_fairness_compute (fairness);
  worksheet_set_column (page.sheet, 0, 0, 28, NULL);
  worksheet_set_column (page.sheet, 1, 9, 14, NULL);
  worksheet_set_column (page.sheet, 10, 10, 44, NULL);
  worksheet_set_landscape (page.sheet);
  worksheet_fit_to_pages (page.sheet, 1, 0);
  cal_book_text (book, page.sheet, 1, 0,
                 _ ("Advice only: nothing here changes a rating. A dash stands for no value, or "
                    "for one that too few people stand behind."),
                 book->formats[CAL_FORMAT_DIM]);
  page.row = 1;
  write_distribution (&page);
  write_severity (&page);
  write_groups (&page);
  write_agreement (&page);
  write_change (&page);
}
