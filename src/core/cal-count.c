/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-count.h"

#include <string.h>

/**
 * cal_count_format:
 * @n: a number
 * @separator: what stands between its thousands
 *
 * Returns: (transfer full): the number with its thousands set apart
 */
char *
cal_count_format (guint64 n, const char *separator)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}
