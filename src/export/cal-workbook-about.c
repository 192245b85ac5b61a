/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/cal-workbook-private.h"
#include "log/cal-roster-totals.h"

typedef struct
{
  CalBook *book;
  lxw_worksheet *sheet;
  lxw_row_t row;
} About;

static void
write_section (About *about, const char *title)
{
  about->row++;
  cal_book_text (about->book, about->sheet, about->row++, 0, title,
                 about->book->formats[CAL_FORMAT_SECTION]);
}

static void
write_text (About *about, const char *name, const char *value)
{
  cal_book_text (about->book, about->sheet, about->row, 0, name,
                 about->book->formats[CAL_FORMAT_TOP]);
  cal_book_text (about->book, about->sheet, about->row++, 1, value,
                 about->book->formats[CAL_FORMAT_TOP]);
}

static void
write_number (About *about, const char *name, guint64 value)
{
  cal_book_text (about->book, about->sheet, about->row, 0, name,
                 about->book->formats[CAL_FORMAT_TOP]);
  worksheet_write_number (about->sheet, about->row++, 1, (double) value,
                          about->book->formats[CAL_FORMAT_NUMBER]);
}

static void
write_time (About *about, const char *name, gint64 time)
{
  cal_book_text (about->book, about->sheet, about->row, 0, name,
                 about->book->formats[CAL_FORMAT_TOP]);
  cal_book_time (about->sheet, about->row++, 1, time, about->book->formats[CAL_FORMAT_TIME]);
}

static void
write_counts (About *about)
{
  const CalBoard *board = about->book->board;
  guint n_present = cal_board_n_present (board);
  guint n_changed = 0;
  guint n_gone = 0;

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      if (subject->gone && subject->erased_by == 0)
        n_gone++;
      else if (!cal_placement_equal (cal_board_rating (board, i), subject->row->ratings))
        n_changed++;
    }
  write_section (about, _ ("Counts"));
  write_number (about, _ ("Subjects in the roster"), n_present);
  write_number (about, _ ("On the board"), cal_board_n_placed (board));
  write_number (about, _ ("In the holding area"), n_present - cal_board_n_placed (board));
  write_number (about, _ ("Ratings changed"), n_changed);
  write_number (about, _ ("Decisions, undone ones included"), cal_board_n_decisions (board));
  if (n_gone > 0)
    write_number (about, _ ("Subjects of earlier rosters, in the decision log only"), n_gone);
  if (cal_board_n_erased (about->book->board) > 0)
    write_number (about, _ ("Subjects erased"), cal_board_n_erased (about->book->board));
  if (about->book->n_cut > 0)
    write_number (about, _ ("Texts too long for a cell, each marked where it is cut"),
                  about->book->n_cut);
}

static void
write_sessions (About *about)
{
  const CalBoard *board = about->book->board;

  for (guint i = 0; i < cal_board_n_sessions (board); i++)
    {
      const CalSession *session = cal_board_session (board, i);
      g_autofree char *title = g_strdup_printf (_ ("Session %s"), session->name);

      write_section (about, title);
      write_text (about, _ ("Reason"), session->reason);
      write_time (about, _ ("Started (UTC)"), session->started);
      write_number (about, _ ("Decisions"), session->n_decisions);
      write_text (about, _ ("State"), session->finalised ? _ ("finalised") : _ ("in progress"));
    }
}

static char *
total_label (const CalRules *rules, const char *name)
{
  static const char *const labels[][2] = {
    { "subjects", N_ ("Subjects") },
    { "raters", N_ ("Raters") },
    { "fully_rated", N_ ("Subjects with both levels") },
    { "performance_rated", N_ ("Subjects with a performance level") },
    { "potential_rated", N_ ("Subjects with a potential level") },
    { "performance_sum", N_ ("Performance levels added up") },
    { "potential_sum", N_ ("Potential levels added up") },
  };
  CalPlacement placement;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i][0], name) == 0)
      return g_strdup (_ (labels[i][1]));
  if (cal_placement_parse (name, &placement) && cal_rules_has_placement (rules, placement))
    return g_strdup_printf (_ ("Pre-calibration in %s %s"), name,
                            cal_book_label (cal_rules_cell_label (rules, placement)));
  return g_strdup (name);
}

static const char *
find_total (const char *const *totals, const char *name)
{
  for (guint i = 0; totals[i] != NULL && totals[i + 1] != NULL; i += 2)
    if (strcmp (totals[i], name) == 0)
      return totals[i + 1];
  return NULL;
}

static void
write_total (About *about, guint column, const char *value)
{
  guint64 number;

  if (value == NULL)
    cal_book_text (about->book, about->sheet, about->row, (lxw_col_t) column, "–",
                   about->book->formats[CAL_FORMAT_TEXT]);
  else if (g_ascii_string_to_unsigned (value, 10, 0, G_GUINT64_CONSTANT (1) << 53, &number, NULL))
    worksheet_write_number (about->sheet, about->row, (lxw_col_t) column, (double) number,
                            about->book->formats[CAL_FORMAT_NUMBER]);
  else
    cal_book_text (about->book, about->sheet, about->row, (lxw_col_t) column, value,
                   about->book->formats[CAL_FORMAT_TEXT]);
}

/* What the import recorded beside what the rows of this workbook come to. */
static void
write_totals (About *about)
{
  CalBook *book = about->book;
  const CalRules *rules = cal_board_rules (book->board);
  const CalRoster *roster = cal_board_roster (book->board);
  const char *headers[] = { _ ("Total"), _ ("Recorded at import"), _ ("Counted here"), "" };
  const char *const *recorded = book->facts->import_totals;
  g_auto (GStrv) counted = NULL;

  if (rules == NULL || roster == NULL)
    return;
  write_section (about, _ ("Control totals of the roster"));
  if (recorded == NULL)
    {
      write_text (about, _ ("Recorded at import"), _ ("nothing, or erased since"));
      return;
    }
  counted = cal_roster_totals (roster, rules);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    cal_book_text (book, about->sheet, about->row, (lxw_col_t) i, headers[i],
                   book->formats[i == 1 || i == 2 ? CAL_FORMAT_HEADER_NUMBER : CAL_FORMAT_HEADER]);
  about->row++;
  for (guint i = 0; recorded[i] != NULL && recorded[i + 1] != NULL; i += 2, about->row++)
    {
      const char *here = find_total ((const char *const *) counted, recorded[i]);
      g_autofree char *label = total_label (rules, recorded[i]);
      gboolean equal = g_strcmp0 (recorded[i + 1], here) == 0;

      cal_book_text (book, about->sheet, about->row, 0, label, book->formats[CAL_FORMAT_TEXT]);
      write_total (about, 1, recorded[i + 1]);
      write_total (about, 2, here);
      cal_book_text (book, about->sheet, about->row, 3, equal ? _ ("equal") : _ ("differs"),
                     book->formats[equal ? CAL_FORMAT_TEXT : CAL_FORMAT_STRONG]);
    }
}

static char *
root_in_hex (const char *root)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (root, &length);
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

/*
 * cal_book_write_about:
 *
 * Where the workbook comes from, and the figures by which it can be held
 * against the roster's import and the decision log.
 */
void
cal_book_write_about (CalBook *book)
{
  const CalWorkbookFacts *facts = book->facts;
  g_autofree char *hex = root_in_hex (facts->root);
  About about = { .book = book };

  about.sheet = cal_book_add_sheet (book, _ ("About"), 1);
  worksheet_set_column (about.sheet, 0, 0, 46, NULL);
  worksheet_set_column (about.sheet, 1, 2, 22, NULL);
  worksheet_fit_to_pages (about.sheet, 1, 0);
  cal_book_text (book, about.sheet, about.row++, 0, cal_board_title (book->board),
                 book->formats[CAL_FORMAT_TITLE]);
  write_text (&about, _ ("Cycle"), cal_board_title (book->board));
  write_time (&about, _ ("Written (UTC)"), facts->time);
  write_text (&about, _ ("Written by"), facts->writer);
  write_text (&about, _ ("Program"), "Calibrate " CAL_VERSION);
  write_counts (&about);
  write_totals (&about);
  write_section (&about, _ ("Decision log"));
  write_text (&about, _ ("Log id"), facts->log_id);
  write_number (&about, _ ("Size, in records"), facts->log_size);
  write_text (&about, _ ("Root (base64)"), facts->root);
  write_text (&about, _ ("Root (hex)"), hex);
  write_text (&about, "",
              _ ("The RFC 6962 tree over that many records has this root. Keep this page: "
                 "whoever alters the log afterwards cannot make it fit again."));
  write_sessions (&about);
}
