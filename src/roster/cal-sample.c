/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-sample.h"

#include "roster/cal-sample-names.h"
#include "roster/cal-sample-tree.h"
#include "roster/cal-sample-work.h"

/* Streams of random numbers, one for each purpose. */
enum
{
  STREAM_TREE = 1,
  STREAM_PEOPLE = 2,
  STREAM_ORDER = 3,
};

/* The columns beside id, name, manager and rating, in this order. */
enum
{
  COLUMN_DEPARTMENT,
  COLUMN_JOB_ROLE,
  COLUMN_LEVEL,
  COLUMN_SITE,
  COLUMN_GENDER,
  COLUMN_AGE_BAND,
  COLUMN_HIRE_DATE,
  COLUMN_EMPLOYMENT,
  COLUMN_PERFORMANCE_2023,
  COLUMN_POTENTIAL_2023,
  COLUMN_PERFORMANCE_2024,
  COLUMN_POTENTIAL_2024,
  COLUMN_PERFORMANCE_2025,
  COLUMN_POTENTIAL_2025,
  COLUMN_EVIDENCE_1,
  COLUMN_EVIDENCE_2,
  N_COLUMNS,
};

static const struct
{
  CalField field;
  const char *name;
} columns[N_COLUMNS] = {
  [COLUMN_DEPARTMENT] = { CAL_FIELD_DEPARTMENT, NULL },
  [COLUMN_JOB_ROLE] = { CAL_FIELD_ATTRIBUTE, "job_role" },
  [COLUMN_LEVEL] = { CAL_FIELD_ATTRIBUTE, "level" },
  [COLUMN_SITE] = { CAL_FIELD_ATTRIBUTE, "site" },
  [COLUMN_GENDER] = { CAL_FIELD_GENDER, NULL },
  [COLUMN_AGE_BAND] = { CAL_FIELD_ATTRIBUTE, "age_band" },
  [COLUMN_HIRE_DATE] = { CAL_FIELD_HIRE_DATE, NULL },
  [COLUMN_EMPLOYMENT] = { CAL_FIELD_ATTRIBUTE, "employment" },
  [COLUMN_PERFORMANCE_2023] = { CAL_FIELD_ATTRIBUTE, "performance_2023" },
  [COLUMN_POTENTIAL_2023] = { CAL_FIELD_ATTRIBUTE, "potential_2023" },
  [COLUMN_PERFORMANCE_2024] = { CAL_FIELD_ATTRIBUTE, "performance_2024" },
  [COLUMN_POTENTIAL_2024] = { CAL_FIELD_ATTRIBUTE, "potential_2024" },
  [COLUMN_PERFORMANCE_2025] = { CAL_FIELD_ATTRIBUTE, "performance_2025" },
  [COLUMN_POTENTIAL_2025] = { CAL_FIELD_ATTRIBUTE, "potential_2025" },
  [COLUMN_EVIDENCE_1] = { CAL_FIELD_ATTRIBUTE, "evidence_1" },
  [COLUMN_EVIDENCE_2] = { CAL_FIELD_ATTRIBUTE, "evidence_2" },
};

/* A person in the making. Talent and severity are in thousandths of a standard
 * deviation of talent. */
typedef struct
{
  guint department;
  guint site;
  guint level;
  CalSampleGender gender;
  guint age;
  guint tenure_days;
  int performance;
  int potential;
} Person;

#define CYCLE_YEAR 2026
#define FIRST_CYCLE 2023
#define N_CYCLES 3
#define DAYS_A_YEAR 365

/* A rating from a score: few stand low and more stand high than a bell has it,
 * as raters' forms do. */
static guint
performance_level (int score)
{
  return score < -1650 ? 1 : score < 600 ? 2 : 3;
}

static guint
potential_level (int score)
{
  return score < -850 ? 1 : score < 830 ? 2 : 3;
}

static guint
draw_tenure (CalSampleRandom *random, guint age)
{
  guint longest = (age - 20) * DAYS_A_YEAR;
  guint a = cal_sample_random_below (random, longest);
  guint b = cal_sample_random_below (random, longest);

  /* Most have not been there for long. */
  return MAX (20u, MIN (a, b) * 2 / 3);
}

static Person
draw_person (CalSampleRandom *random, const CalSampleTree *tree, guint position)
{
  Person person = { .department = tree->departments[position] };
  guint gender = cal_sample_random_below (random, 1000);

  person.level = tree->levels[position];
  if (person.level == 0)
    person.level = 3 + (cal_sample_random_chance (random, 550) ? 1 : 0)
                   + (cal_sample_random_chance (random, 180) ? 1 : 0);
  person.site = cal_sample_pick_site (random);
  person.gender = gender < 12    ? CAL_SAMPLE_NON_BINARY
                  : gender < 480 ? CAL_SAMPLE_FEMALE
                                 : CAL_SAMPLE_MALE;
  person.age = MIN (64u, 22 + (person.level - 3) * 4 + cal_sample_random_below (random, 22)
                             + cal_sample_random_below (random, 12));
  person.tenure_days = draw_tenure (random, person.age);
  person.performance = cal_sample_random_bell (random, 1000);
  person.potential = person.performance * 45 / 100 + cal_sample_random_bell (random, 800);
  return person;
}

/* What a rater writes down: what they see, bent by how severe they are on both
 * axes alike, and by an impression that colours both (halo). */
static CalPlacement
draw_rating (CalSampleRandom *random, const Person *person, int severity)
{
  int halo = cal_sample_random_bell (random, 300);
  int performance = person->performance + cal_sample_random_bell (random, 400);
  int potential = person->potential + cal_sample_random_bell (random, 400);

  return cal_placement (performance_level (performance - severity + halo),
                        potential_level (potential - severity + halo));
}

/* About 3 in 100 come without a placement: the newest, and some whose rater has
 * only half an opinion. */
static CalPlacement
leave_some_out (CalSampleRandom *random, const Person *person, CalPlacement rating)
{
  guint chance = cal_sample_random_below (random, 1000);

  if (person->tenure_days < 45 || chance < 10)
    return CAL_HOLDING;
  if (chance < 18)
    rating.potential = 0;
  return rating;
}

static const char *
age_band (guint age)
{
  return age < 30   ? "under 30"
         : age < 40 ? "30-39"
         : age < 50 ? "40-49"
         : age < 60 ? "50-59"
                    : "60+";
}

static char *
hire_date (guint tenure_days)
{
  GDate date;
  char text[16];

  g_date_set_dmy (&date, 16, G_DATE_NOVEMBER, CYCLE_YEAR);
  g_date_subtract_days (&date, tenure_days);
  g_snprintf (text, sizeof text, "%04u-%02u-%02u", g_date_get_year (&date),
              (guint) g_date_get_month (&date), g_date_get_day (&date));
  return g_strdup (text);
}

static void
set_level (char **values, guint column, guint level)
{
  if (level > 0)
    values[column] = g_strdup_printf ("%u", level);
}

/* Earlier cycles: talent was a little different, and the rater another. */
static void
draw_earlier (CalSampleRandom *random, const Person *person, char **values)
{
  for (guint i = 0; i < N_CYCLES; i++)
    {
      guint years_ago = CYCLE_YEAR - FIRST_CYCLE - i;
      Person then = *person;
      CalPlacement rating;

      then.performance += cal_sample_random_bell (random, 150 + 150 * years_ago);
      then.potential += cal_sample_random_bell (random, 150 + 150 * years_ago);
      rating = draw_rating (random, &then, cal_sample_random_bell (random, 350));
      if (person->tenure_days < years_ago * DAYS_A_YEAR || cal_sample_random_chance (random, 30))
        continue;
      set_level (values, COLUMN_PERFORMANCE_2023 + 2 * i, rating.performance);
      set_level (values, COLUMN_POTENTIAL_2023 + 2 * i, rating.potential);
    }
}

/* What is written down follows performance as it was, which the rating need not. */
static void
draw_evidence (CalSampleRandom *random, const Person *person, char **values)
{
  for (guint i = 0; i < 2; i++)
    {
      guint level = performance_level (person->performance + cal_sample_random_bell (random, 500));

      if (i == 1 && cal_sample_random_chance (random, 350))
        return;
      values[COLUMN_EVIDENCE_1 + i] =
          cal_sample_evidence (random, person->department, (CalSampleTone) (level - 1));
    }
}

static char **
draw_values (CalSampleRandom *random, const Person *person)
{
  static const char *const genders[] = { "Female", "Male", "Non-binary" };
  char **values = g_new0 (char *, N_COLUMNS + 1);
  guint part_time = person->gender == CAL_SAMPLE_FEMALE ? 230 : 90;

  values[COLUMN_DEPARTMENT] = g_strdup (cal_sample_department (person->department));
  values[COLUMN_JOB_ROLE] =
      g_strdup (cal_sample_job_role (random, person->department, person->level));
  values[COLUMN_LEVEL] = g_strdup_printf ("L%u", person->level);
  values[COLUMN_SITE] = g_strdup (cal_sample_site (person->site));
  values[COLUMN_GENDER] = g_strdup (genders[person->gender]);
  values[COLUMN_AGE_BAND] = g_strdup (age_band (person->age));
  values[COLUMN_HIRE_DATE] = hire_date (person->tenure_days);
  values[COLUMN_EMPLOYMENT] =
      g_strdup (person->level < 6 && cal_sample_random_chance (random, part_time) ? "Part-time"
                                                                                  : "Full-time");
  draw_earlier (random, person, values);
  draw_evidence (random, person, values);
  for (guint i = 0; i < N_COLUMNS; i++)
    if (values[i] == NULL)
      values[i] = g_strdup ("");
  return values;
}

/* Names recur in a company, but not more than they must. */
static char *
draw_name (CalSampleRandom *random, const Person *person, GHashTable *taken)
{
  char *name = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_free (name);
      name = cal_sample_name (random, person->site, person->gender);
      if (!g_hash_table_contains (taken, name))
        break;
    }
  g_hash_table_add (taken, g_strdup (name));
  return name;
}

/* Ids are given in the order of hiring, which is not that of the tree: the row
 * of each position in the tree. */
static guint *
shuffle (guint n, CalSampleRandom *random)
{
  guint *rows = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    rows[i] = i;
  for (guint i = n; i > 1; i--)
    {
      guint j = cal_sample_random_below (random, i);
      guint row = rows[i - 1];

      rows[i - 1] = rows[j];
      rows[j] = row;
    }
  return rows;
}

/**
 * cal_sample_roster:
 * @n_people: how many people, 1 to %CAL_SAMPLE_MAX_PEOPLE
 * @seed: the same seed gives the same company on every machine
 *
 * Makes up a company: a management tree with spans of 5 to 12, departments,
 * job roles and levels L3 to L8 that fit it, sites and names of many languages,
 * hire dates, ratings with a severity of each rater and a little halo, three
 * earlier cycles, and sentences of evidence. About 3 in 100 have no placement.
 *
 * Returns: (transfer full): the roster
 */
CalRoster *
cal_sample_roster (guint n_people, guint64 seed)
{
  g_return_val_if_fail (n_people >= 1 && n_people <= CAL_SAMPLE_MAX_PEOPLE, NULL);

  CalSampleRandom tree_random = cal_sample_random (seed, STREAM_TREE);
  CalSampleRandom random = cal_sample_random (seed, STREAM_PEOPLE);
  CalSampleRandom order_random = cal_sample_random (seed, STREAM_ORDER);
  g_autoptr (CalSampleTree) tree = cal_sample_tree_new (n_people, &tree_random);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *rows = shuffle (n_people, &order_random);
  g_autofree guint *positions = g_new (guint, n_people);
  g_autofree int *severities = g_new (int, n_people);
  CalRoster *roster = cal_roster_new ();

  for (guint i = 0; i < n_people; i++)
    {
      positions[rows[i]] = i;
      severities[i] = cal_sample_random_bell (&tree_random, 350);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    cal_roster_add_column (roster, columns[i].field, columns[i].name);

  for (guint row = 0; row < n_people; row++)
    {
      guint position = positions[row];
      guint manager = tree->managers[position];
      gboolean has_manager = manager != CAL_SAMPLE_NO_MANAGER;
      Person person = draw_person (&random, tree, position);
      g_autofree char *id = g_strdup_printf ("E%05u", row + 1);
      g_autofree char *manager_id =
          has_manager ? g_strdup_printf ("E%05u", rows[manager] + 1) : g_strdup ("");
      g_autofree char *name = draw_name (&random, &person, taken);
      g_auto (GStrv) values = draw_values (&random, &person);
      CalPlacement rating = draw_rating (&random, &person, has_manager ? severities[manager] : 0);

      cal_roster_add (roster, id, name, manager_id, leave_some_out (&random, &person, rating),
                      (const char *const *) values);
    }
  return roster;
}

/**
 * cal_sample_facilitator:
 * @roster: a made-up roster
 *
 * Returns: the name of who runs the meeting: somebody of the People department,
 *   or else the first of the roster
 */
const char *
cal_sample_facilitator (const CalRoster *roster)
{
  guint department;

  if (cal_roster_find_column (roster, cal_field_name (CAL_FIELD_DEPARTMENT), &department))
    for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
      if (g_strcmp0 (cal_roster_subject (roster, i)->values[department], "People") == 0)
        return cal_roster_subject (roster, i)->name;
  return cal_roster_subject (roster, 0)->name;
}
