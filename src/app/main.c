/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <signal.h>

#include <glib/gi18n.h>

#include "app/cal-application.h"
#include "app/cal-askpass.h"
#include "cli/cal-cli.h"

int
main (int argc, char **argv)
{
  /* A file over the user's limit is an error to be named, like a full disk. */
  signal (SIGXFSZ, SIG_IGN);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (cal_askpass_is_wanted ())
    return cal_askpass_run (argc, argv);

  /* A verb must work without a display and start at once, so nothing of the
   * window is touched before this. */
  if (argc > 1 && cal_cli_is_verb (argv[1]))
    return cal_cli_run (argc, argv);

  g_autoptr (CalApplication) application = cal_application_new ();
  if (argc == 2)
    cal_application_open_early (application, argv[1]);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
