/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-ratings-flow.h"

#include <string.h>

#include <glib/gi18n.h>

#include "model/cal-live-import.h"
#include "model/cal-words.h"

/* So many problems are listed; the file has to be looked at anyhow. */
#define MOST_LISTED 8

/* One file of ratings: which, what is wrong with it, and what came of it. */
typedef struct
{
  CalLiveDocument *document;
  AdwToastOverlay *toasts;
  CalKind kind;
  char *path;
  GtkFileChooserNative *chooser;
} Flow;

static Flow *
flow_new (CalLiveDocument *document, AdwToastOverlay *toasts, CalKind kind, const char *path)
{
  Flow *flow = g_new0 (Flow, 1);

  flow->document = g_object_ref (document);
  flow->toasts = g_object_ref (toasts);
  flow->kind = kind;
  flow->path = g_strdup (path);
  return flow;
}

static void
flow_free (Flow *flow)
{
  g_clear_object (&flow->document);
  g_clear_object (&flow->toasts);
  g_clear_object (&flow->chooser);
  g_free (flow->path);
  g_free (flow);
}

static GtkWindow *
window_of (Flow *flow)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (flow->toasts)));
}

static void read_file (Flow *flow, gboolean partial);

static void
on_answered_cb (AdwMessageDialog *dialog, const char *response, Flow *flow)
{
  if (strcmp (response, "take") == 0)
    read_file (flow, TRUE);
  else
    flow_free (flow);
}

static char *
list_problems (const CalRosterReport *report)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (report->problems->len, MOST_LISTED);

  for (guint i = 0; i < n; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);
      g_autofree char *line = cal_words_count (problem->line);

      /* Translators: a line of a file, a column, and what is wrong there. */
      g_string_append_printf (text, _ ("Line %s %s: %s\n"), line, problem->column,
                              problem->message);
    }
  if (report->problems->len > n)
    g_string_append_printf (text,
                            ngettext ("and %u more\n", "and %u more\n", report->problems->len - n),
                            report->problems->len - n);
  return g_string_free (text, FALSE);
}

/* What is wrong with the file, and what may be done about it. Takes the flow over. */
static void
show_problems (Flow *flow, const CalRosterReport *report)
{
  g_autofree char *problems = list_problems (report);
  g_autofree char *body =
      g_strdup_printf (_ ("%s\nNothing was taken in, and the cycle is as it was."), problems);
  GtkWidget *dialog;

  if (window_of (flow) == NULL)
    {
      flow_free (flow);
      return;
    }
  dialog = adw_message_dialog_new (window_of (flow), _ ("The ratings have errors"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  if (!report->whole_file && report->n_accepted > 0)
    {
      g_autofree char *take = g_strdup_printf (
          ngettext ("_Take the good row", "_Take the %u good rows", report->n_accepted),
          report->n_accepted);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "take", take);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered_cb), flow);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_failed (Flow *flow, const GError *error)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nNothing was taken in, and the cycle is as it was."), error->message);
  GtkWidget *dialog;

  if (window_of (flow) == NULL)
    return;
  dialog = adw_message_dialog_new (window_of (flow), _ ("The ratings were not read"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_done (Flow *flow, const CalRosterReport *report)
{
  g_autofree char *n = cal_words_count (report->n_accepted);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s rating was taken in", "%s ratings were taken in", report->n_accepted), n);

  adw_toast_overlay_add_toast (flow->toasts, adw_toast_new (text));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Flow *flow = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CalLiveImport) import = cal_live_import_finish (result, &error);

  if (import != NULL && import->backup == NULL)
    {
      show_problems (flow, import->report);
      return;
    }
  if (import == NULL)
    show_failed (flow, error);
  else
    show_done (flow, import->report);
  flow_free (flow);
}

static void
read_file (Flow *flow, gboolean partial)
{
  cal_live_import_start (flow->document, flow->kind, flow->path, partial, cal_words_actor (), NULL,
                         on_read_cb, flow);
}

static void
on_chosen_cb (GtkNativeDialog *dialog, int response, Flow *flow)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    cal_ratings_flow_read (flow->document, flow->toasts, flow->kind, path);
  flow_free (flow);
}

/**
 * cal_ratings_flow_start:
 * @document: the document
 * @toasts: where to say how it went
 * @kind: %CAL_KIND_RATINGS_IMPORTED for several raters' independent ratings,
 *   %CAL_KIND_EARLIER_IMPORTED for those of an earlier cycle
 *
 * Asks for a file of ratings and takes it in.
 */
void
cal_ratings_flow_start (CalLiveDocument *document, AdwToastOverlay *toasts, CalKind kind)
{
  Flow *flow = flow_new (document, toasts, kind, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  flow->chooser = gtk_file_chooser_native_new (
      kind == CAL_KIND_RATINGS_IMPORTED ? _ ("Ratings by several raters, as CSV")
                                        : _ ("Ratings of an earlier cycle, as CSV"),
      window_of (flow), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("CSV: employee_id, rater, performance, potential"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (flow->chooser), filter);
  g_signal_connect (flow->chooser, "response", G_CALLBACK (on_chosen_cb), flow);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (flow->chooser));
}

/**
 * cal_ratings_flow_read:
 * @document: the document
 * @toasts: where to say how it went
 * @kind: see cal_ratings_flow_start()
 * @path: the file that was chosen
 *
 * Takes the file in as cal_ratings_flow_start() does. Where rows have errors it
 * says which, and takes the good ones only when told to.
 */
void
cal_ratings_flow_read (CalLiveDocument *document,
                       AdwToastOverlay *toasts,
                       CalKind kind,
                       const char *path)
{
  read_file (flow_new (document, toasts, kind, path), FALSE);
}
