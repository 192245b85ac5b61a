/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/cal-export-error.h"
#include "export/cal-workbook-private.h"

#define MAX_SHEET_NAME 31
#define STEP 256

/*
 * cal_book_add_sheet:
 * @name: what to call it
 * @part: counted from 1, where one sheet does not hold everything
 *
 * Adds a sheet. A name may come from a translation, so it is made to fit what
 * the format allows.
 */
lxw_worksheet *
cal_book_add_sheet (CalBook *book, const char *name, guint part)
{
  g_autofree char *suffix = part == 1 ? g_strdup ("") : g_strdup_printf (" (%u)", part);
  g_autofree char *kept =
      g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_SHEET_NAME - 6));
  g_autofree char *full = NULL;
  lxw_worksheet *sheet;

  g_strdelimit (kept, "[]:*?/\\'", '-');
  full = g_strconcat (kept, suffix, NULL);
  sheet = workbook_add_worksheet (book->book, full);
  if (sheet == NULL)
    sheet = workbook_add_worksheet (book->book, NULL);
  g_ptr_array_add (book->sheets, sheet);
  return sheet;
}

/*
 * cal_book_step:
 *
 * Counts a row.
 *
 * Returns: %FALSE when the work was cancelled
 */
gboolean
cal_book_step (CalBook *book)
{
  book->n_done++;
  if (book->n_done % STEP == 0 && book->options->progress != NULL && !book->cancelled)
    book->cancelled = !book->options->progress (MIN (1, (double) book->n_done / book->n_total),
                                                book->options->user_data);
  return !book->cancelled;
}

static void
set_properties (CalBook *book)
{
  g_autofree char *title = cal_book_plain (cal_board_title (book->board));
  g_autofree char *writer = cal_book_plain (book->facts->writer);
  g_autofree char *program = g_strdup ("Calibrate " CAL_VERSION);
  lxw_doc_properties properties = {
    .title = title,
    .author = writer,
    .comments = program,
    .created = (time_t) (book->facts->time / 1000),
  };

  workbook_set_properties (book->book, &properties);
}

/* Writes what the library still holds of each sheet to its temporary file, and
 * asks that file whether every byte got there: the library does not. */
static gboolean
flush_sheets (CalBook *book, guint64 *sizes)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      lxw_worksheet *sheet = g_ptr_array_index (book->sheets, i);
      long size;

      lxw_worksheet_write_single_row (sheet);
      errno = 0;
      if (fflush (sheet->optimize_tmpfile) != 0 || ferror (sheet->optimize_tmpfile)
          || (size = ftell (sheet->optimize_tmpfile)) < 0)
        {
          if (errno == 0)
            errno = ENOSPC;
          return FALSE;
        }
      sizes[i] = (guint64) size;
    }
  return TRUE;
}

static gboolean
sync_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int saved = errno;

  if (fd >= 0)
    close (fd);
  errno = saved;
  return synced;
}

/* Writes the whole workbook to a file that nobody else looks at yet. */
static gboolean
write_package (CalBook *book,
               const CalSheetWriter *writers,
               guint n_writers,
               const char *package,
               const char *path,
               GError **error)
{
  g_autofree char *folder = g_path_get_dirname (package);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                   .tmpdir = folder,
                                   .use_zip64 = LXW_FALSE };
  g_autofree guint64 *sizes = NULL;
  g_autofree char *why = NULL;
  gboolean flushed;
  int saved;

  book->sheets = g_ptr_array_new ();
  book->book = workbook_new_opt (package, &options);
  set_properties (book);
  cal_book_make_formats (book);
  for (guint i = 0; i < n_writers && !book->cancelled; i++)
    writers[i](book);

  sizes = g_new0 (guint64, book->sheets->len);
  flushed = flush_sheets (book, sizes);
  saved = errno;
  errno = 0;
  lxw_error closed = workbook_close (book->book);
  guint n_sheets = book->sheets->len;
  g_ptr_array_unref (book->sheets);
  if (book->cancelled)
    {
      g_set_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_CANCELLED,
                   _ ("%s: cancelled; nothing was written"), path);
      return FALSE;
    }
  if (!flushed || closed != LXW_NO_ERROR)
    {
      cal_export_error_set_errno (error, !flushed ? saved : errno != 0 ? errno : ENOSPC, path);
      return FALSE;
    }
  if (!cal_package_check (package, sizes, n_sheets, &why))
    {
      g_set_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_DISK_FULL,
                   _ ("%s: the workbook is not whole (%s), so it was thrown away. Make room on "
                      "the disk and export again."),
                   path, why);
      return FALSE;
    }
  if (!sync_file (package))
    {
      cal_export_error_set_errno (error, errno, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
copy_to_standard_output (const char *package, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (package, FALSE, &failed);
  const char *bytes;
  gsize left;

  if (file == NULL)
    {
      cal_export_error_set_errno (error, EIO, "-");
      return FALSE;
    }
  bytes = g_mapped_file_get_contents (file);
  left = g_mapped_file_get_length (file);
  while (left > 0)
    {
      ssize_t written = write (STDOUT_FILENO, bytes, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          cal_export_error_set_errno (error, errno, "-");
          return FALSE;
        }
      bytes += written;
      left -= (gsize) written;
    }
  return TRUE;
}

/* The permissions that a new file gets here, or those of the file that is
 * being replaced; a temporary file has stricter ones. */
static void
set_permissions (const char *package, const char *path)
{
  struct stat before;
  mode_t mask = umask (0);

  umask (mask);
  chmod (package, stat (path, &before) == 0 ? before.st_mode & 07777 : 0666 & ~mask);
}

static gboolean
put_in_place (const char *package, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  set_permissions (package, path);
  if (g_rename (package, path) != 0)
    {
      cal_export_error_set_errno (error, errno, path);
      return FALSE;
    }
  /* The name is on the disk when its folder is; a folder that cannot be synced
   * still has it. */
  sync_file (folder);
  return TRUE;
}

/*
 * cal_workbook_write_sheets:
 * @writers: (array length=n_writers): what writes each sheet
 *
 * What cal_workbook_write() does, for any choice of sheets.
 */
gboolean
cal_workbook_write_sheets (const char *path,
                           const CalBoard *board,
                           const CalWorkbookFacts *facts,
                           const CalWorkbookOptions *options,
                           const CalSheetWriter *writers,
                           guint n_writers,
                           GError **error)
{
  static const CalWorkbookOptions defaults = { 0 };
  gboolean to_output = g_strcmp0 (path, "-") == 0;
  g_autofree char *folder = NULL;
  g_autofree char *package = NULL;
  gboolean written;
  int fd;

  CalBook book = {
    .board = board,
    .facts = facts,
    .options = options != NULL ? options : &defaults,
    /* The nine-box counts by lines of several names. */
    .n_total = (guint64) cal_board_n_present (board) * 5 / 4 + cal_board_n_decisions (board) + 1,
  };
  folder = to_output ? g_strdup (g_get_tmp_dir ()) : g_path_get_dirname (path);
  package = g_build_filename (folder, ".calibrate-XXXXXX.xlsx", NULL);
  fd = g_mkstemp_full (package, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      cal_export_error_set_errno (error, errno, path);
      return FALSE;
    }
  close (fd);

  written = write_package (&book, writers, n_writers, package, path, error)
            && (to_output ? copy_to_standard_output (package, error)
                          : put_in_place (package, path, error));
  if (!written || to_output)
    g_unlink (package);
  return written;
}

/**
 * cal_workbook_write:
 * @path: where to, or `-` for standard output
 * @board: the board whose final ratings leave
 * @facts: what else to say of the document
 * @options: (nullable): how
 * @error: return location
 *
 * Writes an Excel workbook (ECMA-376) of six sheets: final ratings, the
 * nine-box, the distribution with charts, fairness, the decision log, and what it
 * all comes from. It holds no formula and no link. The bytes depend on the
 * arguments alone. The file is written beside its place, checked to be whole,
 * and put there when it is on the disk: a failure leaves what was there.
 *
 * Returns: whether it was written; see #CalExportError
 */
gboolean
cal_workbook_write (const char *path,
                    const CalBoard *board,
                    const CalWorkbookFacts *facts,
                    const CalWorkbookOptions *options,
                    GError **error)
{
  static const CalSheetWriter writers[] = {
    cal_book_write_ratings,  cal_book_write_ninebox,   cal_book_write_distribution,
    cal_book_write_fairness, cal_book_write_decisions, cal_book_write_about,
  };

  g_return_val_if_fail (path != NULL && board != NULL && facts != NULL, FALSE);

  return cal_workbook_write_sheets (path, board, facts, options, writers, G_N_ELEMENTS (writers),
                                    error);
}
