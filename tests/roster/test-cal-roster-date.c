/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-date.h"

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    CalDateText kind;
    const char *iso;
  } cases[] = {
    { "2020-03-15", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "2020-3-5", CAL_DATE_TEXT_DATE, "2020-03-05" },
    { "2020/03/15", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "20200315", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "2020-03-15T08:30:00Z", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "2020-03-15 00:00:00.000", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "15.03.2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "1.2.2020", CAL_DATE_TEXT_DATE, "2020-02-01" },
    { "15/03/2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "03/15/2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "05-05-2020", CAL_DATE_TEXT_DATE, "2020-05-05" },
    { "15 Mar 2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "15-MAR-2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "March 15, 2020", CAL_DATE_TEXT_DATE, "2020-03-15" },
    { "Sept. 1, 2020", CAL_DATE_TEXT_DATE, "2020-09-01" },
    { "29/02/2020", CAL_DATE_TEXT_DATE, "2020-02-29" },
    { "29.02.2021", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "2021-02-30", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "2021-13-01", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "2021-00-10", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "20211301", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "31/31/2020", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "32.01.2020", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "Feb 30, 2020", CAL_DATE_TEXT_IMPOSSIBLE, NULL },
    { "03/04/2020", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "3-4-2020", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "15.03.20", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "43905", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "2020", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "2020-03", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "spring", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "2020-03-15 or so", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "-", CAL_DATE_TEXT_AMBIGUOUS, NULL },
    { "999999999999-01-01", CAL_DATE_TEXT_AMBIGUOUS, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char iso[CAL_ROSTER_DATE_SIZE] = "";

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cal_roster_date_parse (cases[i].text, iso), ==, cases[i].kind);
      if (cases[i].iso != NULL)
        g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

/* Every day of four centuries in each unmistakable form. */
static void
test_every_day (void)
{
  for (guint32 julian = 657438; julian < 803534; julian += 13)
    {
      GDate date;
      char iso[CAL_ROSTER_DATE_SIZE];
      guint day, month, year;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, julian);
      day = g_date_get_day (&date);
      month = g_date_get_month (&date);
      year = g_date_get_year (&date);
      g_autofree char *wanted = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
      g_autofree char *points = g_strdup_printf ("%u.%u.%04u", day, month, year);
      g_autofree char *run_together = g_strdup_printf ("%04u%02u%02u", year, month, day);

      g_assert_cmpint (cal_roster_date_parse (wanted, iso), ==, CAL_DATE_TEXT_DATE);
      g_assert_cmpstr (iso, ==, wanted);
      g_assert_cmpint (cal_roster_date_parse (points, iso), ==, CAL_DATE_TEXT_DATE);
      g_assert_cmpstr (iso, ==, wanted);
      g_assert_cmpint (cal_roster_date_parse (run_together, iso), ==, CAL_DATE_TEXT_DATE);
      g_assert_cmpstr (iso, ==, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/date/forms", test_dates);
  g_test_add_func ("/roster/date/every-day", test_every_day);
  return g_test_run ();
}
