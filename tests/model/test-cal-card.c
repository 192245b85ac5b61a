/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-board.h"
#include "model/cal-card.h"
#include "model/cal-words.h"

static CalBoard *
board_with (CalRoster *roster)
{
  CalBoard *board = cal_board_new ();
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  static const CalKind kinds[] = { CAL_KIND_CYCLE_CREATED, CAL_KIND_RULES_SET,
                                   CAL_KIND_ROSTER_IMPORTED };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CalEntry) entry = cal_entry_new (kinds[i], i, 0, "");

      if (kinds[i] == CAL_KIND_CYCLE_CREATED)
        cal_entry_set_text (entry, CAL_CYCLE_TITLE, "Cards");
      g_assert_true (cal_board_apply (board, entry, roster, rules, NULL));
    }
  return board;
}

static CalRoster *
new_roster (void)
{
  static const char *const headers[] = { "Performance_2024", "potential_2024", "performance_2023",
                                         "job_title",        "level",          "evidence_1",
                                         "evidence_2",       "age_band" };
  static const char *const values[] = {
    "Payments", "3", "2", "n/a", "Product manager", "L6", "Led the ledger", "", "35-49"
  };
  static const char *const none[] = { "", "", "", "", "", "", "", "", "" };
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_DEPARTMENT, "department");
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, headers[i]);
  cal_roster_add (roster, "7", "Aisha Khan", "8", cal_placement (3, 2), values);
  cal_roster_add (roster, "8", "Tomás Herrera", "99", CAL_HOLDING, none);
  return roster;
}

static void
test_card (void)
{
  g_autoptr (CalRoster) roster = new_roster ();
  g_autoptr (CalBoard) board = board_with (roster);
  g_autoptr (GArray) history = cal_card_history (board, 0);
  g_autoptr (GPtrArray) evidence = cal_card_evidence (board, 0);
  g_autofree char *role = cal_card_role (board, 0);
  g_autofree char *rater = cal_card_rater (board, 0);
  g_autofree char *unknown = cal_card_rater (board, 1);

  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (g_array_index (history, CalCardCycle, 0).name, ==, "2024");
  g_assert_cmpuint (g_array_index (history, CalCardCycle, 0).performance, ==, 3);
  g_assert_cmpuint (g_array_index (history, CalCardCycle, 0).potential, ==, 2);
  g_assert_cmpuint (evidence->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (evidence, 0), ==, "Led the ledger");
  g_assert_cmpstr (role, ==, "Product manager · Payments · L6");
  g_assert_cmpstr (rater, ==, "Tomás Herrera");
  g_assert_cmpstr (unknown, ==, "99");
}

static void
test_initials (void)
{
  static const char *const pairs[][2] = { { "Aisha Khan", "AK" },
                                          { "fatima zahra alaoui", "FA" },
                                          { "Øyvind", "Ø" },
                                          { "", "" },
                                          { "ليلى منصور", "لم" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *initials = cal_card_initials (pairs[i][0]);

      g_assert_cmpstr (initials, ==, pairs[i][1]);
    }
}

static void
test_words (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autofree char *star = cal_words_placement (rules, cal_placement (3, 3));
  g_autofree char *held = cal_words_placement (rules, CAL_HOLDING);
  static const struct
  {
    guint64 n;
    const char *text;
  } counts[] = {
    { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 12345, "12,345" }, { 1000000, "1,000,000" }
  };
  g_autofree char *today = cal_words_day (1794817800000, 1794821400000);
  g_autofree char *yesterday = cal_words_day (1794817800000 - 86400000, 1794821400000);
  g_autofree char *earlier = cal_words_day (1794817800000 - 86400000 * 7, 1794821400000);

  g_assert_cmpstr (star, ==, "3,3 Star");
  g_assert_cmpstr (held, ==, "the holding area");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = cal_words_count (counts[i].n);

      g_assert_cmpstr (text, ==, counts[i].text);
    }
  g_assert_cmpstr (today, ==, "today, 08:30");
  g_assert_cmpstr (yesterday, ==, "yesterday");
  g_assert_cmpstr (earlier, ==, "9 Nov");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/card/facts", test_card);
  g_test_add_func ("/model/card/initials", test_initials);
  g_test_add_func ("/model/words", test_words);
  return g_test_run ();
}
