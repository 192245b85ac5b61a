/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roster/cal-roster-header.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/cal-text-hash.h"

/* Names under which human resources systems export the fields, in the form that
 * fold_header() gives: letters and figures only. The field's own name comes
 * first and beats the others. */
static const char *const synonyms[CAL_FIELD_ATTRIBUTE][40] = {
  [CAL_FIELD_EMPLOYEE_ID] = { "employeeid",
                              "id",
                              "empid",
                              "employeenumber",
                              "employeeno",
                              "employeenr",
                              "employeecode",
                              "empno",
                              "empnumber",
                              "empcode",
                              "personnelnumber",
                              "personnelno",
                              "personnelnr",
                              "personnelid",
                              "personid",
                              "personnumber",
                              "workerid",
                              "workernumber",
                              "worker",
                              "staffid",
                              "staffnumber",
                              "staffno",
                              "payrollid",
                              "payrollnumber",
                              "associateid",
                              "associatenumber",
                              "userid",
                              "subjectid",
                              "memberid",
                              "personalnummer",
                              "mitarbeiternummer",
                              "mitarbeiterid",
                              "matricule",
                              "employee" },
  [CAL_FIELD_NAME] = { "name", "fullname", "employeename", "displayname", "workername", "staffname",
                       "empname", "preferredname", "legalname", "personname", "associatename",
                       "subjectname", "employeefullname", "nameofemployee", "mitarbeitername" },
  [CAL_FIELD_MANAGER_ID] = { "managerid",
                             "manager",
                             "manageremployeeid",
                             "managerempid",
                             "managernumber",
                             "managerno",
                             "mgr",
                             "mgrid",
                             "supervisor",
                             "supervisorid",
                             "supervisoremployeeid",
                             "supervisornumber",
                             "reportsto",
                             "reportstoid",
                             "reportingto",
                             "reportingmanager",
                             "reportingmanagerid",
                             "linemanager",
                             "linemanagerid",
                             "directmanager",
                             "directmanagerid",
                             "peoplemanager",
                             "peoplemanagerid",
                             "rater",
                             "raterid",
                             "managerworkerid",
                             "managerpersonnelnumber",
                             "managersid",
                             "managersemployeeid",
                             "vorgesetzter",
                             "vorgesetzterid",
                             "idofmanager" },
  [CAL_FIELD_PERFORMANCE] = { "performance", "performancerating", "performancelevel",
                              "performancescore", "perf", "perfrating", "perfscore", "perflevel",
                              "overallperformance", "overallperformancerating",
                              "currentperformance", "proposedperformance",
                              "managerperformancerating", "performancereviewrating",
                              "performancerank" },
  [CAL_FIELD_POTENTIAL] = { "potential", "potentialrating", "potentiallevel", "potentialscore",
                            "pot", "potrating", "potscore", "potlevel", "growthpotential",
                            "currentpotential", "proposedpotential", "overallpotential",
                            "managerpotentialrating", "potentialassessment", "potentialrank" },
  [CAL_FIELD_DEPARTMENT] = { "department", "dept", "departmentname", "deptname", "division",
                             "divisionname", "businessunit", "orgunit", "organizationunit",
                             "organisationunit", "organizationalunit", "organisationalunit",
                             "abteilung" },
  [CAL_FIELD_GENDER] = { "gender", "sex", "genderidentity", "legalgender", "geschlecht" },
  [CAL_FIELD_HIRE_DATE] = { "hiredate",
                            "startdate",
                            "hired",
                            "hiredon",
                            "dateofhire",
                            "datehired",
                            "joiningdate",
                            "joindate",
                            "dateofjoining",
                            "datejoined",
                            "doj",
                            "entrydate",
                            "originalhiredate",
                            "latesthiredate",
                            "lasthiredate",
                            "employmentstart",
                            "employmentstartdate",
                            "dateofentry",
                            "startofemployment",
                            "eintrittsdatum" },
};

/* Columns of our own export that say what the log says better. */
static const char *const ignored[] = { "prepotential", "preperformance", "cell", "decisions" };

/* What a roster needs, and what ratings need besides. */
static const CalField needed[] = { CAL_FIELD_EMPLOYEE_ID, CAL_FIELD_PERFORMANCE,
                                   CAL_FIELD_POTENTIAL, CAL_FIELD_MANAGER_ID };

/* Under which names a file of ratings says of which cycle they are, and who gave
 * them where it names the manager as well. */
static const char *const cycles[] = { "cycle",        "cycletitle",   "cyclename",
                                      "cycleid",      "reviewcycle",  "period",
                                      "reviewperiod", "ratingperiod", "performanceyear",
                                      "year",         "zyklus",       "jahr" };
static const char *const raters[] = { "rater",    "raterid",    "ratedby",
                                      "reviewer", "reviewerid", "ratername",
                                      "assessor", "assessorid", "bewertender" };

/* Letters and figures in lower case; a number sign is a number. */
static char *
fold_header (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (c == '#')
        g_string_append (folded, "number");
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/* The field that a folded header names: rank 0 by its own name, 1 by a synonym. */
static CalField
field_of (const char *folded, guint *rank)
{
  for (guint field = 0; field < CAL_FIELD_ATTRIBUTE; field++)
    for (guint i = 0; i < G_N_ELEMENTS (synonyms[field]) && synonyms[field][i] != NULL; i++)
      if (strcmp (synonyms[field][i], folded) == 0)
        {
          *rank = i > 0;
          return (CalField) field;
        }
  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    if (strcmp (ignored[i], folded) == 0)
      return CAL_ROLE_IGNORED;
  return CAL_FIELD_ATTRIBUTE;
}

/**
 * cal_roster_field_from_name:
 * @name: what stands before the sign of equality in `--map FIELD=HEADER`
 * @field: (out): the field
 *
 * Returns: whether @name is the name of a field, not of an attribute
 */
gboolean
cal_roster_field_from_name (const char *name, CalField *field)
{
  for (guint i = 0; i < CAL_FIELD_ATTRIBUTE; i++)
    if (strcmp (cal_field_name ((CalField) i), name) == 0)
      {
        *field = (CalField) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cal_roster_header_n_known:
 * @names: (array zero-terminated=1): the fields of a record
 * @map: (nullable): the caller's choices
 *
 * Returns: how many of them are headers that the reader understands, which
 *   tells a header, and its delimiter, from other lines
 */
guint
cal_roster_header_n_known (const char *const *names, const CalRosterMap *map)
{
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folded = fold_header (names[i]);
      guint rank;

      n += field_of (folded, &rank) != CAL_FIELD_ATTRIBUTE;
      for (const CalRosterMap *m = map; m != NULL && m->header != NULL; m++)
        n += strcmp (m->header, names[i]) == 0;
    }
  return n;
}

/* The column that `--map` means: exactly, or else as headers are compared. */
static gint
find_mapped (const CalRosterHeader *header, const char *name)
{
  g_autofree char *wanted = fold_header (name);

  for (guint i = 0; i < header->n_columns; i++)
    if (strcmp (header->names[i], name) == 0)
      return (gint) i;
  for (guint i = 0; i < header->n_columns && *wanted != '\0'; i++)
    {
      g_autofree char *folded = fold_header (header->names[i]);

      if (strcmp (folded, wanted) == 0)
        return (gint) i;
    }
  return -1;
}

/* First the caller's choices, which settle a field whatever else is there. */
static void
take_map (CalRosterHeader *header,
          const CalRosterMap *map,
          gboolean *settled,
          gboolean *mapped,
          CalRosterProblems *problems)
{
  for (; map != NULL && map->header != NULL; map++)
    {
      gint column = find_mapped (header, map->header);

      if (column < 0)
        cal_roster_problems_error (problems, header->line, map->header,
                                   N_ ("there is no such column to take for %s"),
                                   cal_field_name (map->field));
      else if (settled[map->field] || mapped[column])
        cal_roster_problems_error (problems, header->line, map->header,
                                   N_ ("the column or the field %s is mapped twice"),
                                   cal_field_name (map->field));
      else
        {
          header->roles[column] = map->field;
          mapped[column] = TRUE;
        }
      settled[map->field] = TRUE;
    }
}

/* Of the columns that name one field, the one under its own name is taken. Two
 * that claim a needed field alike are an error, for nobody can tell which is
 * meant; of other fields the first is taken. */
static void
settle_field (CalRosterHeader *header,
              CalField field,
              const guint8 *ranks,
              gboolean is_needed,
              CalRosterProblems *problems)
{
  gint chosen = -1;
  gboolean repeated = FALSE;

  for (guint i = 0; i < header->n_columns; i++)
    {
      if (header->roles[i] != field)
        continue;
      if (chosen < 0 || ranks[i] < ranks[chosen])
        {
          chosen = (gint) i;
          repeated = FALSE;
        }
      else if (ranks[i] == ranks[chosen])
        repeated = TRUE;
    }
  for (guint i = 0; i < header->n_columns; i++)
    if (header->roles[i] == field && (gint) i != chosen)
      header->roles[i] = CAL_FIELD_ATTRIBUTE;
  if (repeated && is_needed)
    cal_roster_problems_error (
        problems, header->line, cal_field_name (field),
        N_ ("more than one column can be meant: choose with --map %s=HEADER"),
        cal_field_name (field));
}

static gboolean
is_one_of (const char *name, const char *const *names, guint n)
{
  g_autofree char *folded = fold_header (name);

  for (guint i = 0; i < n; i++)
    if (strcmp (folded, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static guint
n_needed (const CalRatingsWanted *wanted)
{
  return G_N_ELEMENTS (needed) - (wanted == NULL);
}

/* Ratings have no attributes but the cycle they are of; a rater's own column
 * beats the manager's. */
static void
take_ratings_roles (CalRosterHeader *header,
                    const CalRatingsWanted *wanted,
                    const gboolean *mapped,
                    guint8 *ranks)
{
  gboolean has_cycle = FALSE;

  for (guint i = 0; i < header->n_columns; i++)
    {
      if (mapped[i])
        continue;
      if (is_one_of (header->names[i], raters, G_N_ELEMENTS (raters)))
        {
          header->roles[i] = CAL_FIELD_MANAGER_ID;
          ranks[i] = 0;
        }
      else if (header->roles[i] == CAL_FIELD_MANAGER_ID)
        ranks[i]++;
      else if (wanted->earlier && !has_cycle
               && is_one_of (header->names[i], cycles, G_N_ELEMENTS (cycles)))
        {
          header->roles[i] = CAL_ROLE_CYCLE;
          has_cycle = TRUE;
        }
    }
}

static gboolean
has_role (const CalRosterHeader *header, CalField field)
{
  for (guint i = 0; i < header->n_columns; i++)
    if (header->roles[i] == field)
      return TRUE;
  return FALSE;
}

/* Whoever gave a rating is asked for as the rater: the manager is one of several. */
static const char *
needed_name (CalField field, const CalRatingsWanted *wanted)
{
  return field == CAL_FIELD_MANAGER_ID && wanted != NULL && !wanted->earlier
             ? "rater"
             : cal_field_name (field);
}

static void
check_needed (const CalRosterHeader *header,
              const CalRatingsWanted *wanted,
              CalRosterProblems *problems)
{
  guint n_missing = 0;

  for (guint i = 0; i < n_needed (wanted); i++)
    n_missing += !has_role (header, needed[i]);
  if (n_missing == n_needed (wanted) && cal_roster_problems_n_errors (problems) == 0)
    {
      const char *first = header->n_columns > 0 ? header->names[0] : "";

      cal_roster_problems_error (
          problems, header->line, "",
          *first == '<' ? N_ ("header not recognised: this looks like HTML; export the "
                              "roster as CSV")
          : *first == '{' || *first == '['
              ? N_ ("header not recognised: this looks like JSON; export "
                    "the roster as CSV")
              : N_ ("header not recognised: the first line must name the "
                    "columns, among them employee_id, performance and "
                    "potential"));
      return;
    }
  for (guint i = 0; i < n_needed (wanted); i++)
    if (!has_role (header, needed[i]))
      cal_roster_problems_error (problems, header->line, needed_name (needed[i], wanted),
                                 N_ ("the column is missing: name it so, or choose one with "
                                     "--map %s=HEADER"),
                                 needed_name (needed[i], wanted));
}

/* An attribute needs a name of its own, and not a field's, since it is written
 * under that name and found by it. */
static char *
unique_name (GHashTable *taken, const char *name, guint column)
{
  g_autofree char *base =
      *name != '\0' ? g_strdup (name) : g_strdup_printf ("column %u", column + 1);
  char *unique = g_strdup (base);
  char *folded = g_utf8_casefold (unique, -1);

  for (guint i = 2; g_hash_table_contains (taken, folded); i++)
    {
      g_free (unique);
      g_free (folded);
      unique = g_strdup_printf ("%s (%u)", base, i);
      folded = g_utf8_casefold (unique, -1);
    }
  g_hash_table_add (taken, folded);
  return unique;
}

static void
add_columns (CalRosterHeader *header, CalRoster *roster, CalRosterProblems *problems)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (cal_text_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) attributes = g_string_new (NULL);
  guint n_attributes = 0;

  for (guint i = 0; i < CAL_FIELD_ATTRIBUTE; i++)
    g_hash_table_add (taken, g_strdup (cal_field_name ((CalField) i)));
  for (guint i = 0; i < header->n_columns; i++)
    {
      CalField role = header->roles[i];

      if (role == CAL_FIELD_ATTRIBUTE)
        {
          g_autofree char *name = unique_name (taken, header->names[i], i);

          header->values[i] = cal_roster_add_column (roster, role, name);
          g_string_append_printf (attributes, "%s%s", n_attributes > 0 ? ", " : "", name);
          n_attributes++;
        }
      else if (role >= CAL_FIELD_DEPARTMENT && role < CAL_FIELD_ATTRIBUTE)
        header->values[i] = cal_roster_add_column (roster, role, NULL);
    }
  if (n_attributes > 0)
    cal_roster_problems_warn (problems, header->line, "",
                              ngettext ("%u column is kept as an attribute: %s",
                                        "%u columns are kept as attributes: %s", n_attributes),
                              n_attributes, attributes->str);
}

/* What a file of ratings has besides says nothing here. */
static void
add_ratings_columns (CalRosterHeader *header,
                     const CalRatingsWanted *wanted,
                     CalRoster *roster,
                     CalRosterProblems *problems)
{
  g_autoptr (GString) left_out = g_string_new (NULL);
  guint n = 0;

  if (wanted->earlier)
    cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, CAL_COLUMN_CYCLE);
  for (guint i = 0; i < header->n_columns; i++)
    if (header->roles[i] != CAL_ROLE_CYCLE
        && (header->roles[i] >= CAL_FIELD_DEPARTMENT || header->roles[i] == CAL_FIELD_NAME))
      {
        header->roles[i] = CAL_ROLE_IGNORED;
        g_string_append_printf (left_out, "%s%s", n++ > 0 ? ", " : "", header->names[i]);
      }
  if (n > 0)
    cal_roster_problems_warn (
        problems, header->line, "",
        ngettext ("%u column is left out: %s", "%u columns are left out: %s", n), n, left_out->str);
}

/**
 * cal_roster_header_new:
 * @names: (transfer full) (array zero-terminated=1): the header's fields
 * @line: its physical line
 * @wanted: (nullable): which ratings the file is to hold; %NULL for a roster
 * @map: (nullable): the caller's choices
 * @roster: an empty roster, which gets the columns
 * @problems: gets what is wrong with the header; an error there leaves the file
 *   unreadable
 *
 * Decides what each column is taken for.
 *
 * Returns: (transfer full): the header
 */
CalRosterHeader *
cal_roster_header_new (char **names,
                       guint64 line,
                       const CalRatingsWanted *wanted,
                       const CalRosterMap *map,
                       CalRoster *roster,
                       CalRosterProblems *problems)
{
  CalRosterHeader *header = g_new0 (CalRosterHeader, 1);
  guint n = g_strv_length (names);
  g_autofree guint8 *ranks = g_new0 (guint8, n);
  g_autofree gboolean *mapped = g_new0 (gboolean, n);
  gboolean settled[CAL_FIELD_ATTRIBUTE] = { FALSE };

  header->names = names;
  header->n_columns = n;
  header->line = line;
  header->roles = g_new (CalField, n);
  header->values = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = fold_header (names[i]);
      guint rank = 0;

      header->roles[i] = field_of (folded, &rank);
      ranks[i] = (guint8) rank;
    }

  take_map (header, map, settled, mapped, problems);
  if (wanted != NULL)
    take_ratings_roles (header, wanted, mapped, ranks);
  for (guint i = 0; i < n; i++)
    if (!mapped[i] && header->roles[i] < CAL_FIELD_ATTRIBUTE && settled[header->roles[i]])
      header->roles[i] = CAL_FIELD_ATTRIBUTE;
  for (guint field = 0; field < CAL_FIELD_ATTRIBUTE; field++)
    {
      gboolean is_needed = FALSE;

      for (guint i = 0; i < n_needed (wanted); i++)
        is_needed |= needed[i] == field;
      settle_field (header, (CalField) field, ranks, is_needed, problems);
    }

  header->has_name = has_role (header, CAL_FIELD_NAME);
  check_needed (header, wanted, problems);
  if (cal_roster_problems_n_errors (problems) > 0)
    return header;
  if (wanted != NULL)
    {
      add_ratings_columns (header, wanted, roster, problems);
      return header;
    }
  if (!header->has_name)
    cal_roster_problems_warn (problems, line, "name",
                              N_ ("there is no such column, so the employee id stands in"));
  add_columns (header, roster, problems);
  return header;
}

void
cal_roster_header_free (CalRosterHeader *header)
{
  g_strfreev (header->names);
  g_free (header->roles);
  g_free (header->values);
  g_free (header);
}
