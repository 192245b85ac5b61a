/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-seal-card.h"

#include <glib/gi18n.h>

#include "core/cal-time.h"
#include "model/cal-seal-words.h"

/* What is known of the document's seal, with the way to know more. */
struct _CalSealCard
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *cancel;
  GtkWidget *verify;
  GtkProgressBar *progress;
  GtkWidget *warning_box;
  GtkLabel *warning;

  CalSealState *state;
};

G_DEFINE_FINAL_TYPE (CalSealCard, cal_seal_card, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [CAL_SEAL_CHECKING] = { "cal-seal-checking-symbolic", "seal-open" },
  [CAL_SEAL_NOT_CHECKED] = { "cal-seal-open-symbolic", "seal-open" },
  [CAL_SEAL_ALTERED] = { "cal-seal-broken-symbolic", "seal-broken" },
  [CAL_SEAL_NOT_SEALED] = { "cal-seal-open-symbolic", "seal-open" },
  [CAL_SEAL_SEALED] = { "cal-seal-symbolic", "seal-good" },
};

static void
show_state (CalSealCard *self)
{
  CalSealKind kind = cal_seal_state_get_kind (self->state);
  gint64 now = cal_time_now ();
  g_autofree char *title = cal_seal_words_title (self->state, now);
  g_autofree char *detail = cal_seal_words_detail (self->state, now);
  g_autofree char *warning = cal_seal_words_key_warning (self->state);
  gboolean is_checking = cal_seal_state_is_checking (self->state);

  gtk_image_set_from_icon_name (self->icon, cal_seal_icon_name (kind));
  cal_seal_style (GTK_WIDGET (self->icon), kind);
  gtk_label_set_text (self->title, title);
  cal_seal_style (GTK_WIDGET (self->title), kind == CAL_SEAL_ALTERED ? kind : CAL_SEAL_NOT_SEALED);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (self->warning_box, warning != NULL);
  gtk_widget_set_visible (self->cancel, is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_checking);
  if (is_checking)
    gtk_progress_bar_set_fraction (self->progress, cal_seal_state_get_fraction (self->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

static void
on_cancel_clicked_cb (CalSealCard *self)
{
  cal_seal_state_cancel (self->state);
}

static void
cal_seal_card_dispose (GObject *object)
{
  CalSealCard *self = CAL_SEAL_CARD (object);
  GtkWidget *child;

  cal_seal_card_set_state (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cal_seal_card_parent_class)->dispose (object);
}

static void
cal_seal_card_class_init (CalSealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cal_seal_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-seal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, icon);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, title);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, detail);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, cancel);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, verify);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, progress);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, warning_box);
  gtk_widget_class_bind_template_child (widget_class, CalSealCard, warning);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sealcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
cal_seal_card_init (CalSealCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cal_seal_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing before
 *   cal_seal_card_set_state()
 */
GtkWidget *
cal_seal_card_new (void)
{
  return g_object_new (CAL_TYPE_SEAL_CARD, NULL);
}

/**
 * cal_seal_card_set_state:
 * @state: (nullable): what to show, and to follow
 */
void
cal_seal_card_set_state (CalSealCard *self, CalSealState *state)
{
  g_return_if_fail (CAL_IS_SEAL_CARD (self));

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_set_object (&self->state, state);
  if (state == NULL)
    return;
  g_signal_connect_swapped (state, "changed", G_CALLBACK (show_state), self);
  show_state (self);
}

/**
 * cal_seal_card_set_offers_dialog:
 * @offers: whether to offer the dialog that says more; not where it is that
 *   dialog's
 */
void
cal_seal_card_set_offers_dialog (CalSealCard *self, gboolean offers)
{
  g_return_if_fail (CAL_IS_SEAL_CARD (self));

  gtk_widget_set_visible (self->verify, offers);
}

/**
 * cal_seal_icon_name:
 *
 * Returns: the shield that stands for a state; each has a shape of its own
 */
const char *
cal_seal_icon_name (CalSealKind kind)
{
  return looks[kind].icon;
}

/**
 * cal_seal_style:
 * @widget: what shows a state
 *
 * Gives it the state's colour.
 */
void
cal_seal_style (GtkWidget *widget, CalSealKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (widget, looks[i].style);
  gtk_widget_add_css_class (widget, looks[kind].style);
}
