/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-erased-people.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CalSubject row;
  char *id;
  const char **values;
  guint index;
} Person;

struct _CalErasedPeople
{
  gatomicrefcount references;
  GHashTable *people;
};

static void
person_free (Person *person)
{
  g_free (person->id);
  g_free (person->values);
  g_free (person);
}

CalErasedPeople *
cal_erased_people_new (void)
{
  CalErasedPeople *people = g_new0 (CalErasedPeople, 1);

  g_atomic_ref_count_init (&people->references);
  people->people =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) person_free);
  return people;
}

CalErasedPeople *
cal_erased_people_ref (CalErasedPeople *people)
{
  g_atomic_ref_count_inc (&people->references);
  return people;
}

void
cal_erased_people_unref (CalErasedPeople *people)
{
  if (!g_atomic_ref_count_dec (&people->references))
    return;
  g_hash_table_unref (people->people);
  g_free (people);
}

/**
 * cal_erased_people_add:
 * @erased_by: the number of the `erased` entry
 * @index: the person's index on the board
 * @n_columns: how many columns their roster has
 *
 * Adds somebody, if they are not there already.
 *
 * Returns: (transfer none): what stands in for the person's row: named "erased",
 *   with the entry's number for an id
 */
const CalSubject *
cal_erased_people_add (CalErasedPeople *people, guint64 erased_by, guint index, guint n_columns)
{
  Person *person = g_hash_table_lookup (people->people, &erased_by);

  if (person != NULL)
    return &person->row;
  person = g_new0 (Person, 1);
  person->index = index;
  person->id = g_strdup_printf ("#%" G_GUINT64_FORMAT, erased_by);
  person->values = g_new0 (const char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    person->values[i] = "";
  person->row.id = person->id;
  person->row.name = _ ("erased");
  person->row.manager_id = "";
  person->row.ratings = CAL_HOLDING;
  person->row.values = person->values;
  g_hash_table_insert (people->people, g_memdup2 (&erased_by, sizeof erased_by), person);
  return &person->row;
}

/**
 * cal_erased_people_find:
 * @erased_by: the number of an `erased` entry
 * @index: (out): the person's index on the board
 *
 * Returns: whether a roster so far held whom it took away
 */
gboolean
cal_erased_people_find (const CalErasedPeople *people, guint64 erased_by, guint *index)
{
  const Person *person = g_hash_table_lookup (people->people, &erased_by);

  if (person != NULL)
    *index = person->index;
  return person != NULL;
}

/**
 * cal_erased_people_n:
 * @n_subjects: how many subjects the board has
 *
 * Returns: how many are among its subjects
 */
guint
cal_erased_people_n (const CalErasedPeople *people, guint n_subjects)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, people->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((const Person *) value)->index < n_subjects;
  return n;
}
