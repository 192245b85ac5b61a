/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-csv-tokenizer.h"

#include <string.h>

typedef enum
{
  AT_START, /* of a field, perhaps after blanks */
  PLAIN,
  QUOTED,
  AFTER_QUOTE, /* a quote within quotes: it closes, or the next one doubles it */
} State;

/* Beyond the flags of a record: what stops the inner loops. */
#define STOPS_PLAIN (1 << 7)
#define STOPS_QUOTED (1 << 8)

struct _CalCsvTokenizer
{
  CalCsvRecordFunc func;
  gpointer user_data;
  guint max_fields;
  char delimiter;
  guint16 kinds[256];

  State state;
  GString *text;
  GArray *ends;
  gsize field_start;
  gsize n_fields;
  guint flags;
  guint64 line;
  guint64 record_line;
  gboolean in_record;
  gboolean after_cr;
};

/**
 * cal_csv_tokenizer_new:
 * @delimiter: what stands between fields
 * @line: the number of the physical line on which the text starts
 * @func: (scope forever): called with each record
 *
 * Returns: (transfer full): a tokenizer
 */
CalCsvTokenizer *
cal_csv_tokenizer_new (char delimiter, guint64 line, CalCsvRecordFunc func, gpointer user_data)
{
  CalCsvTokenizer *tokenizer = g_new0 (CalCsvTokenizer, 1);
  guint16 *kinds = tokenizer->kinds;

  tokenizer->func = func;
  tokenizer->user_data = user_data;
  tokenizer->max_fields = G_MAXUINT;
  tokenizer->delimiter = delimiter;
  tokenizer->line = line;
  tokenizer->text = g_string_new (NULL);
  tokenizer->ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint byte = 0; byte < 256; byte++)
    kinds[byte] = byte >= 0x80                  ? CAL_CSV_TEXT | CAL_CSV_HIGH
                  : byte < 0x20 || byte == 0x7F ? CAL_CSV_TEXT | CAL_CSV_CONTROL
                                                : CAL_CSV_TEXT;
  kinds[0] |= CAL_CSV_NUL;
  kinds[' '] = kinds['\t'] = 0;
  kinds['\r'] = kinds['\n'] = STOPS_PLAIN | STOPS_QUOTED;
  kinds['"'] = CAL_CSV_TEXT | STOPS_QUOTED;
  kinds[(guint8) delimiter] = (kinds[(guint8) delimiter] & (guint) ~CAL_CSV_CONTROL) | STOPS_PLAIN;
  return tokenizer;
}

void
cal_csv_tokenizer_free (CalCsvTokenizer *tokenizer)
{
  g_string_free (tokenizer->text, TRUE);
  g_array_unref (tokenizer->ends);
  g_free (tokenizer);
}

/**
 * cal_csv_tokenizer_set_max_fields:
 * @max_fields: how many fields of a record to keep; more are only counted
 */
void
cal_csv_tokenizer_set_max_fields (CalCsvTokenizer *tokenizer, guint max_fields)
{
  tokenizer->max_fields = max_fields;
}

static void
append (CalCsvTokenizer *tokenizer, const char *text, gsize length)
{
  if (tokenizer->n_fields >= tokenizer->max_fields)
    return;
  if (tokenizer->text->len + length > CAL_CSV_MAX_RECORD)
    tokenizer->flags |= CAL_CSV_TOO_LONG;
  else
    g_string_append_len (tokenizer->text, text, (gssize) length);
}

static void
end_field (CalCsvTokenizer *tokenizer)
{
  if (tokenizer->n_fields < tokenizer->max_fields && !(tokenizer->flags & CAL_CSV_TOO_LONG))
    {
      g_string_append_c (tokenizer->text, '\0');
      g_array_append_val (tokenizer->ends, tokenizer->text->len);
      tokenizer->field_start = tokenizer->text->len;
      if (tokenizer->text->len >= CAL_CSV_MAX_RECORD)
        tokenizer->flags |= CAL_CSV_TOO_LONG;
    }
  tokenizer->n_fields++;
  tokenizer->state = AT_START;
}

static gboolean
end_record (CalCsvTokenizer *tokenizer)
{
  gboolean goes_on = TRUE;

  end_field (tokenizer);
  if (tokenizer->flags != 0)
    {
      CalCsvRecord record = {
        .line = tokenizer->record_line,
        .n_fields = tokenizer->n_fields,
        .n_kept = tokenizer->ends->len,
        .flags = tokenizer->flags,
        .text = tokenizer->text->str,
        .ends = (const gsize *) (gpointer) tokenizer->ends->data,
      };

      goes_on = tokenizer->func (&record, tokenizer->user_data);
    }
  g_string_truncate (tokenizer->text, 0);
  g_array_set_size (tokenizer->ends, 0);
  tokenizer->field_start = 0;
  tokenizer->n_fields = 0;
  tokenizer->flags = 0;
  tokenizer->in_record = FALSE;
  return goes_on;
}

/* Takes ordinary text from @at on: everything up to a byte that means something. */
static const char *
take_run (CalCsvTokenizer *tokenizer, const char *at, const char *end, guint stop)
{
  const guint16 *kinds = tokenizer->kinds;
  const char *start = at;
  guint met = 0;
  guint kind;

  while (at < end && !((kind = kinds[(guint8) *at]) & stop))
    {
      met |= kind;
      at++;
    }
  tokenizer->flags |= met & (CAL_CSV_TEXT | CAL_CSV_HIGH | CAL_CSV_CONTROL | CAL_CSV_NUL);
  if (at > start)
    append (tokenizer, start, (gsize) (at - start));
  return at;
}

/* One byte at the start of a field: blanks may come before a quote. */
static const char *
take_start (CalCsvTokenizer *tokenizer, const char *at)
{
  if (*at == '"')
    {
      if (tokenizer->n_fields < tokenizer->max_fields)
        g_string_truncate (tokenizer->text, tokenizer->field_start);
      tokenizer->state = QUOTED;
      return at + 1;
    }
  if ((*at == ' ' || *at == '\t') && *at != tokenizer->delimiter)
    {
      append (tokenizer, at, 1);
      return at + 1;
    }
  tokenizer->state = PLAIN;
  return at;
}

/* Ends of lines and delimiters, which mean the same after a plain field and
 * after a closing quote. */
static gboolean
take_end (CalCsvTokenizer *tokenizer, char byte)
{
  if (byte == tokenizer->delimiter)
    {
      end_field (tokenizer);
      return TRUE;
    }
  tokenizer->after_cr = byte == '\r';
  tokenizer->line++;
  return end_record (tokenizer);
}

static const char *
take_after_quote (CalCsvTokenizer *tokenizer, const char *at)
{
  if (*at == '"')
    {
      append (tokenizer, at, 1);
      tokenizer->flags |= CAL_CSV_TEXT;
      tokenizer->state = QUOTED;
      return at + 1;
    }
  if (*at != ' ' && *at != '\t' && !(tokenizer->kinds[(guint8) *at] & STOPS_PLAIN))
    tokenizer->flags |= CAL_CSV_AFTER_QUOTE;
  tokenizer->state = PLAIN;
  return at;
}

/* A line end within quotes belongs to the text and still ends a physical line. */
static const char *
take_quoted (CalCsvTokenizer *tokenizer, const char *at)
{
  if (*at == '"')
    {
      tokenizer->state = AFTER_QUOTE;
      return at + 1;
    }
  tokenizer->after_cr = *at == '\r';
  tokenizer->line++;
  append (tokenizer, at, 1);
  return at + 1;
}

/**
 * cal_csv_tokenizer_feed:
 * @text: (array length=length): the next text, of any length
 *
 * Returns: %FALSE once the function wants no more records
 */
gboolean
cal_csv_tokenizer_feed (CalCsvTokenizer *tokenizer, const char *text, gsize length)
{
  const char *at = text;
  const char *end = text + length;

  while (at < end)
    {
      if (tokenizer->after_cr)
        {
          tokenizer->after_cr = FALSE;
          if (*at == '\n')
            {
              if (tokenizer->state == QUOTED)
                append (tokenizer, at, 1);
              at++;
              continue;
            }
        }
      if (!tokenizer->in_record)
        {
          tokenizer->in_record = TRUE;
          tokenizer->record_line = tokenizer->line;
        }
      switch (tokenizer->state)
        {
        case AT_START:
          at = take_start (tokenizer, at);
          break;
        case PLAIN:
          at = take_run (tokenizer, at, end, STOPS_PLAIN);
          if (at < end && !take_end (tokenizer, *at++))
            return FALSE;
          break;
        case QUOTED:
          at = take_run (tokenizer, at, end, STOPS_QUOTED);
          if (at < end)
            at = take_quoted (tokenizer, at);
          break;
        case AFTER_QUOTE:
          at = take_after_quote (tokenizer, at);
          break;
        default:
          g_return_val_if_reached (FALSE);
        }
    }
  return TRUE;
}

/**
 * cal_csv_tokenizer_finish:
 *
 * Ends the text: gives the record that no line end has ended. A final Ctrl-Z,
 * which old systems put at the end of a file, is dropped.
 *
 * Returns: %FALSE when the function wants no more records
 */
gboolean
cal_csv_tokenizer_finish (CalCsvTokenizer *tokenizer)
{
  GString *text = tokenizer->text;

  if (!tokenizer->in_record)
    return TRUE;
  if (tokenizer->state == QUOTED)
    {
      tokenizer->flags |= CAL_CSV_UNCLOSED;
    }
  else if (text->len > tokenizer->field_start && text->str[text->len - 1] == '\x1a')
    {
      g_string_truncate (text, text->len - 1);
      /* Alone on its line it is no record at all. */
      if (tokenizer->n_fields == 0 && strspn (text->str, " \t") == text->len)
        tokenizer->flags = 0;
    }
  return end_record (tokenizer);
}

/**
 * cal_csv_record_field:
 * @record: the record
 * @field: 0 to n_kept − 1
 * @length: (out) (optional): how many bytes, since it may hold a NUL
 *
 * Returns: (transfer none): the field, followed by a NUL
 */
char *
cal_csv_record_field (CalCsvRecord *record, guint field, gsize *length)
{
  gsize start = field == 0 ? 0 : record->ends[field - 1];

  if (length != NULL)
    *length = record->ends[field] - start - 1;
  return record->text + start;
}
