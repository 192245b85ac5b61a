/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-roster.h"

#include <string.h>

#include "core/cal-text-hash.h"

struct _CalRoster
{
  gatomicrefcount references;
  GArray *columns;
  GArray *subjects;
  GArray *gaps;
  GHashTable *positions;
  GStringChunk *texts;
  /* Departments, levels and raters recur, so texts lately seen are kept once.
   * A cache of fixed size, since a table of every text would cost more than it
   * saves where a column holds comments. */
  const char **recent;
  gsize n_bytes;
  GPtrArray *value_blocks;
  const char **block;
  gsize block_left;
  /* What everybody has of whom no values were read. */
  const char **no_values;
};

#define BLOCK_VALUES 65536
#define N_RECENT 8192

/* What a subject costs beside its texts and values: itself and its place in the
 * table of positions, which is between a quarter and half full. */
#define SUBJECT_BYTES (sizeof (CalSubject) + 48)

CalRoster *
cal_roster_new (void)
{
  CalRoster *roster = g_new0 (CalRoster, 1);

  g_atomic_ref_count_init (&roster->references);
  roster->columns = g_array_new (FALSE, FALSE, sizeof (CalColumn));
  roster->subjects = g_array_new (FALSE, FALSE, sizeof (CalSubject));
  roster->gaps = g_array_new (FALSE, FALSE, sizeof (CalRosterGap));
  roster->positions = g_hash_table_new (cal_text_hash, g_str_equal);
  roster->texts = g_string_chunk_new (65536);
  roster->recent = g_new0 (const char *, N_RECENT);
  roster->value_blocks = g_ptr_array_new_with_free_func (g_free);
  return roster;
}

/**
 * cal_roster_new_ratings:
 *
 * Ratings from elsewhere than the roster, several raters' or those of earlier
 * cycles, have the form of a roster: #CalSubject.manager_id is whoever gave the
 * rating. The same id may come any number of times, so nobody can be looked up.
 *
 * Returns: (transfer full): a roster in which ids may come again
 */
CalRoster *
cal_roster_new_ratings (void)
{
  CalRoster *roster = cal_roster_new ();

  g_clear_pointer (&roster->positions, g_hash_table_unref);
  return roster;
}

CalRoster *
cal_roster_ref (CalRoster *roster)
{
  g_return_val_if_fail (roster != NULL, NULL);

  g_atomic_ref_count_inc (&roster->references);
  return roster;
}

void
cal_roster_unref (CalRoster *roster)
{
  g_return_if_fail (roster != NULL);

  if (!g_atomic_ref_count_dec (&roster->references))
    return;
  g_clear_pointer (&roster->positions, g_hash_table_unref);
  g_array_unref (roster->subjects);
  g_array_unref (roster->gaps);
  g_array_unref (roster->columns);
  g_ptr_array_unref (roster->value_blocks);
  g_string_chunk_free (roster->texts);
  g_free (roster->recent);
  g_free (roster);
}

static const char *
keep_text (CalRoster *roster, const char *text)
{
  roster->n_bytes += strlen (text) + 1;
  return g_string_chunk_insert (roster->texts, text);
}

/* As keep_text(), for what is likely to come again. */
static const char *
keep_recurring (CalRoster *roster, const char *text)
{
  const char **slot = &roster->recent[cal_text_hash (text) % N_RECENT];

  if (*text == '\0')
    return "";
  if (*slot == NULL || strcmp (*slot, text) != 0)
    *slot = keep_text (roster, text);
  return *slot;
}

/**
 * cal_roster_add_column:
 * @roster: a roster without subjects yet
 * @field: %CAL_FIELD_DEPARTMENT or later
 * @name: the attribute's header; ignored for a recognised field
 *
 * Returns: the column's number
 */
guint
cal_roster_add_column (CalRoster *roster, CalField field, const char *name)
{
  CalColumn column = { field, NULL };

  g_return_val_if_fail (field >= CAL_FIELD_DEPARTMENT, 0);
  g_return_val_if_fail (roster->subjects->len == 0, 0);

  column.name = field == CAL_FIELD_ATTRIBUTE ? keep_text (roster, name) : cal_field_name (field);
  g_array_append_val (roster->columns, column);
  return roster->columns->len - 1;
}

static const char **
take_values (CalRoster *roster, guint n)
{
  const char **values;

  if (roster->block_left < n)
    {
      gsize size = MAX (n, (guint) BLOCK_VALUES);

      roster->block = g_new (const char *, size);
      roster->block_left = size;
      g_ptr_array_add (roster->value_blocks, roster->block);
    }
  values = roster->block;
  roster->block += n;
  roster->block_left -= n;
  return values;
}

/**
 * cal_roster_add:
 * @roster: the roster
 * @id: the employee id, not empty
 * @name: the name; empty for the id itself
 * @manager_id: the rater's id, or empty
 * @ratings: the pre-calibration rating
 * @values: (array) (nullable): one text a column; %NULL where they are not read
 *   for now, which makes it a brief roster
 *
 * Adds a subject at the end. All texts are copied.
 *
 * Returns: %FALSE, and adds nothing, when @id is there already
 */
gboolean
cal_roster_add (CalRoster *roster,
                const char *id,
                const char *name,
                const char *manager_id,
                CalPlacement ratings,
                const char *const *values)
{
  guint n_columns = roster->columns->len;
  const char **kept;
  CalSubject subject;

  g_return_val_if_fail (id != NULL && *id != '\0', FALSE);

  if (roster->positions != NULL && g_hash_table_contains (roster->positions, id))
    return FALSE;

  if (values == NULL && roster->no_values == NULL)
    {
      roster->no_values = take_values (roster, n_columns);
      for (guint i = 0; i < n_columns; i++)
        roster->no_values[i] = "";
    }
  kept = values != NULL ? take_values (roster, n_columns) : roster->no_values;
  for (guint i = 0; values != NULL && i < n_columns; i++)
    kept[i] = keep_recurring (roster, values[i]);
  subject.id = keep_text (roster, id);
  subject.name = name == NULL || *name == '\0' ? subject.id : keep_text (roster, name);
  subject.manager_id = keep_recurring (roster, manager_id);
  subject.ratings = ratings;
  subject.values = kept;
  if (roster->positions != NULL)
    g_hash_table_insert (roster->positions, (gpointer) subject.id,
                         GUINT_TO_POINTER (roster->subjects->len));
  g_array_append_val (roster->subjects, subject);
  roster->n_bytes += SUBJECT_BYTES + n_columns * sizeof *kept;
  return TRUE;
}

/**
 * cal_roster_drop:
 * @roster: a roster that has not been handed on
 * @dropped: (array): for each subject, whether to take it out again
 *
 * Takes subjects out; those who stay keep their order. What a reader finds out
 * about a row when it has read the others leads here.
 */
void
cal_roster_drop (CalRoster *roster, const gboolean *dropped)
{
  CalSubject *subjects = (CalSubject *) (gpointer) roster->subjects->data;
  guint n = 0;

  if (roster->positions != NULL)
    g_hash_table_remove_all (roster->positions);
  for (guint i = 0; i < roster->subjects->len; i++)
    if (!dropped[i])
      {
        subjects[n] = subjects[i];
        if (roster->positions != NULL)
          g_hash_table_insert (roster->positions, (gpointer) subjects[n].id, GUINT_TO_POINTER (n));
        n++;
      }
  g_array_set_size (roster->subjects, n);
}

/**
 * cal_roster_n_bytes:
 *
 * Returns: about how much memory the roster takes, so that a reader can refuse
 *   a file before it takes all of it
 */
gsize
cal_roster_n_bytes (const CalRoster *roster)
{
  return roster->n_bytes;
}

/**
 * cal_roster_is_brief:
 *
 * Returns: whether there are subjects of whom no values were read, so that an empty
 *   one says nothing
 */
gboolean
cal_roster_is_brief (const CalRoster *roster)
{
  return roster->no_values != NULL && roster->columns->len > 0;
}

guint
cal_roster_n_subjects (const CalRoster *roster)
{
  return roster->subjects->len;
}

/**
 * cal_roster_subject:
 * @position: 0 to n_subjects − 1, in file order
 *
 * Returns: (transfer none): the subject; valid until the next cal_roster_add()
 */
const CalSubject *
cal_roster_subject (const CalRoster *roster, guint position)
{
  g_return_val_if_fail (position < roster->subjects->len, NULL);

  return &g_array_index (roster->subjects, CalSubject, position);
}

/**
 * cal_roster_find:
 * @id: an employee id
 * @position: (out) (optional): where it stands
 *
 * Returns: whether that id is in the roster
 */
gboolean
cal_roster_find (const CalRoster *roster, const char *id, guint *position)
{
  gpointer value;

  g_return_val_if_fail (roster->positions != NULL, FALSE);

  if (!g_hash_table_lookup_extended (roster->positions, id, NULL, &value))
    return FALSE;
  if (position != NULL)
    *position = GPOINTER_TO_UINT (value);
  return TRUE;
}

/**
 * cal_roster_has_repeats:
 *
 * Returns: whether ids may come again: it is one of ratings
 */
gboolean
cal_roster_has_repeats (const CalRoster *roster)
{
  return roster->positions == NULL;
}

guint
cal_roster_n_columns (const CalRoster *roster)
{
  return roster->columns->len;
}

const CalColumn *
cal_roster_column (const CalRoster *roster, guint column)
{
  g_return_val_if_fail (column < roster->columns->len, NULL);

  return &g_array_index (roster->columns, CalColumn, column);
}

/**
 * cal_roster_find_column:
 * @name: a header, in any letter case
 * @column: (out) (optional): its number
 *
 * Returns: whether the roster has such a column
 */
gboolean
cal_roster_find_column (const CalRoster *roster, const char *name, guint *column)
{
  for (guint i = 0; i < roster->columns->len; i++)
    if (g_ascii_strcasecmp (g_array_index (roster->columns, CalColumn, i).name, name) == 0)
      {
        if (column != NULL)
          *column = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_field_name:
 *
 * Returns: the header under which the field is read and written; `attribute`
 *   for a column that has no field
 */
const char *
cal_field_name (CalField field)
{
  static const char *const names[] = {
    [CAL_FIELD_EMPLOYEE_ID] = "employee_id", [CAL_FIELD_NAME] = "name",
    [CAL_FIELD_MANAGER_ID] = "manager_id",   [CAL_FIELD_PERFORMANCE] = "performance",
    [CAL_FIELD_POTENTIAL] = "potential",     [CAL_FIELD_DEPARTMENT] = "department",
    [CAL_FIELD_GENDER] = "gender",           [CAL_FIELD_HIRE_DATE] = "hire_date",
    [CAL_FIELD_ATTRIBUTE] = "attribute",
  };

  g_return_val_if_fail (field < G_N_ELEMENTS (names), NULL);
  return names[field];
}

/**
 * cal_column_is_demographic:
 *
 * Whether a column says something of the person that must not sway a rating
 * and must not be on the wall: such columns are no filters and stand on no
 * talent card. Judged by the words of the header.
 */
gboolean
cal_column_is_demographic (const CalColumn *column)
{
  static const char *const words[] = {
    "gender",    "sex",       "age",         "birth",   "born",    "race",   "ethnic",
    "religio",   "faith",     "disab",       "marital", "married", "family", "children",
    "nation",    "citizen",   "orientation", "veteran", "pregnan", "parent", "salary",
    "part-time", "part_time", "part time",   "union",
  };
  g_autofree char *name = g_utf8_strdown (column->name, -1);

  if (column->field == CAL_FIELD_GENDER)
    return TRUE;
  if (column->field != CAL_FIELD_ATTRIBUTE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (name, words[i]);

      /* "age" in "manager" or "language" and "sex" in "essex" are none. */
      if (at != NULL && (at == name || !g_ascii_isalpha (at[-1])))
        return TRUE;
    }
  return FALSE;
}

/**
 * cal_roster_add_gap:
 * @erased_by: the number of the `erased` entry
 *
 * Notes that somebody has been erased who came after all that are there so far.
 */
void
cal_roster_add_gap (CalRoster *roster, guint64 erased_by)
{
  const CalRosterGap gap = { roster->subjects->len, erased_by };

  g_array_append_val (roster->gaps, gap);
}

/**
 * cal_roster_n_gaps:
 *
 * Returns: how many people of the roster have been erased; they are not among its
 *   subjects
 */
guint
cal_roster_n_gaps (const CalRoster *roster)
{
  return roster->gaps->len;
}

const CalRosterGap *
cal_roster_gap (const CalRoster *roster, guint index)
{
  g_return_val_if_fail (index < roster->gaps->len, NULL);

  return &g_array_index (roster->gaps, CalRosterGap, index);
}
