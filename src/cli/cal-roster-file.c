/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-roster-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "roster/cal-roster-header.h"

/* In a file of ratings the manager's column is the rater's. */
static gboolean
read_field (const char *name, CalField *field)
{
  if (strcmp (name, "rater") != 0)
    return cal_roster_field_from_name (name, field);
  *field = CAL_FIELD_MANAGER_ID;
  return TRUE;
}

/**
 * cal_roster_file_maps:
 * @texts: (nullable): `--map FIELD=HEADER`, as often as it was given
 * @maps: (element-type CalRosterMap): gets them; borrows the texts
 *
 * Returns: %FALSE when the call was answered, by `call->exit`
 */
gboolean
cal_roster_file_maps (CalCall *call, char **texts, GArray *maps)
{
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      char *sign = strchr (texts[i], '=');
      CalRosterMap map = { CAL_FIELD_ATTRIBUTE, sign != NULL ? sign + 1 : "" };
      g_autofree char *field = sign != NULL ? g_strndup (texts[i], sign - texts[i]) : NULL;

      if (field == NULL || *map.header == '\0' || !g_utf8_validate (texts[i], -1, NULL)
          || !read_field (field, &map.field))
        {
          g_autofree char *plain = cal_call_plain (texts[i]);

          call->exit = cal_call_refuse (
              call, CAL_CLI_WRONG_CALL, NULL,
              _ ("--map %s: write FIELD=HEADER, where FIELD is one of employee_id, name, "
                 "manager_id, performance, potential, department, gender, hire_date"),
              plain);
          return FALSE;
        }
      g_array_append_val (maps, map);
    }
  return TRUE;
}

static void
add_problems (JsonBuilder *answer, const char *name, const CalRosterReport *report, gboolean errors)
{
  json_builder_set_member_name (answer, name);
  json_builder_begin_array (answer);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->is_error != errors)
        continue;
      json_builder_begin_object (answer);
      cal_answer_number (answer, "line", (gint64) problem->line);
      cal_answer_text (answer, "column", problem->column);
      cal_answer_text (answer, "message", problem->message);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

/* Adds `errors` and `warnings`. */
void
cal_roster_file_answer (JsonBuilder *answer, const CalRosterReport *report)
{
  add_problems (answer, "errors", report, TRUE);
  add_problems (answer, "warnings", report, FALSE);
}

/* Prints them as JSON, one a line. */
void
cal_roster_file_print (const CalRosterReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);
      g_autoptr (JsonBuilder) line = cal_answer_new ();

      cal_answer_text (line, "severity", problem->is_error ? "error" : "warning");
      cal_answer_number (line, "line", (gint64) problem->line);
      cal_answer_text (line, "column", problem->column);
      cal_answer_text (line, "message", problem->message);
      cal_answer_print (line);
    }
}

/* Complains of them on standard error. */
void
cal_roster_file_complain (const CalRosterReport *report, const char *file)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const CalProblem *problem = g_ptr_array_index (report->problems, i);

      cal_call_complain (file, problem->line, problem->column, "%s%s",
                         problem->is_error ? "" : _ ("warning: "), problem->message);
    }
}

/* A workbook is not read yet, whatever its bytes. */
static gboolean
is_later_format (const char *path)
{
  static const char *const suffixes[] = { ".xlsx", ".xlsm", ".xls", ".ods" };
  g_autofree char *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* Whether the file can be one that is read; answers the call where it cannot. */
gboolean
cal_roster_file_check (CalCall *call, const char *path)
{
  if (!is_later_format (path))
    return TRUE;
  call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, path,
                                _ ("workbooks are not read yet: save the roster as CSV in UTF-8"));
  return FALSE;
}
