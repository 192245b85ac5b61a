/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-bundle.h"

#include <errno.h>

#include <glib/gstdio.h>
#include <zip.h>

#include "export/cal-export-error.h"

typedef struct
{
  char *name;
  GString *text;
} Member;

struct _CalBundle
{
  GPtrArray *members;
};

static void
member_free (Member *member)
{
  g_free (member->name);
  g_string_free (member->text, TRUE);
  g_free (member);
}

CalBundle *
cal_bundle_new (void)
{
  CalBundle *bundle = g_new0 (CalBundle, 1);

  bundle->members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  return bundle;
}

void
cal_bundle_free (CalBundle *bundle)
{
  if (bundle == NULL)
    return;
  g_ptr_array_unref (bundle->members);
  g_free (bundle);
}

/**
 * cal_bundle_add:
 * @name: the file's name, without a folder
 *
 * Returns: (transfer none): what stands in it, to be appended to
 */
GString *
cal_bundle_add (CalBundle *bundle, const char *name)
{
  Member *member = g_new0 (Member, 1);

  member->name = g_strdup (name);
  member->text = g_string_new (NULL);
  g_ptr_array_add (bundle->members, member);
  return member->text;
}

static void
remove_folder (const CalBundle *bundle, const char *path)
{
  for (guint i = 0; i < bundle->members->len; i++)
    {
      const Member *member = g_ptr_array_index (bundle->members, i);
      g_autofree char *file = g_build_filename (path, member->name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static gboolean
write_folder (const CalBundle *bundle, const char *path, GError **error)
{
  if (g_mkdir (path, 0700) != 0)
    {
      cal_export_error_set_errno (error, errno, path);
      return FALSE;
    }
  for (guint i = 0; i < bundle->members->len; i++)
    {
      const Member *member = g_ptr_array_index (bundle->members, i);
      g_autofree char *file = g_build_filename (path, member->name, NULL);

      if (!g_file_set_contents_full (file, member->text->str, (gssize) member->text->len,
                                     G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
        {
          remove_folder (bundle, path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fail_zip (zip_t *package, const char *path, GError **error)
{
  g_set_error (error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_IO, "%s: it could not be written (%s)",
               path, zip_strerror (package));
  zip_discard (package);
  return FALSE;
}

static gboolean
add_to_zip (zip_t *package, const Member *member, gint64 time)
{
  zip_source_t *source = zip_source_buffer (package, member->text->str, member->text->len, 0);
  zip_int64_t index;

  if (source == NULL)
    return FALSE;
  index = zip_file_add (package, member->name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0)
    zip_source_free (source);
  return index >= 0
         && zip_file_set_mtime (package, (zip_uint64_t) index, (time_t) (time / 1000), 0) == 0;
}

static gboolean
write_zip (const CalBundle *bundle, const char *path, gint64 time, GError **error)
{
  int code;
  zip_t *package = zip_open (path, ZIP_CREATE | ZIP_EXCL, &code);

  if (package == NULL)
    {
      cal_export_error_set_errno (error, code == ZIP_ER_EXISTS ? EEXIST : errno, path);
      return FALSE;
    }
  for (guint i = 0; i < bundle->members->len; i++)
    if (!add_to_zip (package, g_ptr_array_index (bundle->members, i), time))
      return fail_zip (package, path, error);
  return zip_close (package) == 0 || fail_zip (package, path, error);
}

/**
 * cal_bundle_write:
 * @path: a folder that is to be made, or a file whose name ends in .zip; nothing
 *   of that name may be there
 * @time: the time of the files in the .zip, milliseconds since 1970 in UTC
 * @error: return location
 *
 * Returns: %FALSE with a #CalExportError or a #GFileError; nothing is left then
 */
gboolean
cal_bundle_write (CalBundle *bundle, const char *path, gint64 time, GError **error)
{
  g_return_val_if_fail (bundle != NULL && path != NULL, FALSE);

  if (g_str_has_suffix (path, ".zip"))
    return write_zip (bundle, path, time, error);
  return write_folder (bundle, path, error);
}
