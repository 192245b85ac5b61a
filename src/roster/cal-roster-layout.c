/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-layout.h"

#include <string.h>

#include "core/cal-formula.h"
#include "roster/cal-csv-tokenizer.h"
#include "roster/cal-roster-cell.h"
#include "roster/cal-roster-header.h"

/* How much of the start is looked at: more than the header of thousands of
 * columns. */
#define SAMPLE_SIZE (1024 * 1024)

static GString *
read_sample (CalRosterSource *source, CalRosterNature nature, GError **error)
{
  g_autoptr (CalRosterText) text = cal_roster_text_new (nature);
  GString *sample = g_string_new (NULL);
  const guint8 *block;
  gsize length;
  gssize n = 1;

  while (n > 0 && sample->len < SAMPLE_SIZE)
    {
      n = cal_roster_source_next (source, &block, error);
      if (n > 0)
        {
          const char *utf8 = cal_roster_text_decode (text, block, (gsize) n, &length);

          g_string_append_len (sample, utf8, (gssize) length);
        }
    }
  cal_roster_source_rewind (source);
  if (n < 0)
    g_string_free (g_steal_pointer (&sample), TRUE);
  return sample;
}

/* `sep=;`, perhaps in quotes, alone on the first line. */
static gboolean
find_sep_line (const char *text, gsize length, char *delimiter)
{
  gsize quote = length > 0 && text[0] == '"' ? 1 : 0;
  gsize end = quote + 5 + quote;

  if (length < end || g_ascii_strncasecmp (text + quote, "sep=", 4) != 0
      || (quote && text[quote + 5] != '"')
      || (length > end && text[end] != '\r' && text[end] != '\n'))
    return FALSE;
  *delimiter = text[quote + 4];
  return *delimiter == '\t'
         || (g_ascii_isprint (*delimiter) && !g_ascii_isalnum (*delimiter) && *delimiter != '"'
             && *delimiter != ' ');
}

/* How a delimiter does on the first record. */
typedef struct
{
  const CalRosterMap *map;
  guint n_known;
  gsize n_fields;
} Score;

static gboolean
score_header (CalCsvRecord *record, gpointer user_data)
{
  Score *score = user_data;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < record->n_kept; i++)
    {
      gsize length;
      char *field = cal_csv_record_field (record, i, &length);
      g_autofree char *valid = g_utf8_make_valid (field, (gssize) length);
      const char *name = cal_formula_unguard (cal_roster_cell_trim (valid, strlen (valid)));

      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  score->n_known = cal_roster_header_n_known ((const char *const *) names->pdata, score->map);
  score->n_fields = record->n_fields;
  return FALSE;
}

static char
choose_delimiter (const GString *sample, const CalRosterMap *map)
{
  static const char candidates[] = { ',', ';', '\t' };
  Score best = { .n_fields = 1 };
  char chosen = ',';

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      Score score = { .map = map };
      g_autoptr (CalCsvTokenizer) tokenizer =
          cal_csv_tokenizer_new (candidates[i], 1, score_header, &score);

      cal_csv_tokenizer_set_max_fields (tokenizer, 1 << 14);
      if (cal_csv_tokenizer_feed (tokenizer, sample->str, sample->len))
        cal_csv_tokenizer_finish (tokenizer);
      if (score.n_known > best.n_known
          || (score.n_known == best.n_known && score.n_fields > best.n_fields))
        {
          best = score;
          chosen = candidates[i];
        }
    }
  return chosen;
}

/**
 * cal_roster_layout_detect:
 * @source: a source at its start; is left there
 * @nature: what its bytes are
 * @map: (nullable): the caller's choices, whose headers are known too
 * @layout: (out): the layout
 * @error: return location
 *
 * Believes a `sep=` line; otherwise takes the delimiter that makes most known
 * headers of the first record, and then most fields.
 *
 * Returns: %FALSE with a #GIOErrorEnum where the source cannot be read
 */
gboolean
cal_roster_layout_detect (CalRosterSource *source,
                          CalRosterNature nature,
                          const CalRosterMap *map,
                          CalRosterLayout *layout,
                          GError **error)
{
  g_autoptr (GString) sample = read_sample (source, nature, error);

  if (sample == NULL)
    return FALSE;
  layout->has_sep_line = find_sep_line (sample->str, sample->len, &layout->delimiter);
  if (!layout->has_sep_line)
    layout->delimiter = choose_delimiter (sample, map);
  return TRUE;
}
