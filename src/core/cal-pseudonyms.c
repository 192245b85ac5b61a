/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-pseudonyms.h"

#include <string.h>

#define SUBJECT_ID "P"
#define SUBJECT_NAME "Person "
#define OTHER_ID "X"
#define OTHER_NAME "Other person "

/* Two subjects of the same name are told apart by id alone. */
#define AMBIGUOUS 0

struct _CalPseudonyms
{
  GHashTable *ids;
  GHashTable *names;
  GHashTable *others;
};

static void
add_name (CalPseudonyms *pseudonyms, const char *name, guint number)
{
  gboolean known = g_hash_table_contains (pseudonyms->names, name);

  g_hash_table_insert (pseudonyms->names, g_strdup (name),
                       GUINT_TO_POINTER (known ? AMBIGUOUS : number));
}

/**
 * cal_pseudonyms_new:
 * @board: a whole board, which is borrowed for the moment only
 */
CalPseudonyms *
cal_pseudonyms_new (const CalBoard *board)
{
  CalPseudonyms *pseudonyms = g_new0 (CalPseudonyms, 1);

  pseudonyms->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pseudonyms->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pseudonyms->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);

      if (subject->erased_by != 0)
        continue;
      g_hash_table_insert (pseudonyms->ids, g_strdup (subject->row->id), GUINT_TO_POINTER (i + 1));
      add_name (pseudonyms, subject->row->name, i + 1);
    }
  return pseudonyms;
}

void
cal_pseudonyms_free (CalPseudonyms *pseudonyms)
{
  if (pseudonyms == NULL)
    return;
  g_hash_table_unref (pseudonyms->ids);
  g_hash_table_unref (pseudonyms->names);
  g_hash_table_unref (pseudonyms->others);
  g_free (pseudonyms);
}

static guint
number_other (CalPseudonyms *pseudonyms, const char *text)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (pseudonyms->others, text));

  if (number == 0)
    {
      number = g_hash_table_size (pseudonyms->others) + 1;
      g_hash_table_insert (pseudonyms->others, g_strdup (text), GUINT_TO_POINTER (number));
    }
  return number;
}

/**
 * cal_pseudonyms_id:
 * @id: an employee id, or the empty string
 *
 * Returns: (transfer full): what stands in its place
 */
char *
cal_pseudonyms_id (CalPseudonyms *pseudonyms, const char *id)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (pseudonyms->ids, id));

  if (*id == '\0')
    return g_strdup ("");
  return number != 0 ? g_strdup_printf (SUBJECT_ID "%u", number)
                     : g_strdup_printf (OTHER_ID "%u", number_other (pseudonyms, id));
}

/**
 * cal_pseudonyms_name:
 * @text: whoever is named, by name or id, or the empty string
 *
 * Returns: (transfer full): what stands in its place
 */
char *
cal_pseudonyms_name (CalPseudonyms *pseudonyms, const char *text)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (pseudonyms->ids, text));

  if (number == 0)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (pseudonyms->names, text));
  if (*text == '\0')
    return g_strdup ("");
  return number != 0 ? g_strdup_printf (SUBJECT_NAME "%u", number)
                     : g_strdup_printf (OTHER_NAME "%u", number_other (pseudonyms, text));
}

/**
 * cal_pseudonym_is_valid:
 *
 * Returns: whether a text is what the other functions make, and so says nothing else
 */
gboolean
cal_pseudonym_is_valid (const char *text)
{
  static const char *const starts[] = { SUBJECT_ID, SUBJECT_NAME, OTHER_ID, OTHER_NAME };

  if (*text == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const char *number = text + strlen (starts[i]);

      if (g_str_has_prefix (text, starts[i]) && *number >= '1' && *number <= '9'
          && strspn (number, "0123456789") == strlen (number))
        return TRUE;
    }
  return FALSE;
}
