/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A longer record is cut and flagged: no person's row is as long, and a quote
 * that is never closed would otherwise take the whole file into memory. */
#define CAL_CSV_MAX_RECORD (8 * 1024 * 1024)

/**
 * CalCsvFlags:
 * @CAL_CSV_TEXT: something other than blanks
 * @CAL_CSV_HIGH: bytes beyond ASCII
 * @CAL_CSV_CONTROL: ASCII control characters other than the line ends and tab
 * @CAL_CSV_NUL: the byte 00
 * @CAL_CSV_AFTER_QUOTE: text after a closing quote, which was appended
 * @CAL_CSV_UNCLOSED: the last field's quote is not closed before the file ends
 * @CAL_CSV_TOO_LONG: the record is longer than %CAL_CSV_MAX_RECORD and cut
 *
 * What was met in a record, so that most need not be looked at again.
 */
typedef enum
{
  CAL_CSV_TEXT = 1 << 0,
  CAL_CSV_HIGH = 1 << 1,
  CAL_CSV_CONTROL = 1 << 2,
  CAL_CSV_NUL = 1 << 3,
  CAL_CSV_AFTER_QUOTE = 1 << 4,
  CAL_CSV_UNCLOSED = 1 << 5,
  CAL_CSV_TOO_LONG = 1 << 6,
} CalCsvFlags;

/**
 * CalCsvRecord:
 * @line: the physical line on which it starts, from 1
 * @n_fields: how many fields it has
 * @n_kept: how many of them are here
 * @flags: #CalCsvFlags
 *
 * One record. Its fields may be changed in place.
 */
typedef struct
{
  guint64 line;
  gsize n_fields;
  guint n_kept;
  guint flags;

  /*< private >*/
  char *text;
  const gsize *ends;
} CalCsvRecord;

/**
 * CalCsvRecordFunc:
 * @record: a record; valid during the call
 *
 * Returns: %FALSE to be given no more
 */
typedef gboolean (*CalCsvRecordFunc) (CalCsvRecord *record, gpointer user_data);

/**
 * CalCsvTokenizer:
 *
 * Cuts UTF-8 text, given in pieces of any size, into records and fields after
 * RFC 4180. LF, CR and CRLF end a physical line, within quotes too. Blank lines
 * and lines of blank fields make no record.
 */
typedef struct _CalCsvTokenizer CalCsvTokenizer;

CalCsvTokenizer *
cal_csv_tokenizer_new (char delimiter, guint64 line, CalCsvRecordFunc func, gpointer user_data);
void cal_csv_tokenizer_free (CalCsvTokenizer *tokenizer);
void cal_csv_tokenizer_set_max_fields (CalCsvTokenizer *tokenizer, guint max_fields);
gboolean cal_csv_tokenizer_feed (CalCsvTokenizer *tokenizer, const char *text, gsize length);
gboolean cal_csv_tokenizer_finish (CalCsvTokenizer *tokenizer);

char *cal_csv_record_field (CalCsvRecord *record, guint field, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalCsvTokenizer, cal_csv_tokenizer_free)
