/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-writer.h"

#include "log/cal-disclosure-writer.h"
#include "log/cal-roster-header.h"

struct _CalRosterWriter
{
  CalRoster *roster;
  CalDisclosureWriter *disclosures;
  guint n_columns;
  char **headers;
  /* Header and value in turn; the headers stay. */
  const char **attributes;
};

/**
 * cal_roster_writer_new:
 * @roster: a roster, complete
 *
 * Returns: (transfer full): a writer, which keeps a reference
 */
CalRosterWriter *
cal_roster_writer_new (CalRoster *roster)
{
  CalRosterWriter *writer = g_new0 (CalRosterWriter, 1);

  writer->roster = cal_roster_ref (roster);
  writer->disclosures = cal_disclosure_writer_new ();
  writer->n_columns = cal_roster_n_columns (roster);
  writer->headers = g_new0 (char *, writer->n_columns + 1);
  writer->attributes = g_new0 (const char *, 2 * writer->n_columns + 1);
  for (guint i = 0; i < writer->n_columns; i++)
    {
      writer->headers[i] = cal_roster_header_write (cal_roster_column (roster, i));
      writer->attributes[2 * i] = writer->headers[i];
    }
  return writer;
}

void
cal_roster_writer_free (CalRosterWriter *writer)
{
  if (writer == NULL)
    return;
  cal_roster_unref (writer->roster);
  cal_disclosure_writer_free (writer->disclosures);
  g_strfreev (writer->headers);
  g_free (writer->attributes);
  g_free (writer);
}

static const char *
level_text (guint level, char text[2])
{
  text[0] = level > 0 ? (char) ('0' + level) : '\0';
  text[1] = '\0';
  return text;
}

/**
 * cal_roster_writer_row:
 * @position: a person's position in the roster
 * @out: where to append the three disclosures, one behind the other
 * @lengths: (out): their lengths
 * @leaf: (out): the hash of the person's leaf
 * @error: return location
 *
 * Writes `identity` [id, name, manager_id], `ratings` [performance, potential]
 * as decimal text or empty, and `attributes` with header and value in turn, so
 * that a leaf explains itself.
 *
 * Returns: %FALSE with %CAL_LOG_ERROR_BAD_TEXT
 */
gboolean
cal_roster_writer_row (CalRosterWriter *writer,
                       guint position,
                       GString *out,
                       gsize lengths[CAL_ROW_N],
                       CalHash *leaf,
                       GError **error)
{
  const CalSubject *subject = cal_roster_subject (writer->roster, position);
  const char *const identity[] = { subject->id, subject->name, subject->manager_id };
  char performance[2];
  char potential[2];
  const char *const ratings[] = { level_text (subject->ratings.performance, performance),
                                  level_text (subject->ratings.potential, potential) };
  const char *const *const lists[CAL_ROW_N] = { identity, ratings, writer->attributes };
  const gsize counts[CAL_ROW_N] = { G_N_ELEMENTS (identity), G_N_ELEMENTS (ratings),
                                    2 * writer->n_columns };
  const char *texts[CAL_ROW_N];
  gsize start = out->len;

  for (guint i = 0; i < writer->n_columns; i++)
    writer->attributes[2 * i + 1] = subject->values[i];
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      gsize before = out->len;

      if (!cal_disclosure_writer_list (writer->disclosures, cal_roster_row_name (i), lists[i],
                                       counts[i], out, error))
        {
          g_prefix_error (error, "row %u: ", position + 1);
          return FALSE;
        }
      lengths[i] = out->len - before;
    }
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      texts[i] = out->str + start;
      start += lengths[i];
    }
  cal_roster_row_leaf (cal_disclosure_writer_hasher (writer->disclosures), texts, lengths, leaf);
  return TRUE;
}
