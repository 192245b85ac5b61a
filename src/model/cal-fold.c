/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-fold.h"

/**
 * cal_fold:
 * @text: a text as somebody typed it
 *
 * What two texts have in common when case and accents do not matter, so that
 * somebody who types "kovacs" finds Kovács. For searching only: nothing that is
 * stored or compared for identity goes through here.
 *
 * Returns: (transfer full): the folded text
 */
char *
cal_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) plain = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  if (decomposed == NULL)
    return g_strdup (text);
  plain = g_string_sized_new (64);
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_combining_class (character) == 0)
        g_string_append_unichar (plain, character);
    }
  return g_utf8_casefold (plain->str, (gssize) plain->len);
}
