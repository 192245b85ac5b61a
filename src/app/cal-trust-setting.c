/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-trust-setting.h"

#include "app/cal-application.h"

#define KEY "allowed-signers"

static CalApplication *
application (void)
{
  GApplication *running = g_application_get_default ();

  return CAL_IS_APPLICATION (running) ? CAL_APPLICATION (running) : NULL;
}

/**
 * cal_trust_setting_get:
 *
 * Returns: (transfer full) (nullable): the file that says whose keys the user
 *   trusts. It is remembered for the user and never in a document, which could
 *   otherwise vouch for itself
 */
char *
cal_trust_setting_get (void)
{
  g_autofree char *path = NULL;

  if (application () != NULL)
    path = cal_recents_get_text (cal_application_get_recents (application ()), KEY);
  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

/**
 * cal_trust_setting_set:
 * @path: (nullable): the file from now on, %NULL for none
 */
void
cal_trust_setting_set (const char *path)
{
  if (application () == NULL)
    return;
  cal_recents_set_text (cal_application_get_recents (application ()), KEY,
                        path != NULL ? path : "");
  cal_application_save_recents (application ());
}
