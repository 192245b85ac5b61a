/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-pack-file.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "charts/cal-story-pages.h"
#include "export/cal-export-error.h"
#include "export/cal-export-file.h"
#include "export/cal-pack-story.h"
#include "log/cal-sshsig.h"

#define PDF ".pdf"

/* What is written beside the pages takes the place of an earlier pack's file, and
 * of nothing else: nobody was asked about it. */
static gboolean
check_free (const char *path, const char *beginning, GError **error)
{
  g_autofree char *start = g_malloc0 (strlen (beginning) + 1);
  FILE *file = g_fopen (path, "rb");
  gsize n;

  if (file == NULL)
    return TRUE;
  n = fread (start, 1, strlen (beginning), file);
  fclose (file);
  if (n == 0 || strcmp (start, beginning) == 0)
    return TRUE;
  g_set_error (
      error, CAL_EXPORT_ERROR, CAL_EXPORT_ERROR_IN_THE_WAY,
      _ ("%s: another file of that name stands where the pack's would go beside its pages. "
         "Nothing was written; choose another name."),
      path);
  return FALSE;
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return cal_export_file_write (path, content, error);
}

static gboolean
write_json (const char *path, const CalPack *pack, GError **error)
{
  g_autofree char *json = cal_pack_to_json (pack);
  g_autofree char *line = g_strconcat (json, "\n", NULL);

  return write_text (path, line, error);
}

/* The seal's checkpoint and its signature, as ssh-keygen reads them. */
static gboolean
write_seal (const char *text_path, const char *signature_path, const CalPack *pack, GError **error)
{
  const CalPackCheckpoint *checkpoint = g_ptr_array_index (pack->checkpoints, 0);
  g_autofree char *armoured = NULL;

  if (checkpoint->signatures->len == 0)
    return TRUE;
  armoured = cal_sshsig_to_armour (g_ptr_array_index (checkpoint->signatures, 0));
  return write_text (text_path, checkpoint->text, error)
         && write_text (signature_path, armoured, error);
}

static gboolean
write_pdf (const char *path,
           const char *stem,
           const CalBoard *board,
           guint subject,
           const CalPack *pack,
           gint64 time,
           GError **error)
{
  g_autofree char *name = g_path_get_basename (stem);
  g_autofree char *shown = g_filename_display_name (name);
  const CalPackStoryOptions options = { .for_subject = TRUE, .stem = shown, .time = time };
  g_autoptr (CalStoryPages) pages = cal_story_pages_new (
      cal_pack_story_new (board, subject, pack, &options), CAL_STORY_A4_WIDTH, CAL_STORY_A4_HEIGHT);

  return cal_story_pages_write_pdf (pages, path, error);
}

/**
 * cal_pack_file_write:
 * @path: where to; a name that ends in .pdf stands for several files
 * @board: the board that @pack was made with
 * @subject: the subject's index
 * @pack: their pack
 * @time: when it is made, milliseconds since 1970 in UTC
 * @error: return location
 *
 * Writes a subject access pack: as JSON for machines, or, where @path ends in
 * .pdf, as pages that a person can read, with the JSON, the seal's checkpoint and
 * its signature beside them under the same name.
 *
 * Returns: whether all was written; see #CalExportError and #CalChartsError
 */
gboolean
cal_pack_file_write (const char *path,
                     const CalBoard *board,
                     guint subject,
                     const CalPack *pack,
                     gint64 time,
                     GError **error)
{
  g_autofree char *stem = NULL;
  g_autofree char *json = NULL;
  g_autofree char *checkpoint = NULL;
  g_autofree char *signature = NULL;
  gsize length = strlen (path);

  if (length <= strlen (PDF) || g_ascii_strcasecmp (path + length - strlen (PDF), PDF) != 0)
    return write_json (path, pack, error);
  stem = g_strndup (path, length - strlen (PDF));
  json = g_strconcat (stem, ".json", NULL);
  checkpoint = g_strconcat (stem, ".checkpoint", NULL);
  signature = g_strconcat (checkpoint, ".sig", NULL);
  return check_free (json, "{\"format\":\"calibrate-proof-", error)
         && check_free (checkpoint, "calibrate.example.com/log/", error)
         && check_free (signature, "-----BEGIN SSH SIGNATURE", error)
         && write_json (json, pack, error) && write_seal (checkpoint, signature, pack, error)
         && write_pdf (path, stem, board, subject, pack, time, error);
}
