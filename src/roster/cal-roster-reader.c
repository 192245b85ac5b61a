/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>

#include "roster/cal-roster-layout.h"
#include "roster/cal-roster-problems.h"
#include "roster/cal-roster-rows.h"
#include "roster/cal-roster-source.h"
#include "roster/cal-roster-text.h"

/* No roster of people is larger. */
#define MAX_FILE_SIZE (G_GUINT64_CONSTANT (4) << 30)

/* The rows of a file may take so much memory: enough for every file of its size
 * that holds people, and an end to those that hold millions of letters. */
#define MIN_MEMORY (G_GUINT64_CONSTANT (250) << 20)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static gboolean
check_nature (CalRosterNature nature, guint64 size, CalRosterProblems *problems)
{
  static const char *const refusals[] = {
    [CAL_NATURE_EMPTY] = N_ ("the file is empty"),
    [CAL_NATURE_UTF32] = N_ ("this is UTF-32 text: save it as CSV in UTF-8"),
    [CAL_NATURE_GZIP] = N_ ("this is a file compressed by gzip: unpack it first"),
    [CAL_NATURE_ZIP] = N_ ("this is a ZIP archive: unpack it first"),
    [CAL_NATURE_WORKBOOK] =
        N_ ("this is an Excel workbook, which is not read yet: save it as CSV in UTF-8"),
  };

  if (nature < G_N_ELEMENTS (refusals) && refusals[nature] != NULL)
    cal_roster_problems_error (problems, 1, "", "%s", _ (refusals[nature]));
  else if (size > MAX_FILE_SIZE)
    cal_roster_problems_error (problems, 1, "", "%s",
                               N_ ("the file has more than 4 GiB and cannot be a roster"));
  else
    return TRUE;
  return FALSE;
}

/* One pass over the bytes, so that their sum is of what was read. */
static gboolean
read_rows (CalRosterSource *source,
           CalRosterNature nature,
           CalRosterRowsReader *reader,
           EVP_MD_CTX *sum,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (CalRosterText) text = cal_roster_text_new (nature);
  gboolean wanted = reader != NULL;
  const guint8 *block;
  gsize length;
  gssize n;

  while ((n = cal_roster_source_next (source, &block, error)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (EVP_DigestUpdate (sum, block, (gsize) n) != 1)
        g_error ("libcrypto failed to compute a SHA-256");
      if (wanted)
        {
          const char *utf8 = cal_roster_text_decode (text, block, (gsize) n, &length);

          wanted = cal_roster_rows_feed (reader, utf8, length);
        }
    }
  if (wanted && n == 0)
    {
      const char *utf8 = cal_roster_text_finish (text, &length);

      if (cal_roster_rows_feed (reader, utf8, length))
        cal_roster_rows_finish (reader);
    }
  return n == 0;
}

static char *
finish_sum (EVP_MD_CTX *sum)
{
  guint8 bytes[EVP_MAX_MD_SIZE];
  guint length;
  GString *hex = g_string_new (NULL);

  if (EVP_DigestFinal_ex (sum, bytes, &length) != 1)
    g_error ("libcrypto failed to compute a SHA-256");
  for (guint i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static CalRosterReport *
read_source (CalRosterSource *source,
             const CalRatingsWanted *wanted,
             CalRules *rules,
             const CalRosterMap *map,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (CalRosterReport) report = g_new0 (CalRosterReport, 1);
  g_autoptr (CalRosterProblems) problems = cal_roster_problems_new ();
  g_autoptr (CalRosterRowsReader) reader = NULL;
  g_autoptr (EVP_MD_CTX) sum = EVP_MD_CTX_new ();
  guint64 size = cal_roster_source_size (source);
  CalRosterLayout layout = { ',', FALSE };
  CalRosterNature nature;

  if (sum == NULL || EVP_DigestInit_ex (sum, EVP_sha256 (), NULL) != 1)
    g_error ("libcrypto offers no SHA-256");
  if (!cal_roster_text_detect (source, &nature, error))
    return NULL;
  if (check_nature (nature, size, problems))
    {
      if (!cal_roster_layout_detect (source, nature, map, &layout, error))
        return NULL;
      if (nature == CAL_NATURE_WINDOWS_1252)
        cal_roster_problems_warn (problems, 1, "",
                                  N_ ("the file is not UTF-8 and was read as Windows-1252: check "
                                      "letters beyond A to Z"));
      reader = cal_roster_rows_new (&layout, wanted, rules, map, (gsize) MAX (size * 2, MIN_MEMORY),
                                    problems);
    }
  if (!read_rows (source, nature, reader, sum, cancellable, error))
    return NULL;

  report->encoding = cal_roster_text_nature_name (nature);
  report->delimiter = layout.delimiter;
  report->sha256 = finish_sum (sum);
  if (reader != NULL)
    {
      cal_roster_rows_report (reader, report);
    }
  else
    {
      report->roster = wanted != NULL ? cal_roster_new_ratings () : cal_roster_new ();
      report->whole_file = TRUE;
    }
  report->n_errors = (guint) MIN (cal_roster_problems_n_errors (problems), (guint64) G_MAXUINT);
  report->problems = cal_roster_problems_finish (problems);
  return g_steal_pointer (&report);
}

/**
 * cal_roster_read_bytes:
 * @bytes: a CSV file's bytes
 * @rules: the scales that ratings must be on
 * @map: (nullable) (array zero-terminated=1): which columns to take for which
 *   fields, before what their headers say
 * @cancellable: (nullable): stops the work
 * @error: return location
 *
 * Reads a roster. What is wrong with the file is in the report, not in @error.
 *
 * Returns: (transfer full): the report; %NULL with a #GIOErrorEnum
 */
CalRosterReport *
cal_roster_read_bytes (GBytes *bytes,
                       CalRules *rules,
                       const CalRosterMap *map,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (bytes != NULL && rules != NULL, NULL);

  g_autoptr (CalRosterSource) source = cal_roster_source_new_bytes (bytes);
  return read_source (source, NULL, rules, map, cancellable, error);
}

/**
 * cal_roster_read_fd:
 * @fd: a file or a pipe, open for reading; stays open
 * @rules: the scales that ratings must be on
 * @map: (nullable) (array zero-terminated=1): as for cal_roster_read_bytes()
 * @cancellable: (nullable): stops the work
 * @error: return location
 *
 * As cal_roster_read_bytes(), of a file however large: it is read in blocks.
 *
 * Returns: (transfer full): the report; %NULL with a #GIOErrorEnum
 */
CalRosterReport *
cal_roster_read_fd (int fd,
                    CalRules *rules,
                    const CalRosterMap *map,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (rules != NULL, NULL);

  g_autoptr (CalRosterSource) source = cal_roster_source_new_fd (fd, error);
  return source != NULL ? read_source (source, NULL, rules, map, cancellable, error) : NULL;
}

/**
 * cal_ratings_read_bytes:
 * @bytes: a CSV file's bytes
 * @wanted: which ratings it is to hold
 * @rules: the scales that they must be on
 * @map: (nullable) (array zero-terminated=1): as for cal_roster_read_bytes()
 * @cancellable: (nullable): stops the work
 * @error: return location
 *
 * Reads ratings from elsewhere than the roster, as cal_roster_read_bytes() reads
 * one; #CalSubject.manager_id is whoever gave the rating. A row without a level
 * on either axis is passed over.
 *
 * Returns: (transfer full): the report, its roster as cal_roster_new_ratings()
 *   makes it; %NULL with a #GIOErrorEnum
 */
CalRosterReport *
cal_ratings_read_bytes (GBytes *bytes,
                        const CalRatingsWanted *wanted,
                        CalRules *rules,
                        const CalRosterMap *map,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (bytes != NULL && wanted != NULL && rules != NULL, NULL);

  g_autoptr (CalRosterSource) source = cal_roster_source_new_bytes (bytes);
  return read_source (source, wanted, rules, map, cancellable, error);
}

/**
 * cal_ratings_read_fd:
 * @fd: a file or a pipe, open for reading; stays open
 * @wanted: which ratings it is to hold
 * @rules: the scales that they must be on
 * @map: (nullable) (array zero-terminated=1): as for cal_roster_read_bytes()
 * @cancellable: (nullable): stops the work
 * @error: return location
 *
 * As cal_ratings_read_bytes(), of a file however large.
 *
 * Returns: (transfer full): the report; %NULL with a #GIOErrorEnum
 */
CalRosterReport *
cal_ratings_read_fd (int fd,
                     const CalRatingsWanted *wanted,
                     CalRules *rules,
                     const CalRosterMap *map,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (wanted != NULL && rules != NULL, NULL);

  g_autoptr (CalRosterSource) source = cal_roster_source_new_fd (fd, error);
  return source != NULL ? read_source (source, wanted, rules, map, cancellable, error) : NULL;
}

/**
 * cal_roster_read_file:
 * @path: (type filename): the file
 * @rules: the scales that ratings must be on
 * @map: (nullable) (array zero-terminated=1): as for cal_roster_read_bytes()
 * @cancellable: (nullable): stops the work
 * @error: return location
 *
 * As cal_roster_read_fd(), of the file at @path.
 *
 * Returns: (transfer full): the report; %NULL with a #GIOErrorEnum
 */
CalRosterReport *
cal_roster_read_file (const char *path,
                      CalRules *rules,
                      const CalRosterMap *map,
                      GCancellable *cancellable,
                      GError **error)
{
  CalRosterReport *report;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                           g_strerror (code));
      return NULL;
    }
  report = cal_roster_read_fd (fd, rules, map, cancellable, error);
  close (fd);
  return report;
}

void
cal_roster_report_free (CalRosterReport *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->roster, cal_roster_unref);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
  g_strfreev (report->headers);
  g_free (report->taken_for);
  g_free (report->sha256);
  g_free (report);
}
