/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-roster.h"
#include "core/cal-rules.h"

/**
 * CalProblem:
 * @line: the physical line on which the record starts, from 1
 * @column: the header of the column, or empty for the whole row or file
 * @message: what is wrong, a sentence without the line and column
 * @is_error: whether it keeps the row out; otherwise a warning
 */
typedef struct
{
  guint64 line;
  char *column;
  char *message;
  gboolean is_error;
} CalProblem;

/**
 * CalRosterMap:
 * @field: the field
 * @header: the header to take for it, as the file has it
 *
 * One `--map FIELD=HEADER`. An array of them ends with a %NULL @header.
 */
typedef struct
{
  CalField field;
  const char *header;
} CalRosterMap;

/**
 * CalRosterReport:
 * @roster: the rows that are good, in file order; never %NULL, maybe empty
 * @problems: (element-type CalProblem): errors and warnings by line
 * @n_accepted: how many rows are good
 * @n_rejected: how many rows are not
 * @n_errors: how many errors there are, those included that @problems only
 *   counts because they are too many to list
 * @whole_file: whether an error concerns the whole file, so that nothing can be
 *   taken from it even in part
 * @sha256: the SHA-256 of the file's bytes in hex
 * @encoding: what the file was read as
 * @delimiter: the character between fields
 * @headers: (nullable) (array zero-terminated=1): the columns' headers, as the
 *   file has them; %NULL where no header was found
 * @taken_for: for each of @headers the field that the column was taken for;
 *   %CAL_FIELD_ATTRIBUTE or more for a column without one
 */
typedef struct
{
  CalRoster *roster;
  GPtrArray *problems;
  guint n_accepted;
  guint n_rejected;
  guint n_errors;
  gboolean whole_file;
  char *sha256;
  const char *encoding;
  char delimiter;
  char **headers;
  CalField *taken_for;
} CalRosterReport;

/**
 * CalRosterKnows:
 *
 * Returns: whether there is a subject of that id
 */
typedef gboolean (*CalRosterKnows) (const char *id, gpointer user_data);

/**
 * CalRatingsWanted:
 * @earlier: whether they are ratings of earlier cycles, in whose column `cycle`
 *   the cycle's title stands; otherwise several raters' of this one
 * @cycle: (nullable): the title where the file has no such column
 * @knows: (nullable): who may be rated; %NULL for anybody
 * @user_data: for @knows
 *
 * What a file of ratings is to hold: `employee_id`, `rater`, `performance` and
 * `potential`, one rating of a subject by a rater a row.
 */
typedef struct
{
  gboolean earlier;
  const char *cycle;
  CalRosterKnows knows;
  gpointer user_data;
} CalRatingsWanted;

CalRosterReport *cal_roster_read_bytes (GBytes *bytes,
                                        CalRules *rules,
                                        const CalRosterMap *map,
                                        GCancellable *cancellable,
                                        GError **error);
CalRosterReport *cal_roster_read_fd (int fd,
                                     CalRules *rules,
                                     const CalRosterMap *map,
                                     GCancellable *cancellable,
                                     GError **error);
CalRosterReport *cal_roster_read_file (const char *path,
                                       CalRules *rules,
                                       const CalRosterMap *map,
                                       GCancellable *cancellable,
                                       GError **error);
CalRosterReport *cal_ratings_read_bytes (GBytes *bytes,
                                         const CalRatingsWanted *wanted,
                                         CalRules *rules,
                                         const CalRosterMap *map,
                                         GCancellable *cancellable,
                                         GError **error);
CalRosterReport *cal_ratings_read_fd (int fd,
                                      const CalRatingsWanted *wanted,
                                      CalRules *rules,
                                      const CalRosterMap *map,
                                      GCancellable *cancellable,
                                      GError **error);
void cal_roster_report_free (CalRosterReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterReport, cal_roster_report_free)
