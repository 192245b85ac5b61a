/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-style.h"

#include <adwaita.h>

#include "cal-app-resources.h"

/**
 * cal_style_register:
 *
 * Makes templates, style sheet and icons available under
 * %CAL_STYLE_RESOURCES. An application of that resource path then makes the
 * style sheet and the icons known to the display by itself as it starts up, and
 * earlier than anybody else could: a path that the icon theme is given later has
 * it wait for its threads and read all themes again.
 */
void
cal_style_register (void)
{
  cal_app_register_resource ();
}

/**
 * cal_style_init:
 *
 * Makes templates, style sheet and icons known to the default display where
 * there is no application. Once in a process, after GTK and libadwaita are
 * initialised and before the first widget of ours.
 */
void
cal_style_init (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  g_return_if_fail (display != NULL);

  cal_style_register ();
  gtk_css_provider_load_from_resource (provider, CAL_STYLE_RESOURCES "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    CAL_STYLE_RESOURCES "/icons");
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
