/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "export/cal-workbook-private.h"

#define BUFFER_SIZE 65536

/* Reads one part to its end, which has libzip check its length and checksum,
 * and looks whether it ends like a whole XML document. */
static gboolean
part_is_whole (zip_t *package, zip_uint64_t index, guint64 *size)
{
  static guint8 buffer[BUFFER_SIZE];
  zip_file_t *part = zip_fopen_index (package, index, 0);
  gboolean ends = FALSE;
  zip_int64_t n = -1;

  *size = 0;
  if (part == NULL)
    return FALSE;
  while ((n = zip_fread (part, buffer, sizeof buffer)) > 0)
    {
      *size += (guint64) n;
      while (n > 0 && g_ascii_isspace (buffer[n - 1]))
        n--;
      if (n > 0)
        ends = buffer[n - 1] == '>';
    }
  if (zip_fclose (part) != 0)
    return FALSE;
  return n == 0 && ends;
}

/*
 * cal_package_check:
 * @path: a workbook
 * @least_sizes: (array length=n): how many bytes of rows each sheet has at least
 * @n: how many sheets
 * @why: (out): what is wrong
 *
 * Looks whether every part of a workbook came to be whole. The library that
 * writes it puts each part in a temporary file first and does not look whether
 * the disk took it, so that on a full disk rows can be missing from a file that
 * seems all right.
 *
 * Returns: whether it is whole
 */
gboolean
cal_package_check (const char *path, const guint64 *least_sizes, guint n, char **why)
{
  int code;
  zip_t *package = zip_open (path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
  zip_int64_t n_parts;

  if (package == NULL)
    {
      zip_error_t failure;

      zip_error_init_with_code (&failure, code);
      *why = g_strdup (zip_error_strerror (&failure));
      zip_error_fini (&failure);
      return FALSE;
    }
  n_parts = zip_get_num_entries (package, 0);
  for (zip_int64_t i = 0; i < n_parts && *why == NULL; i++)
    {
      const char *name = zip_get_name (package, (zip_uint64_t) i, 0);
      guint64 size;
      guint sheet;

      if (!part_is_whole (package, (zip_uint64_t) i, &size))
        *why = g_strdup_printf (_ ("%s is cut short"), name);
      else if (sscanf (name, "xl/worksheets/sheet%u.xml", &sheet) == 1 && sheet >= 1 && sheet <= n
               && size <= least_sizes[sheet - 1])
        *why = g_strdup_printf (_ ("rows are missing from %s"), name);
    }
  zip_discard (package);
  return *why == NULL;
}
