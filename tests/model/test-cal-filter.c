/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/cal-time.h"
#include "model-fixture.h"
#include "model/cal-filter.h"
#include "model/cal-fold.h"

static void
test_counts (ModelFixture *fixture, gconstpointer data)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  guint n = cal_board_n_subjects (board);
  CalFilter filter = { .kind = CAL_FILTER_MOVED };
  CalStep keep = {
    .subject = cal_board_subject (board, 5)->row->id,
    .reason_code = "consistency",
    .reason = "As the others",
  };
  CalCommand command = {
    .kind = CAL_COMMAND_KEEP,
    .actor = "Fay Cilitator",
    .time = cal_time_now (),
    .steps = &keep,
    .n_steps = 1,
    .reason = "Wrong chip",
  };
  guint counts[CAL_FILTER_N_KINDS];

  g_assert_true (model_move (
      fixture->document, 3,
      cal_placement_equal (cal_board_subject (board, 3)->placement, cal_placement (1, 1))
          ? cal_placement (2, 2)
          : cal_placement (1, 1),
      NULL));
  g_assert_true (model_execute (fixture->document, &command, NULL));
  cal_filter_count (board, 0, counts);
  g_assert_cmpuint (counts[CAL_FILTER_ALL], ==, n);
  g_assert_cmpuint (counts[CAL_FILTER_MOVED], ==, 1);
  g_assert_cmpuint (counts[CAL_FILTER_NOT_DISCUSSED], ==, n - 2);
  g_assert_true (cal_filter_matches (&filter, board, 3));
  g_assert_false (cal_filter_matches (&filter, board, 5));

  command.kind = CAL_COMMAND_UNDO;
  g_assert_true (model_execute (fixture->document, &command, NULL));
  g_assert_true (model_execute (fixture->document, &command, NULL));
  cal_filter_count (board, 0, counts);
  g_assert_cmpuint (counts[CAL_FILTER_MOVED], ==, 0);
  g_assert_cmpuint (counts[CAL_FILTER_NOT_DISCUSSED], ==, n);
}

/* Each choice lets exactly as many through as it says. */
static void
check_choices (const CalBoard *board, GPtrArray *choices, gsize member)
{
  guint total = 0;

  g_assert_cmpuint (choices->len, >, 1);
  for (guint c = 0; c < choices->len; c++)
    {
      const CalFilterChoice *choice = g_ptr_array_index (choices, c);
      CalFilter filter = { .session = 0 };
      guint n = 0;

      G_STRUCT_MEMBER (char *, &filter, member) = choice->value;
      for (guint i = 0; i < cal_board_n_subjects (board); i++)
        n += cal_filter_matches (&filter, board, i) ? 1 : 0;
      g_assert_cmpuint (n, ==, choice->n);
      total += n;
    }
  g_assert_cmpuint (total, <=, cal_board_n_subjects (board));
}

static void
test_choices (ModelFixture *fixture, gconstpointer data)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);
  g_autoptr (GPtrArray) raters = cal_filter_rater_choices (board);
  g_autoptr (GPtrArray) departments = NULL;
  guint column;

  check_choices (board, raters, G_STRUCT_OFFSET (CalFilter, rater));
  g_assert_true (cal_filter_department_column (board, &column));
  departments = cal_filter_column_choices (board, column);
  check_choices (board, departments, G_STRUCT_OFFSET (CalFilter, department));
}

static void
test_search (ModelFixture *fixture, gconstpointer data)
{
  const CalBoard *board = cal_live_document_get_board (fixture->document);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalSubject *row = cal_board_subject (board, i)->row;
      g_autofree char *typed = cal_fold (row->name);
      g_autoptr (GArray) by_name = cal_filter_search (board, typed, 100);
      g_autoptr (GArray) by_id = cal_filter_search (board, row->id, 100);
      gboolean found = FALSE;

      for (guint f = 0; f < by_name->len; f++)
        found |= g_array_index (by_name, guint, f) == i;
      g_assert_true (found);
      g_assert_cmpuint (g_array_index (by_id, guint, 0), ==, i);
    }
  g_autoptr (GArray) nobody = cal_filter_search (board, "zzqq", 100);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_autoptr (GArray) few = cal_filter_search (board, "a", 3);
  g_assert_cmpuint (few->len, ==, 3);
}

static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "Kovács", "KOVACS" },
    { "Straße", "STRASSE" },
    { "Łukasz", "łukasz" },
    { "ﬁne", "FINE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *left = cal_fold (pairs[i][0]);
      g_autofree char *right = cal_fold (pairs[i][1]);

      g_assert_cmpstr (left, ==, right);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/filter/counts", ModelFixture, NULL, model_fixture_set_up, test_counts,
              model_fixture_tear_down);
  g_test_add ("/model/filter/choices", ModelFixture, NULL, model_fixture_set_up, test_choices,
              model_fixture_tear_down);
  g_test_add ("/model/filter/search", ModelFixture, NULL, model_fixture_set_up, test_search,
              model_fixture_tear_down);
  g_test_add_func ("/model/filter/fold", test_fold);
  return g_test_run ();
}
