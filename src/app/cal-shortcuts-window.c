/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-shortcuts-window.h"

/**
 * cal_shortcuts_window_present:
 * @parent: the window that asks
 *
 * Shows every key that does something.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
cal_shortcuts_window_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/com/example/Calibrate/cal-shortcuts-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
  return window;
}
