/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-status-bar.h"

#include <glib/gi18n.h>

#include "app/cal-seal-card.h"
#include "core/cal-time.h"
#include "model/cal-filter.h"
#include "model/cal-replay-words.h"
#include "model/cal-seal-words.h"
#include "model/cal-words.h"

/* One line below everything: what is recorded, and who stands where. */
struct _CalStatusBar
{
  GtkWidget parent_instance;

  GtkLabel *state;
  GtkLabel *people;
  GtkWidget *seal;
  GtkImage *seal_icon;
  GtkLabel *seal_text;

  CalSealState *seal_state;
};

G_DEFINE_FINAL_TYPE (CalStatusBar, cal_status_bar, GTK_TYPE_WIDGET)

static char *
describe_access (CalLiveDocument *document)
{
  double fraction;

  if (cal_live_document_is_pending (document))
    return g_strdup (_ ("saving…"));
  if (cal_live_document_is_reading (document, &fraction))
    return g_strdup_printf (_ ("reading the decisions: %d %%"), (int) (100 * fraction));
  if (cal_live_document_is_writable (document))
    return g_strdup (_ ("saved"));
  return g_strdup (cal_live_document_follows (document) ? _ ("reading along") : _ ("read only"));
}

static char *
describe_discussed (const CalBoard *board, guint session)
{
  guint counts[CAL_FILTER_N_KINDS];
  g_autofree char *discussed = NULL;
  g_autofree char *all = NULL;

  cal_filter_count (board, session, counts);
  discussed = cal_words_count (counts[CAL_FILTER_ALL] - counts[CAL_FILTER_NOT_DISCUSSED]);
  all = cal_words_count (counts[CAL_FILTER_ALL]);
  return g_strdup_printf (_ ("<b>%s</b> of %s discussed"), discussed, all);
}

static void
show_seal (CalStatusBar *self)
{
  CalSealKind kind = cal_seal_state_get_kind (self->seal_state);
  gint64 now = cal_time_now ();
  g_autofree char *text = cal_seal_words_status (self->seal_state, now);
  g_autofree char *title = cal_seal_words_title (self->seal_state, now);
  g_autofree char *detail = cal_seal_words_detail (self->seal_state, now);
  g_autofree char *warning = cal_seal_words_key_warning (self->seal_state);
  g_autofree char *tip =
      g_strconcat (title, "\n", detail, warning != NULL ? "\n" : NULL, warning, NULL);

  gtk_image_set_from_icon_name (self->seal_icon, cal_seal_icon_name (kind));
  cal_seal_style (GTK_WIDGET (self->seal_icon), kind);
  cal_seal_style (GTK_WIDGET (self->seal_text),
                  kind == CAL_SEAL_ALTERED ? kind : CAL_SEAL_NOT_SEALED);
  gtk_label_set_text (self->seal_text, text);
  gtk_widget_set_tooltip_text (self->seal, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->seal), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

static void
cal_status_bar_dispose (GObject *object)
{
  GtkWidget *child;

  cal_status_bar_set_seal (CAL_STATUS_BAR (object), NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_status_bar_parent_class)->dispose (object);
}

static void
cal_status_bar_class_init (CalStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_status_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CalStatusBar, state);
  gtk_widget_class_bind_template_child (widget_class, CalStatusBar, people);
  gtk_widget_class_bind_template_child (widget_class, CalStatusBar, seal);
  gtk_widget_class_bind_template_child (widget_class, CalStatusBar, seal_icon);
  gtk_widget_class_bind_template_child (widget_class, CalStatusBar, seal_text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
cal_status_bar_init (CalStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_status_bar_set_seal:
 * @seal: (nullable): what is known of the document's seal, to be shown and
 *   followed from now on
 */
void
cal_status_bar_set_seal (CalStatusBar *self, CalSealState *seal)
{
  g_return_if_fail (CAL_IS_STATUS_BAR (self));

  if (self->seal_state != NULL)
    g_signal_handlers_disconnect_by_data (self->seal_state, self);
  g_set_object (&self->seal_state, seal);
  if (seal == NULL)
    return;
  gtk_widget_set_visible (self->seal, TRUE);
  g_signal_connect_swapped (seal, "changed", G_CALLBACK (show_seal), self);
  show_seal (self);
}

/**
 * cal_status_bar_show:
 * @document: the document as it is now
 *
 * Says what is recorded and where the subjects are.
 */
void
cal_status_bar_show (CalStatusBar *self, CalLiveDocument *document)
{
  const CalBoard *board = cal_live_document_get_board (document);
  guint n = cal_board_n_logged (board);
  g_autofree char *decisions = cal_words_count (n);
  g_autofree char *access = describe_access (document);
  g_autofree char *people = cal_replay_words_people (board);
  g_autoptr (GString) state = g_string_new (NULL);
  guint session;

  g_return_if_fail (CAL_IS_STATUS_BAR (self));

  g_string_append_printf (state, ngettext ("<b>%s</b> decision", "<b>%s</b> decisions", n),
                          decisions);
  g_string_append_printf (state, "   ·   %s", access);
  if (cal_live_document_is_exclusive (document))
    g_string_append_printf (state, "   ·   %s",
                            _ ("on a shared folder: nobody else can open it meanwhile"));
  if (cal_live_document_get_session (document, &session))
    {
      g_autofree char *discussed = describe_discussed (board, session);

      g_string_append_printf (state, "   ·   %s", discussed);
    }
  if (self->seal_state != NULL)
    g_string_append (state, "   ·");
  gtk_label_set_markup (self->state, state->str);

  gtk_label_set_text (self->people, people);
}

/**
 * cal_status_bar_show_moment:
 * @moment: which moment of the past is shown
 * @people: where the subjects were then
 *
 * Says that what is shown is not now.
 */
void
cal_status_bar_show_moment (CalStatusBar *self, const char *moment, const char *people)
{
  g_autofree char *state = NULL;

  g_return_if_fail (CAL_IS_STATUS_BAR (self));

  state = g_strconcat (moment, self->seal_state != NULL ? "   ·" : "", NULL);
  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->people, people);
}
