/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "export/cal-workbook-private.h"

enum
{
  COLUMN_NUMBER,
  COLUMN_TIME,
  COLUMN_SESSION,
  COLUMN_SUBJECT_ID,
  COLUMN_SUBJECT,
  COLUMN_KIND,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_REASON_CODE,
  COLUMN_REASON_LABEL,
  COLUMN_REASON,
  COLUMN_EVIDENCE,
  COLUMN_ACTOR,
  COLUMN_PROPOSED_BY,
  COLUMN_DISSENT,
  COLUMN_BATCH,
  COLUMN_REVERTS,
  COLUMN_UNDONE_BY,
  COLUMN_IN_FORCE,
};

static void
add_columns (CalTable *table)
{
  cal_table_add_column (table, _ ("Seq"), 9);
  cal_table_add_column (table, _ ("Time (UTC)"), 20);
  cal_table_add_column (table, _ ("Session"), 12);
  cal_table_add_column (table, _ ("Employee ID"), 14);
  cal_table_add_column (table, _ ("Name"), 26);
  cal_table_add_column (table, _ ("Decision"), 13);
  cal_table_add_column (table, _ ("From"), 20);
  cal_table_add_column (table, _ ("To"), 20);
  cal_table_add_column (table, _ ("Reason code"), 14);
  cal_table_add_column (table, _ ("Reason code, in words"), 24);
  cal_table_add_column (table, _ ("Rationale"), 60);
  cal_table_add_column (table, _ ("Evidence"), 40);
  cal_table_add_column (table, _ ("Recorded by"), 20);
  cal_table_add_column (table, _ ("Proposed by"), 20);
  cal_table_add_column (table, _ ("Dissent"), 24);
  cal_table_add_column (table, _ ("Batch"), 9);
  cal_table_add_column (table, _ ("Reverts"), 11);
  cal_table_add_column (table, _ ("Undone by"), 11);
  cal_table_add_column (table, _ ("In force"), 10);
}

static char *
placement_text (const CalRules *rules, CalPlacement placement)
{
  const char *label = cal_rules_cell_label (rules, placement);
  char text[CAL_PLACEMENT_TEXT_SIZE];

  if (label == NULL)
    return g_strdup (_ ("Holding area"));
  return g_strdup_printf ("%s %s", cal_placement_format (placement, text), cal_book_label (label));
}

static const char *
kind_of (const CalDecision *decision)
{
  if (decision->reverts != CAL_NONE)
    return decision->compensates ? _ ("undo") : _ ("redo");
  return decision->kept ? _ ("confirmed") : _ ("moved");
}

static void
write_seq (CalTable *table, lxw_col_t column, gint64 seq, lxw_format *format)
{
  if (seq == CAL_NONE)
    worksheet_write_blank (table->sheet, table->row, column, format);
  else
    worksheet_write_number (table->sheet, table->row, column, (double) seq, format);
}

static void
write_texts (CalTable *table, const CalDecision *decision)
{
  CalBook *book = table->book;
  const CalRules *rules = cal_board_rules (book->board);
  const CalSubject *subject = cal_board_subject (book->board, decision->subject)->row;
  g_autofree char *from = placement_text (rules, decision->from);
  g_autofree char *to = placement_text (rules, decision->to);
  g_autofree char *evidence = g_strjoinv ("\n", (char **) decision->evidence);
  g_autofree char *dissent = g_strjoinv ("\n", (char **) decision->dissent);
  lxw_format *top = book->formats[CAL_FORMAT_TOP];
  lxw_format *wrapped = book->formats[CAL_FORMAT_WRAPPED];
  const struct
  {
    lxw_col_t column;
    const char *text;
    lxw_format *format;
  } texts[] = {
    { COLUMN_SESSION, cal_board_session (book->board, decision->session)->name, top },
    { COLUMN_SUBJECT_ID, subject->id, top },
    { COLUMN_SUBJECT, subject->name, top },
    { COLUMN_KIND, kind_of (decision), top },
    { COLUMN_FROM, from, top },
    { COLUMN_TO, to, top },
    { COLUMN_REASON_CODE, decision->reason_code, top },
    { COLUMN_REASON_LABEL, cal_book_label (cal_rules_reason_label (rules, decision->reason_code)),
      top },
    { COLUMN_REASON, decision->reason, wrapped },
    { COLUMN_EVIDENCE, evidence, wrapped },
    { COLUMN_ACTOR, decision->actor, top },
    { COLUMN_PROPOSED_BY, decision->proposed_by, top },
    { COLUMN_DISSENT, dissent, wrapped },
    { COLUMN_IN_FORCE, decision->in_force ? _ ("yes") : _ ("no"), top },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cal_book_text (book, table->sheet, table->row, texts[i].column, texts[i].text, texts[i].format);
}

/*
 * cal_book_write_decisions:
 *
 * Every decision in the order of the log, undone ones too, each with its
 * reason. Numbers of records count from 0, as the log's do.
 */
void
cal_book_write_decisions (CalBook *book)
{
  lxw_format *number = book->formats[CAL_FORMAT_TOP_NUMBER];
  CalTable table;

  cal_table_init (&table, book, _ ("Decision log"), "DecisionLog", 1);
  add_columns (&table);
  for (guint i = 0; i < cal_board_n_decisions (book->board); i++)
    {
      const CalDecision *decision = cal_board_decision (book->board, i);

      if (!cal_table_next_row (&table))
        break;
      write_seq (&table, COLUMN_NUMBER, (gint64) decision->seq, number);
      cal_book_time (table.sheet, table.row, COLUMN_TIME, decision->time,
                     book->formats[CAL_FORMAT_TIME]);
      write_texts (&table, decision);
      write_seq (&table, COLUMN_BATCH, decision->batch, number);
      write_seq (&table, COLUMN_REVERTS, decision->reverts, number);
      write_seq (&table, COLUMN_UNDONE_BY, decision->reverted_by, number);
    }
  cal_table_finish (&table);
}
