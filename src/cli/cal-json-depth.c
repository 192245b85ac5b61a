/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-json-depth.h"

#include <string.h>

/* Nothing that is read here comes near it. */
#define MAX_DEPTH 64

/**
 * cal_json_is_shallow:
 * @text: JSON, or what somebody passes for it
 * @length: its length, or -1
 *
 * JSON-GLib goes one call deeper with each bracket, and a file of brackets would
 * run it out of stack. It also knows comments and quotes that JSON does not, in
 * which a bracket would be overlooked here.
 *
 * Returns: whether arrays and objects stand no deeper in each other than any answer
 *   or proof has them, and nothing stands outside of strings that is not JSON's
 */
gboolean
cal_json_is_shallow (const char *text, gssize length)
{
  const char *end = text + (length >= 0 ? (gsize) length : strlen (text));
  gboolean in_string = FALSE;
  guint depth = 0;

  for (const char *at = text; at < end; at++)
    {
      if (in_string)
        {
          if (*at == '\\')
            at++;
          else if (*at == '"')
            in_string = FALSE;
        }
      else if (*at == '"')
        in_string = TRUE;
      else if (*at == '\0' || (!g_ascii_isalnum (*at) && strchr ("+-.,:[]{} \t\r\n", *at) == NULL))
        return FALSE;
      else if ((*at == '[' || *at == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}
