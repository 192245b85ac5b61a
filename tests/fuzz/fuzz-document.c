/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a file holds: it is opened, loaded, followed and verified, or refused
 * with a sentence; it stays as it is, and the verifier lets through nothing that
 * cannot be loaded. */
#include <string.h>

#include <glib/gstdio.h>

#include "store/cal-store-error.h"
#include "store/cal-verification.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What is shown before the log is folded comes from tables that anybody may edit. */
static gboolean
load_present (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board = NULL;

  if (document != NULL)
    board = cal_document_load_present (document, &error);
  if (board != NULL)
    for (guint i = 0; i < cal_board_n_subjects (board); i++)
      g_assert_true (g_utf8_validate (cal_board_subject (board, i)->row->id, -1, NULL));
  return error == NULL;
}

static gboolean
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CalDocument) document = cal_document_open (path, CAL_ACCESS_READ, &error);
  g_autoptr (CalBoard) board = NULL;
  g_autofree char *checkpoint = NULL;
  g_autoptr (GArray) seals = NULL;

  if (document == NULL)
    {
      g_assert_true (error->domain == CAL_STORE_ERROR && *error->message != '\0');
      return FALSE;
    }
  board = cal_document_load (document, CAL_NONE, &error);
  if (board == NULL)
    g_assert_true (error->domain == CAL_STORE_ERROR && *error->message != '\0');
  checkpoint = cal_document_checkpoint (document, NULL);
  seals = cal_document_seals (document, NULL);
  for (guint i = 0; seals != NULL && i < seals->len; i++)
    {
      guint64 seq = g_array_index (seals, guint64, i);
      g_autoptr (GPtrArray) signatures = cal_document_signatures (document, seq, NULL);
      g_autoptr (CalSubjectMap) map = cal_document_subject_map (document, seq, NULL);
    }
  return board != NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("calibrate-fuzz-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "d.calibrate", NULL);
  g_autoptr (CalVerification) found = NULL;
  g_autofree char *after = NULL;
  gsize length;
  gboolean loaded;
  gboolean present;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  found = cal_verification_run (path, NULL, NULL, &error);
  g_assert_true ((found == NULL) == (error != NULL));
  loaded = load (path);
  present = load_present (path);
  if (found != NULL && found->fault == NULL)
    g_assert_true (loaded && present);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, data, size);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return 0;
}
