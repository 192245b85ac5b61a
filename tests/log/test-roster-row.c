/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-roster-row.h"

#include <string.h>

#include "log/cal-log-error.h"
#include "log/cal-roster-builder.h"
#include "log/cal-roster-totals.h"
#include "log/cal-roster-writer.h"

static const char *const odd_texts[] = {
  "", "a", "Zo\xc3\xab", "two\nlines", "\"quoted\"", "=1+1", "\xe2\x80\xa8",
};

static const char *
odd_text (void)
{
  return odd_texts[g_test_rand_int_range (0, G_N_ELEMENTS (odd_texts))];
}

/* Headers that could be taken for something else on the way back. */
static void
add_columns (CalRoster *roster, guint n)
{
  static const char *const headers[] = {
    "Site", "department", "'department", "", "'", "hire_date", "attribute", "Site",
  };

  for (guint i = 0; i < n; i++)
    {
      CalField field =
          (CalField) g_test_rand_int_range (CAL_FIELD_DEPARTMENT, CAL_FIELD_ATTRIBUTE + 1);

      cal_roster_add_column (roster, field,
                             headers[g_test_rand_int_range (0, G_N_ELEMENTS (headers))]);
    }
}

static CalRoster *
random_roster (guint n_columns, guint n)
{
  CalRoster *roster = cal_roster_new ();

  add_columns (roster, n_columns);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u%s", i, odd_text ());
      const char *values[8];

      for (guint v = 0; v < n_columns; v++)
        values[v] = odd_text ();
      g_assert_true (cal_roster_add (roster, id, odd_text (), odd_text (),
                                     cal_placement ((guint) g_test_rand_int_range (0, 10),
                                                    (guint) g_test_rand_int_range (0, 10)),
                                     values));
    }
  return roster;
}

/* A person's disclosures as three texts. */
typedef struct
{
  char *texts[CAL_ROW_N];
  gsize lengths[CAL_ROW_N];
  CalHash leaf;
} Row;

static void
write_row (CalRosterWriter *writer, guint position, Row *row)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize at = 0;

  cal_roster_writer_row (writer, position, out, row->lengths, &row->leaf, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      row->texts[i] = g_strndup (out->str + at, row->lengths[i]);
      at += row->lengths[i];
    }
  g_assert_cmpuint (at, ==, out->len);
}

static gboolean
add_row (CalRosterBuilder *builder, const Row *row, GError **error)
{
  return cal_roster_builder_add (builder, (const char *const *) row->texts, row->lengths,
                                 &row->leaf, error);
}

static void
clear_row (Row *row)
{
  for (guint i = 0; i < CAL_ROW_N; i++)
    g_free (row->texts[i]);
}

static void
assert_same (CalRoster *a, CalRoster *b)
{
  g_assert_cmpuint (cal_roster_n_columns (a), ==, cal_roster_n_columns (b));
  g_assert_cmpuint (cal_roster_n_subjects (a), ==, cal_roster_n_subjects (b));
  for (guint i = 0; i < cal_roster_n_columns (a); i++)
    {
      g_assert_cmpint (cal_roster_column (a, i)->field, ==, cal_roster_column (b, i)->field);
      g_assert_cmpstr (cal_roster_column (a, i)->name, ==, cal_roster_column (b, i)->name);
    }
  for (guint i = 0; i < cal_roster_n_subjects (a); i++)
    {
      const CalSubject *left = cal_roster_subject (a, i);
      const CalSubject *right = cal_roster_subject (b, i);

      g_assert_cmpstr (left->id, ==, right->id);
      g_assert_cmpstr (left->name, ==, right->name);
      g_assert_cmpstr (left->manager_id, ==, right->manager_id);
      g_assert_true (cal_placement_equal (left->ratings, right->ratings));
      for (guint v = 0; v < cal_roster_n_columns (a); v++)
        g_assert_cmpstr (left->values[v], ==, right->values[v]);
    }
}

static void
test_round_trip (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (CalRoster) roster = random_roster (round % 8, 1 + round % 5);
      g_autoptr (CalRosterWriter) writer = cal_roster_writer_new (roster);
      g_autoptr (CalRosterBuilder) builder = cal_roster_builder_new (FALSE);
      g_autoptr (CalRoster) back = NULL;

      for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
        {
          g_autoptr (GError) error = NULL;
          Row row;

          write_row (writer, i, &row);
          add_row (builder, &row, &error);
          g_assert_no_error (error);
          clear_row (&row);
        }
      back = cal_roster_builder_steal (builder);
      assert_same (roster, back);
    }
}

/* The bytes that a leaf is the hash of, put together by hand. */
static void
test_leaf (void)
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  const char *const texts[CAL_ROW_N] = { "one", "two", "three" };
  const gsize lengths[CAL_ROW_N] = { 3, 3, 5 };
  g_autoptr (GString) json = g_string_new ("{\"d\":[\"");
  CalHash leaf;
  CalHash expected;

  for (guint i = 0; i < CAL_ROW_N; i++)
    {
      char digest[CAL_DIGEST_SIZE];

      cal_disclosure_digest (hasher, texts[i], lengths[i], digest);
      g_string_append (json, digest);
      g_string_append (json, i + 1 < CAL_ROW_N ? "\",\"" : "\"]}");
    }
  cal_hasher_leaf (hasher, json->str, json->len, &expected);
  cal_roster_row_leaf (hasher, texts, lengths, &leaf);
  g_assert_cmpmem (&leaf, sizeof leaf, &expected, sizeof expected);
}

static void
assert_row_refused (CalRosterBuilder *builder, const Row *row)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (add_row (builder, row, &error));
  g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_DISCLOSURE);
}

static void
test_refuses (void)
{
  g_autoptr (CalRoster) roster = random_roster (3, 2);
  g_autoptr (CalRoster) narrower = random_roster (2, 1);
  g_autoptr (CalRosterWriter) writer = cal_roster_writer_new (roster);
  g_autoptr (CalRosterWriter) other_writer = cal_roster_writer_new (narrower);
  g_autoptr (CalRosterBuilder) builder = cal_roster_builder_new (FALSE);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  g_autoptr (CalRoster) back = NULL;
  Row rows[2];
  Row other;
  Row mixed;

  for (guint i = 0; i < 2; i++)
    write_row (writer, i, &rows[i]);
  write_row (other_writer, 0, &other);
  g_assert_true (add_row (builder, &rows[0], NULL));
  /* The same person twice; other columns; another one's leaf; parts exchanged. */
  assert_row_refused (builder, &rows[0]);
  assert_row_refused (builder, &other);
  mixed = rows[1];
  mixed.leaf = rows[0].leaf;
  assert_row_refused (builder, &mixed);
  mixed = rows[1];
  mixed.texts[CAL_ROW_IDENTITY] = rows[1].texts[CAL_ROW_RATINGS];
  mixed.lengths[CAL_ROW_IDENTITY] = rows[1].lengths[CAL_ROW_RATINGS];
  cal_roster_row_leaf (hasher, (const char *const *) mixed.texts, mixed.lengths, &mixed.leaf);
  assert_row_refused (builder, &mixed);

  g_assert_true (add_row (builder, &rows[1], NULL));
  back = cal_roster_builder_steal (builder);
  assert_same (roster, back);
  for (guint i = 0; i < 2; i++)
    clear_row (&rows[i]);
  clear_row (&other);
}

static void
test_bad_text (void)
{
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_autoptr (CalRosterWriter) writer = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize lengths[CAL_ROW_N];
  CalHash leaf;

  g_assert_true (cal_roster_add (roster, "1", "Andr\xe9", "", CAL_HOLDING, NULL));
  writer = cal_roster_writer_new (roster);
  g_assert_false (cal_roster_writer_row (writer, 0, out, lengths, &leaf, &error));
  g_assert_error (error, CAL_LOG_ERROR, CAL_LOG_ERROR_BAD_TEXT);
  g_assert_true (g_str_has_prefix (error->message, "row 1: "));
}

static void
test_totals (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (CalRoster) roster = cal_roster_new ();
  g_auto (GStrv) totals = NULL;
  const char *const expected[] = {
    "subjects",
    "5",
    "raters",
    "2",
    "fully_rated",
    "3",
    "performance_rated",
    "4",
    "potential_rated",
    "3",
    "performance_sum",
    "9",
    "potential_sum",
    "7",
    "1,1",
    "1",
    "2,1",
    "0",
    "3,1",
    "0",
    "1,2",
    "0",
    "2,2",
    "0",
    "3,2",
    "0",
    "1,3",
    "0",
    "2,3",
    "1",
    "3,3",
    "1",
    NULL,
  };

  g_assert_true (cal_roster_add (roster, "a", "", "", cal_placement (1, 1), NULL));
  g_assert_true (cal_roster_add (roster, "b", "", "a", cal_placement (2, 3), NULL));
  g_assert_true (cal_roster_add (roster, "c", "", "a", cal_placement (3, 3), NULL));
  g_assert_true (cal_roster_add (roster, "d", "", "x", cal_placement (3, 0), NULL));
  g_assert_true (cal_roster_add (roster, "e", "", "x", CAL_HOLDING, NULL));
  totals = cal_roster_totals (roster, rules);
  g_assert_cmpstrv (totals, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/roster-row/round-trip", test_round_trip);
  g_test_add_func ("/log/roster-row/leaf", test_leaf);
  g_test_add_func ("/log/roster-row/refuses", test_refuses);
  g_test_add_func ("/log/roster-row/bad-text", test_bad_text);
  g_test_add_func ("/log/roster-row/totals", test_totals);
  return g_test_run ();
}
