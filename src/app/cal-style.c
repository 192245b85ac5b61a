/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-style.h"

#include <adwaita.h>

#include "cal-app-resources.h"

/**
 * cal_style_init:
 *
 * Makes templates, style sheet and icons known to the default display. Once in
 * a process, after GTK and libadwaita are initialised and before the first
 * widget of ours.
 */
void
cal_style_init (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  g_return_if_fail (display != NULL);

  cal_app_register_resource ();
  gtk_css_provider_load_from_resource (provider, "/com/example/Calibrate/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/com/example/Calibrate/icons");
}

/**
 * cal_style_palette:
 *
 * Returns: (transfer none): the palette for what the desktop asks for now,
 *   light or dark; `notify::dark` of the #AdwStyleManager tells of a change
 */
const CalPalette *
cal_style_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &cal_palette_dark
                                                                       : &cal_palette_light;
}
