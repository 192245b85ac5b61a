/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-naming.h"

#include <string.h>

/* A number of fewer digits is more likely a level or a count than an employee id. */
#define SHORTEST_NUMBER 4

/* Stands where the subject's own name stood, so that "Ann Lee" is not found in it
 * when the subject is called "Ann Leeson". */
#define OWN_NAME "\001"

/* As one compares names: no letter case, no two ways to write an accent. */
static char *
fold (const char *text)
{
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed != NULL ? composed : text, -1);

  return g_steal_pointer (&folded);
}

/* Whether words of this letter's script are set apart by blanks and stand
 * without prefixes, so that a name within a longer word is another word. */
static gboolean
is_word_letter (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return g_unichar_isdigit (c)
         || (g_unichar_isalpha (c)
             && (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK
                 || script == G_UNICODE_SCRIPT_CYRILLIC));
}

static gboolean
stands_alone (const char *text, const char *at, gsize length)
{
  gunichar first = g_utf8_get_char (at);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (at + length));

  if (is_word_letter (first) && at > text
      && is_word_letter (g_utf8_get_char (g_utf8_prev_char (at))))
    return FALSE;
  return !is_word_letter (last) || at[length] == '\0'
         || !is_word_letter (g_utf8_get_char (at + length));
}

static gboolean
is_short_number (const char *name)
{
  gsize n = strspn (name, "0123456789");

  return name[n] == '\0' && n < SHORTEST_NUMBER;
}

/* A name of several words is one wherever it stands ("Anna Müllers Team"); a
 * single word, or an id, has to stand alone. */
static const char *
find (const char *text, const char *name)
{
  gsize length = strlen (name);
  gboolean several = strchr (name, ' ') != NULL;

  if (length == 0 || is_short_number (name))
    return NULL;
  for (const char *at = strstr (text, name); at != NULL; at = strstr (at + 1, name))
    if (several || stands_alone (text, at, length))
      return at;
  return NULL;
}

static char *
without (char *text, const char *own)
{
  g_autofree char *name = fold (own);
  GString *rest = g_string_new (text);
  const char *at;

  while ((at = find (rest->str, name)) != NULL)
    {
      gssize position = at - rest->str;

      g_string_erase (rest, position, (gssize) strlen (name));
      g_string_insert (rest, position, OWN_NAME);
    }
  g_free (text);
  return g_string_free (rest, FALSE);
}

static gboolean
names (const char *text, const char *name)
{
  g_autofree char *folded = fold (name);

  return find (text, folded) != NULL;
}

/* Whoever recorded, proposed or dissented need not be in the roster. */
static gboolean
names_panel (const CalBoard *board, guint subject, const char *text)
{
  gint64 index = cal_board_subject (board, subject)->last_decision;

  while (index != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (board, (guint) index);

      if (names (text, decision->actor) || names (text, decision->proposed_by))
        return TRUE;
      for (guint i = 0; decision->dissent != NULL && decision->dissent[i] != NULL; i++)
        if (names (text, decision->dissent[i]))
          return TRUE;
      index = decision->previous;
    }
  return FALSE;
}

/**
 * cal_naming_others:
 * @board: the board
 * @subject: the subject who is to read @text
 * @text: what somebody has written freely
 *
 * Looks for other people's full names and employee ids: everybody who has ever
 * been in the cycle's rosters, and who recorded, proposed or dissented from the
 * subject's decisions. Letter case does not matter, nor how accents are encoded.
 * A nickname, a surname alone or a description is not found.
 *
 * Returns: whether @text names somebody other than the subject
 */
gboolean
cal_naming_others (const CalBoard *board, guint subject, const char *text)
{
  const CalSubject *own = cal_board_subject (board, subject)->row;
  g_autofree char *rest = without (without (fold (text), own->name), own->id);

  if (*rest == '\0')
    return FALSE;
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalSubject *other = cal_board_subject (board, i)->row;

      if (i != subject && cal_board_subject (board, i)->erased_by == 0
          && (names (rest, other->name) || names (rest, other->id)))
        return TRUE;
    }
  return names_panel (board, subject, rest);
}

/**
 * cal_naming_others_in_list:
 * @texts: (nullable) (array zero-terminated=1): several such texts
 *
 * Returns: whether any of them names somebody other than the subject
 */
gboolean
cal_naming_others_in_list (const CalBoard *board, guint subject, const char *const *texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (cal_naming_others (board, subject, texts[i]))
      return TRUE;
  return FALSE;
}
