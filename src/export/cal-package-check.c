/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "export/cal-workbook-private.h"

#define BUFFER_SIZE 65536
#define TAIL_SIZE 256

/* The end tag that a document must end with: that of its first element. */
static char *
last_tag (const char *start, gsize length)
{
  const char *end = start + length;
  const char *name = start;
  gsize n = 0;

  while (name < end && !(name[0] == '<' && name + 1 < end && g_ascii_isalpha (name[1])))
    name++;
  if (name == end)
    return NULL;
  name++;
  while (name + n < end && !g_ascii_isspace (name[n]) && name[n] != '>' && name[n] != '/')
    n++;
  return g_strdup_printf ("</%.*s>", (int) n, name);
}

static void
keep_tail (GString *tail, const char *text, gsize length)
{
  gsize kept = MIN (length, TAIL_SIZE);

  g_string_append_len (tail, text + length - kept, (gssize) kept);
  if (tail->len > TAIL_SIZE)
    g_string_erase (tail, 0, (gssize) (tail->len - TAIL_SIZE));
}

/* Reads one part to its end, which has libzip check its length and checksum,
 * and looks whether it ends like a whole XML document. */
static gboolean
part_is_whole (zip_t *package, zip_uint64_t index, guint64 *size)
{
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *tag = NULL;
  zip_file_t *part = zip_fopen_index (package, index, 0);
  zip_int64_t n = -1;

  *size = 0;
  if (part == NULL)
    return FALSE;
  while ((n = zip_fread (part, buffer, BUFFER_SIZE)) > 0)
    {
      if (*size == 0)
        tag = last_tag (buffer, (gsize) n);
      *size += (guint64) n;
      keep_tail (tail, buffer, (gsize) n);
    }
  if (zip_fclose (part) != 0 || n != 0 || tag == NULL)
    return FALSE;
  return g_str_has_suffix (g_strchomp (tail->str), tag);
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
