/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-reader.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/cal-roster.h"

#define HEADER "employee_id,name,manager_id,performance,potential\n"

/**
 * Case:
 * @name: the test's path below /roster/reader
 * @text: the file, as long as @length where that is not 0
 * @accepted: how many rows are good
 * @rejected: how many are not
 * @problems: each as `E3:column` (`W` for a warning), in order, joined by blanks
 * @rows: (nullable): the roster as `id|name|manager|2,3|values…` joined by blanks
 */
typedef struct
{
  const char *name;
  const char *text;
  gsize length;
  guint accepted;
  guint rejected;
  const char *problems;
  const char *rows;
} Case;

static CalRosterReport *
read_text (const char *text, gsize length, const CalRosterMap *map)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  CalRosterReport *report = cal_roster_read_bytes (bytes, rules, map, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

static char *
problems_text (const CalRosterReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      g_assert_cmpuint (problem->line, >=, 1);
      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
      g_string_append_printf (text, "%s%c%" G_GUINT64_FORMAT ":%s", i > 0 ? " " : "",
                              problem->is_error ? 'E' : 'W', problem->line, problem->column);
    }
  return g_string_free (text, FALSE);
}

static char *
rows_text (const CalRoster *roster)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cal_roster_n_subjects (roster); i++)
    {
      const CalSubject *subject = cal_roster_subject (roster, i);

      g_string_append_printf (text, "%s%s|%s|%s|%u,%u", i > 0 ? " " : "", subject->id,
                              subject->name, subject->manager_id, subject->ratings.performance,
                              subject->ratings.potential);
      for (guint c = 0; c < cal_roster_n_columns (roster); c++)
        g_string_append_printf (text, "|%s", subject->values[c]);
    }
  return g_string_free (text, FALSE);
}

static const char *
message (const CalRosterReport *report, guint i)
{
  return ((const CalProblem *) g_ptr_array_index (report->problems, i))->message;
}

#define TEXT(text) text, 0
#define BYTES(text) text, sizeof text - 1

static const Case cases[] = {
  { "plain", TEXT (HEADER "E1,Ann,,2,3\nE2,Bo,E1,,\n"), 2, 0, "", "E1|Ann||2,3 E2|Bo|E1|0,0" },
  { "no-last-line-end", TEXT (HEADER "E1,Ann,,2,3"), 1, 0, "", "E1|Ann||2,3" },
  { "cr", TEXT ("employee_id,performance,potential,name\rE1,1,1,A\r\rE2,9,1,B\r"), 1, 1,
    "E4:performance", "E1|A||1,1" },
  { "crlf", TEXT ("employee_id,performance,potential,name\r\nE1,1,1,A\r\n\r\nE2,9,1,B"), 1, 1,
    "E4:performance", NULL },
  { "quotes", TEXT (HEADER "\"E1\",\"O\"\"Neil, Ann\",,\"2\",3\n E2 , \"Bo, jr\" ,E1,1,1\n"), 2, 0,
    "", "E1|O\"Neil, Ann||2,3 E2|Bo, jr|E1|1,1" },
  { "newline-in-quotes", TEXT (HEADER "E1,\"A\nB\",,2,3\nE2,\"C\r\nD\rE\",,1,1\nE3,F,,0,1\n"), 2, 1,
    "E7:performance", "E1|A\nB||2,3 E2|C\r\nD\rE||1,1" },
  { "quote-within-text", TEXT (HEADER "E1,5\" nail,,2,3\n"), 1, 0, "", "E1|5\" nail||2,3" },
  { "text-after-quote", TEXT (HEADER "E1,\"A\"b,,2,3\n"), 1, 0, "W2:", "E1|Ab||2,3" },
  { "unclosed", TEXT (HEADER "E1,Ann,,2,3\nE2,\"Bo,E1,2,3\nE3,Cy,,1,1\n"), 1, 1, "E3:name",
    "E1|Ann||2,3" },
  { "semicolon", TEXT ("employee_id;name;performance;potential\nE1;A, B;2,0;3\n"), 1, 0, "",
    "E1|A, B||2,3" },
  { "tab", TEXT ("employee_id\tname\tperformance\tpotential\nE1\tA\t2\t\n"), 1, 0, "",
    "E1|A||2,0" },
  { "sep-line", TEXT ("sep=|\nemployee_id|name|performance|potential\nE1|A|2|3\nE2|B|4|3\n"), 1, 1,
    "E4:performance", "E1|A||2,3" },
  { "sep-line-quoted", TEXT ("\"sep=;\"\r\nid;name;perf;pot\r\nE1;A;2;3\r\n"), 1, 0, "",
    "E1|A||2,3" },
  { "bom", TEXT ("\xef\xbb\xbf" HEADER "E1,\xc3\x84,,2,3\n"), 1, 0, "", "E1|Ä||2,3" },
  { "bom-sep", TEXT ("\xef\xbb\xbfsep=;\nid;name;perf;pot\nE1;A;2;3\n"), 1, 0, "", "E1|A||2,3" },
  { "windows-1252", TEXT (HEADER "E1,M\xfcller \x80,,2,3\n"), 1, 0, "W1:", "E1|Müller €||2,3" },
  { "ill-formed",
    TEXT (HEADER "E1,M\xc3\xbcller,,2,3\nE2,M\xfcller,,2,3\nE3,\xc0\x80,,1,1\n"
                 "E4,\xed\xa0\x80,,1,1\n"),
    1, 3, "E3:name E4:name E5:name", "E1|Müller||2,3" },
  { "ill-formed-after-bom", TEXT ("\xef\xbb\xbf" HEADER "E1,M\xfcller,,2,3\n"), 0, 1, "E2:name",
    "" },
  { "nul", BYTES (HEADER "E1,A\0n,,2,3\nE2,B,,1,1\n"), 1, 1, "E2:name", "E2|B||1,1" },
  { "utf-16-le",
    BYTES ("\xff\xfei\0d\0,\0p\0e\0r\0f\0,\0p\0o\0t\0,\0n\0a\0m\0e\0\r\0\n\0"
           "1\0,\0"
           "2\0,\0"
           "3\0,\0\x3d\xd8\x00\xde\n\0"
           "2\0,\0"
           "2\0,\0"
           "3\0,\0\x3d\xd8\n\0"),
    1, 1, "E3:name", "1|😀||2,3" },
  { "utf-16-be",
    BYTES ("\xfe\xff\0i\0d\0,\0p\0e\0r\0f\0,\0p\0o\0t\0,\0n\0a\0m\0e\0\n"
           "\0"
           "1\0,\0"
           "2\0,\0"
           "3\0,\x01\x41\0"),
    0, 1, "E2:name", "" },
  { "utf-32", BYTES ("\xff\xfe\0\0i\0\0\0d\0\0\0"), 0, 0, "E1:", "" },
  { "zip", BYTES ("PK\3\4\x14\0\0\0abc"), 0, 0, "E1:", "" },
  { "gzip", BYTES ("\x1f\x8b\x08\0\0\0"), 0, 0, "E1:", "" },
  { "empty", TEXT (""), 0, 0, "E1:", "" },
  { "blank", TEXT ("\n\r\n ,, \n\x1a"), 0, 0, "E1:", "" },
  { "header-only", TEXT ("\n" HEADER), 0, 0, "E2:", "" },
  { "no-header", TEXT ("E1,Ann,,2,3\nE2,Bo,,1,1\n"), 0, 0, "E1:", "" },
  { "html", TEXT ("<!DOCTYPE html>\n<html><body>id</body></html>\n"), 0, 0, "E1:", "" },
  { "json", TEXT ("[{\"employee_id\": 1}]\n"), 0, 0, "E1:", "" },
  { "missing", TEXT ("employee_id,name,perf\nE1,Ann,2\n"), 0, 0, "E1:potential", "" },
  { "repeated-needed", TEXT ("employee_id,name,performance,potential,Employee-ID\n"), 0, 0,
    "E1:employee_id", "" },
  { "two-synonyms", TEXT ("ID,Worker ID,performance,potential,name\n"), 0, 0, "E1:employee_id",
    "" },
  { "own-name-beats-synonym", TEXT ("id,employee_id,name,performance,potential\n7,E1,A,2,3\n"), 1,
    0, "W1:", "E1|A||2,3|7" },
  { "synonyms",
    TEXT ("Employee No.,FULL NAME,Reports-To,Dept,sex,Date of Joining,Performance Rating,"
          "potentialRating\nE1,Ann,M9,Sales,F,2020-03-15,2,3\n"),
    1, 0, "W2:Reports-To", "E1|Ann|M9|2,3|Sales|F|2020-03-15" },
  { "attributes", TEXT ("id,name,perf,pot,Job role,,Job role,job ROLE\nE1,A,2,3,Cook,x,Chef,\n"), 1,
    0, "W1:", "E1|A||2,3|Cook|x|Chef|" },
  { "own-export-ignored",
    TEXT ("id,name,pre_performance,Pre-Potential,performance,potential,cell,decisions\n"
          "E1,A,1,1,2,3,Rising,7\n"),
    1, 0, "", "E1|A||2,3" },
  { "no-name", TEXT ("id,perf,pot\nE1,2,3\n"), 1, 0, "W1:name", "E1|E1||2,3" },
  { "empty-id", TEXT (HEADER ",Ann,,2,3\n\" \",Bo,,2,3\n"), 0, 2, "E2:employee_id E3:employee_id",
    "" },
  { "repeated-equal", TEXT (HEADER "E1,Ann,,2,3\nE1,Ann,,2.0,3\nE2,B,,1,1\n"), 2, 1,
    "E3:employee_id", "E1|Ann||2,3 E2|B||1,1" },
  { "repeated-different", TEXT (HEADER "E1,Ann,,2,3\nE2,B,,1,1\nE1,Ann,,2,2\nE1,Ann,,2,3\n"), 1, 3,
    "E4:employee_id E5:employee_id", "E2|B||1,1" },
  { "repeated-faulty", TEXT (HEADER "E1,Ann,,7,3\nE1,Ann,,2,3\n"), 0, 2,
    "E2:performance E3:employee_id", "" },
  { "own-manager", TEXT (HEADER "E1,Ann,E1,2,3\nE2,Bo,E1,1,1\n"), 1, 1, "E2:manager_id",
    "E2|Bo|E1|1,1" },
  { "manager-cycle",
    TEXT (HEADER "E1,A,E2,2,3\nE2,B,E3,1,1\nE3,C,E4,1,1\nE4,D,E2,1,1\nE5,E,,1,1\n"), 0, 5,
    "E3:manager_id", "" },
  { "unknown-managers", TEXT (HEADER "E1,A,,2,3\nE2,B,M1,1,1\nE3,C,M2,1,1\nE4,D,M1,1,1\n"), 4, 0,
    "W3:manager_id", NULL },
  { "ratings",
    TEXT (HEADER "E1,A,,2.0,\"2,0\"\nE2,B,,NA,n/a\nE3,C,,-,3\nE4,D,,2.5,0\nE5,E,,two,4\n"
                 "E6,F,,-1,1e0\nE7,G,,02,3.00\nE8,H,,2.,3\n"),
    4, 4,
    "W3:performance W3:potential W4:performance E5:performance E5:potential E6:performance "
    "E6:potential E7:performance E7:potential E9:performance",
    "E1|A||2,2 E2|B||0,0 E3|C||0,3 E7|G||2,3" },
  { "ragged", TEXT (HEADER "E1,A,,2\nE2,B,,2,3,\nE3,C,,2,3\n,,,\n,,,,,,\n"), 1, 2,
    "E2: E3:", "E3|C||2,3" },
  { "blank-lines", TEXT ("\n\n" HEADER "\n  \nE1,A,,2,3\n,,,,\n\"\"\nE2,B,,9,1\n\x1a"), 1, 1,
    "E9:performance", NULL },
  { "ctrl-z-after-text", TEXT (HEADER "E1,A,,2,3\x1a"), 1, 0, "", "E1|A||2,3" },
  { "line-separators-in-text",
    TEXT (HEADER "E1,A\xe2\x80\xa8"
                 "B,,2,3\nE2,C\xc2\x85"
                 "D,,9,1\n"),
    1, 1, "W3:name E3:performance",
    "E1|A\xe2\x80\xa8"
    "B||2,3" },
  { "odd-characters",
    TEXT (HEADER "E1,A\x01,,2,3\nE2,\xe2\x80\xae"
                 "B,,1,1\nE3,C\x7f,,1,1\n"),
    3, 0, "W2:name W3:name W4:name", NULL },
  { "look-alike-ids",
    TEXT (HEADER "e1,A,,2,3\nE1,B,,1,1\nÉ,C,,1,1\nE\xcc\x81,D,,1,1\nX\xe2\x80\x8b"
                 "9,E,,1,1\n"
                 "X9,F,,1,1\n"),
    6, 0, "W3:employee_id W5:employee_id W7:employee_id", NULL },
  { "group-values",
    TEXT ("id,name,perf,pot,department,site\n1,A,2,3,Sales,Ulm\n2,B,2,3,sales,Bonn\n"
          "3,C,2,3,Sa les,Ulm\n4,D,2,3,Sales,ulm\n"),
    4, 0, "W1: W3:department W4:department W5:site", NULL },
  { "guard", TEXT ("id,name,perf,pot,'=note\n'-1,'=cmd,2,3,''@x\n'2,'Neil,2,3,'\xef\xbc\x9d\n"), 2,
    0, "W1:", "-1|=cmd||2,3|'@x '2|'Neil||2,3|＝" },
  { "dates",
    TEXT ("id,name,perf,pot,hire_date\n1,A,2,3,2020-02-30\n2,B,2,3,03/04/2020\n"
          "3,C,2,3,15.03.2020\n4,D,2,3,\n5,E,2,3,long ago\n"),
    4, 1, "E2:hire_date W3:hire_date W6:hire_date",
    "2|B||2,3|03/04/2020 3|C||2,3|2020-03-15 4|D||2,3| 5|E||2,3|long ago" },
  { "trim",
    TEXT (HEADER "\xc2\xa0"
                 "E1\xe3\x80\x80,\"  Ann \",\t,2 , 3\n"),
    1, 0, "", "E1|Ann||2,3" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  gsize length = c->length > 0 ? c->length : strlen (c->text);
  g_autoptr (CalRosterReport) report = read_text (c->text, length, NULL);
  g_autofree char *problems = problems_text (report);
  g_autofree char *rows = rows_text (report->roster);
  g_autofree char *sum =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) c->text, length);
  guint n_errors = 0;

  for (guint i = 0; i < report->problems->len; i++)
    n_errors += ((const CalProblem *) g_ptr_array_index (report->problems, i))->is_error;
  g_assert_cmpstr (problems, ==, c->problems);
  if (c->rows != NULL)
    g_assert_cmpstr (rows, ==, c->rows);
  g_assert_cmpuint (report->n_accepted, ==, c->accepted);
  g_assert_cmpuint (report->n_rejected, ==, c->rejected);
  g_assert_cmpuint (cal_roster_n_subjects (report->roster), ==, c->accepted);
  g_assert_cmpuint (report->n_errors, ==, n_errors);
  g_assert_cmpstr (report->sha256, ==, sum);
}

static void
test_map (void)
{
  static const char text[] = "Nr,Who,rating5,Growth,performance\n1,Ann,3,2,free text\n";
  static const CalRosterMap map[] = { { CAL_FIELD_EMPLOYEE_ID, "Nr" },
                                      { CAL_FIELD_NAME, "who" },
                                      { CAL_FIELD_PERFORMANCE, "rating5" },
                                      { CAL_FIELD_POTENTIAL, "Growth" },
                                      { 0 } };
  static const CalRosterMap wrong[] = { { CAL_FIELD_EMPLOYEE_ID, "Number" }, { 0 } };
  g_autoptr (CalRosterReport) report = read_text (text, strlen (text), map);
  g_autofree char *rows = rows_text (report->roster);
  g_autofree char *problems = problems_text (report);

  g_assert_cmpstr (rows, ==, "1|Ann||3,2|free text");
  g_assert_cmpstr (problems, ==, "W1:");
  /* The name of a field is never an attribute's. */
  g_assert_cmpstr (cal_roster_column (report->roster, 0)->name, ==, "performance (2)");

  g_autoptr (CalRosterReport) refused = read_text (text, strlen (text), wrong);
  g_autofree char *refusal = problems_text (refused);
  g_assert_true (refused->whole_file);
  g_assert_cmpstr (refusal, ==, "E1:Number E1:employee_id E1:potential");
}

static void
test_messages (void)
{
  static const char *const words[][2] = {
    { "<html>\n", "header not recognised" },
    { "{\"a\": 1}\n", "header not recognised" },
    { "PK\3\4 xl/ [Content_Types].xml", "workbook" },
    { "PK\3\4", "ZIP" },
    { "\x1f\x8b\x08", "gzip" },
    { "\xff\xfe", "empty" },
    { "a,b\n", "header not recognised" },
    { "id,perf,pot,name,Cost\n1,1,1,A,\n", "Cost" },
    { "id,perf,pot,name\n1,1,7,A\n", "“7”" },
    { "id,perf,pot,name,manager\n1,1,1,A,Boss7\n", "“Boss7”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (CalRosterReport) report = read_text (words[i][0], strlen (words[i][0]), NULL);

      g_assert_cmpuint (report->problems->len, ==, 1);
      g_assert_nonnull (strstr (message (report, 0), words[i][1]));
    }
}

/* Pieces of text that mean something to the reader, thrown together: whatever
 * comes, every row is accounted for and what is kept is text. */
static void
test_random (void)
{
  static const char *const pieces[] = { ",",    ",",        "\n",       "\r", "\"",   "E1",
                                        "E2",   "2",        "3",        " ",  "\"\"", "é",
                                        "\xff", "'",        "=",        "NA", "\x1a", ";",
                                        "\t",   "\xe2\x80", "\xc2\xa0", "-1", "\r\n" };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (HEADER);
      guint n = (guint) g_test_rand_int_range (0, 120);

      for (guint i = 0; i < n; i++)
        if (g_test_rand_int_range (0, 40) == 0)
          g_string_append_c (text, '\0');
        else if (g_test_rand_int_range (0, 12) == 0)
          g_string_append (text, "\nE7,Ann,,2,3\n");
        else
          g_string_append (text, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
      g_autoptr (CalRosterReport) report = read_text (text->str, text->len, NULL);

      g_assert_true (report->n_rejected == 0 || report->n_errors > 0);
      g_assert_cmpuint (report->n_accepted, ==, cal_roster_n_subjects (report->roster));
      for (guint i = 0; i < report->n_accepted; i++)
        {
          const CalSubject *subject = cal_roster_subject (report->roster, i);

          g_assert_true (*subject->id != '\0' && g_utf8_validate (subject->id, -1, NULL));
          g_assert_true (g_utf8_validate (subject->name, -1, NULL));
          g_assert_cmpstr (subject->id, !=, subject->manager_id);
        }
    }
}

static void
test_file (void)
{
  g_autoptr (CalRules) rules = cal_rules_new_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("calibrate-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "roster.csv", NULL);
  g_autofree char *missing = g_build_filename (folder, "none.csv", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_true (g_file_set_contents (path, HEADER "E1,Ann,,2,3\n", -1, &error));
  g_autoptr (CalRosterReport) report = cal_roster_read_file (path, rules, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_accepted, ==, 1);
  g_assert_cmpstr (report->encoding, ==, "UTF-8");

  g_assert_null (cal_roster_read_file (missing, rules, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cal_roster_read_file (folder, rules, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (cal_roster_read_file (path, rules, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/roster/reader/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/roster/reader/map", test_map);
  g_test_add_func ("/roster/reader/messages", test_messages);
  g_test_add_func ("/roster/reader/random", test_random);
  g_test_add_func ("/roster/reader/file", test_file);
  return g_test_run ();
}
