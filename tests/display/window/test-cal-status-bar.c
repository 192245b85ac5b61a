/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <adwaita.h>

#include "app/cal-export-job.h"
#include "app/cal-status-bar.h"
#include "app/cal-style.h"
#include "model-fixture.h"

#define NFS_TYPE 0x6969

static gboolean on_share;

/* The C library's own, but for the answer to what kind of file system it is: no
 * test can count on a network share to stand on. */
int
statfs (const char *path, struct statfs *status)
{
  int answer = (int) syscall (SYS_statfs, path, status);

  if (on_share)
    status->f_type = NFS_TYPE;
  return answer;
}

static const char *
state_of (GtkWidget *bar)
{
  GObject *label = gtk_widget_get_template_child (bar, CAL_TYPE_STATUS_BAR, "state");

  return gtk_label_get_text (GTK_LABEL (label));
}

static void
test_own_folder (ModelFixture *fixture, gconstpointer data)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (CAL_TYPE_STATUS_BAR, NULL));

  g_assert_false (cal_live_document_is_exclusive (fixture->document));
  cal_status_bar_show (CAL_STATUS_BAR (bar), fixture->document);
  g_assert_nonnull (strstr (state_of (bar), "saved"));
  g_assert_null (strstr (state_of (bar), "shared folder"));
  g_assert_finalize_object (bar);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  char **written = data;

  *written = cal_export_job_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_written (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_shared_folder (ModelFixture *fixture, gconstpointer data)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (CAL_TYPE_STATUS_BAR, NULL));
  g_autoptr (CalLiveDocument) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  g_autofree char *written = NULL;
  gboolean exclusive;

  model_close (fixture->document);
  g_clear_object (&fixture->document);
  on_share = TRUE;
  fixture->document = model_open (fixture->path, &error);
  g_assert_no_error (error);
  g_object_get (fixture->document, "exclusive", &exclusive, NULL);
  g_assert_true (exclusive);
  cal_status_bar_show (CAL_STATUS_BAR (bar), fixture->document);
  g_assert_nonnull (
      strstr (state_of (bar), "on a shared folder: nobody else can open it meanwhile"));

  other = model_open (fixture->path, &error);
  g_assert_null (other);
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED);

  /* Nobody else can open it, and still it can be exported. */
  target = g_build_filename (fixture->folder, "shared.csv", NULL);
  cal_export_job_start (fixture->document, target, NULL, on_exported_cb, &written);
  model_wait_for (is_written, &written);
  g_assert_cmpstr (written, ==, target);
  g_assert_true (g_file_test (written, G_FILE_TEST_IS_REGULAR));
  on_share = FALSE;
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down)
  ADD ("/display/status-bar/own-folder", test_own_folder);
  ADD ("/display/status-bar/shared-folder", test_shared_folder);
#undef ADD
  return g_test_run ();
}
