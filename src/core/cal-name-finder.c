/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-name-finder.h"

#include <string.h>

/* The shortest word of a name that is looked for where words are written apart: an
 * initial would be found everywhere. */
#define MIN_WORD 2

/* An ending is allowed after so many letters, and it may be so long: "Annas". */
#define MIN_STEM 4
#define MAX_ENDING 2

/* The longest name that is looked for where words are not written apart. */
#define MAX_RUN 12

struct _CalNameFinder
{
  GHashTable *words;
};

CalNameFinder *
cal_name_finder_new (void)
{
  CalNameFinder *finder = g_new0 (CalNameFinder, 1);

  finder->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return finder;
}

void
cal_name_finder_free (CalNameFinder *finder)
{
  if (finder == NULL)
    return;
  g_hash_table_unref (finder->words);
  g_free (finder);
}

/* Without case and accents. */
static char *
fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = decomposed != NULL ? decomposed : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_combining_class (g_utf8_get_char (p)) == 0)
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_utf8_casefold (plain->str, (gssize) plain->len);
}

static gboolean
is_letter (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* The next word from @at on, and where it ends. */
static const char *
next_word (const char *at, const char **end)
{
  while (*at != '\0' && !is_letter (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  *end = at;
  while (**end != '\0' && is_letter (g_utf8_get_char (*end)))
    *end = g_utf8_next_char (*end);
  return *at != '\0' ? at : NULL;
}

/* Whether words of the script stand by themselves, but for an ending. */
static gboolean
is_written_apart (const char *word, const char *end)
{
  for (; word < end; word = g_utf8_next_char (word))
    switch ((guint) g_unichar_get_script (g_utf8_get_char (word)))
      {
      case G_UNICODE_SCRIPT_COMMON:
      case G_UNICODE_SCRIPT_INHERITED:
      case G_UNICODE_SCRIPT_LATIN:
      case G_UNICODE_SCRIPT_GREEK:
      case G_UNICODE_SCRIPT_CYRILLIC:
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

static gboolean
starts_small (const char *word)
{
  return g_unichar_islower (g_utf8_get_char (word));
}

/* Whether all words of a name are written small. */
static gboolean
is_all_small (const char *name)
{
  const char *end;

  for (const char *word = next_word (name, &end); word != NULL; word = next_word (end, &end))
    if (!starts_small (word))
      return FALSE;
  return TRUE;
}

static void
add_word (CalNameFinder *finder, const char *word, const char *end)
{
  g_autofree char *copy = g_strndup (word, (gsize) (end - word));
  g_autofree char *folded = fold (copy);
  const char *folded_end = folded + strlen (folded);

  if (g_utf8_strlen (folded, -1) >= MIN_WORD || !is_written_apart (folded, folded_end))
    g_hash_table_add (finder->words, g_steal_pointer (&folded));
}

/**
 * cal_name_finder_add:
 * @id: (nullable): an employee id
 * @name: (nullable): a name, or whatever else stands for somebody
 *
 * Adds somebody who is to be found. Small words between others, as in "van der Berg"
 * and "de la Cruz", are not looked for: they are words of every text.
 */
void
cal_name_finder_add (CalNameFinder *finder, const char *id, const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name != NULL ? name : "", -1, G_NORMALIZE_NFC);
  g_autofree char *folded_id = fold (id != NULL ? id : "");
  const char *end;

  if (*folded_id != '\0')
    g_hash_table_add (finder->words, g_steal_pointer (&folded_id));
  if (composed == NULL)
    return;
  gboolean all = is_all_small (composed);
  for (const char *word = next_word (composed, &end); word != NULL; word = next_word (end, &end))
    if (all || !starts_small (word))
      add_word (finder, word, end);
}

static gboolean
knows (const CalNameFinder *finder, const char *word, const char *end)
{
  g_autofree char *copy = g_strndup (word, (gsize) (end - word));

  return g_hash_table_contains (finder->words, copy);
}

static gboolean
knows_stem (const CalNameFinder *finder, const char *word, const char *end)
{
  glong length = g_utf8_strlen (word, end - word);

  for (glong ending = 0; ending <= MAX_ENDING; ending++)
    {
      if (ending > 0 && length - ending < MIN_STEM)
        return FALSE;
      if (knows (finder, word, end))
        return TRUE;
      end = g_utf8_prev_char (end);
    }
  return FALSE;
}

static gboolean
knows_part (const CalNameFinder *finder, const char *word, const char *end)
{
  for (; word < end; word = g_utf8_next_char (word))
    {
      const char *to = word;

      for (guint n = 0; n < MAX_RUN && to < end; n++)
        {
          to = g_utf8_next_char (to);
          if (knows (finder, word, to))
            return TRUE;
        }
    }
  return FALSE;
}

/* An id may have signs in it that no word has. */
static gboolean
finds_id (const CalNameFinder *finder, const char *text)
{
  g_auto (GStrv) chunks = g_strsplit_set (text, " \t\r\n\v\f,;()[]{}<>\"", -1);

  for (guint i = 0; chunks[i] != NULL; i++)
    {
      gsize length = strlen (chunks[i]);

      while (length > 0 && strchr (".:!?", chunks[i][length - 1]) != NULL)
        length--;
      if (length > 0 && knows (finder, chunks[i], chunks[i] + length))
        return TRUE;
    }
  return g_hash_table_contains (finder->words, text);
}

/**
 * cal_name_finder_finds:
 * @text: a free text
 *
 * Returns: whether it names anybody who was added
 */
gboolean
cal_name_finder_finds (CalNameFinder *finder, const char *text)
{
  g_autofree char *folded = fold (text);
  const char *end;

  for (const char *word = next_word (folded, &end); word != NULL; word = next_word (end, &end))
    if (is_written_apart (word, end) ? knows_stem (finder, word, end)
                                     : knows_part (finder, word, end))
      return TRUE;
  return finds_id (finder, folded);
}
