/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-entry.h"

#include <string.h>

typedef struct
{
  const char *name;
  guint n_fields;
  CalFieldSpec fields[CAL_MAX_FIELDS];
} KindSpec;

/* The table of the log format: order and shape are part of the format. */
static const KindSpec kinds[] = {
  [CAL_KIND_CYCLE_CREATED] = { "cycle-created", 2, { { "actor" }, { "title" } } },
  [CAL_KIND_RULES_SET] = { "rules-set", 2, { { "actor" }, { "rules" } } },
  [CAL_KIND_ROSTER_IMPORTED] = {
      "roster-imported",
      4,
      { { "actor" }, { "file", TRUE }, { "totals", TRUE }, { "root" } },
  },
  [CAL_KIND_SESSION_STARTED]
  = { "session-started", 3, { { "actor" }, { "reason" }, { "people", TRUE } } },
  [CAL_KIND_SESSION_REOPENED]
  = { "session-reopened", 3, { { "actor" }, { "reason" }, { "people", TRUE } } },
  [CAL_KIND_MOVED] = {
      "moved",
      7,
      { { "subject" },
        { "change", TRUE },
        { "reason" },
        { "evidence", TRUE },
        { "actor" },
        { "proposed_by" },
        { "dissent", TRUE } },
  },
  [CAL_KIND_KEPT] = {
      "kept",
      7,
      { { "subject" },
        { "change", TRUE },
        { "reason" },
        { "evidence", TRUE },
        { "actor" },
        { "proposed_by" },
        { "dissent", TRUE } },
  },
  [CAL_KIND_SESSION_FINALISED] = { "session-finalised", 2, { { "actor" }, { "seal", TRUE } } },
  [CAL_KIND_ERASED] = { "erased", 3, { { "actor" }, { "reason" }, { "digests", TRUE } } },
  [CAL_KIND_HOLD_SET] = { "hold-set", 3, { { "actor" }, { "subject" }, { "reason" } } },
  [CAL_KIND_HOLD_LIFTED] = { "hold-lifted", 3, { { "actor" }, { "subject" }, { "reason" } } },
  [CAL_KIND_BRANCHED] = { "branched", 2, { { "actor" }, { "parent", TRUE } } },
  [CAL_KIND_RATINGS_IMPORTED] = {
      "ratings-imported",
      4,
      { { "actor" }, { "file", TRUE }, { "totals", TRUE }, { "root" } },
  },
  [CAL_KIND_EARLIER_IMPORTED] = {
      "earlier-imported",
      4,
      { { "actor" }, { "file", TRUE }, { "totals", TRUE }, { "root" } },
  },
};

/**
 * cal_kind_name:
 * @kind: a kind other than %CAL_KIND_UNKNOWN
 *
 * Returns: its name in a record
 */
const char *
cal_kind_name (CalKind kind)
{
  g_return_val_if_fail (kind < CAL_KIND_UNKNOWN, NULL);

  return kinds[kind].name;
}

/**
 * cal_kind_from_name:
 *
 * Returns: the kind of that name, %CAL_KIND_UNKNOWN when this program has none
 */
CalKind
cal_kind_from_name (const char *name)
{
  for (guint i = 0; i < CAL_KIND_UNKNOWN; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return (CalKind) i;
  return CAL_KIND_UNKNOWN;
}

/**
 * cal_kind_has_rows:
 *
 * Returns: whether an entry of the kind commits to rows of people that stand
 *   beside the log: it is an import
 */
gboolean
cal_kind_has_rows (CalKind kind)
{
  return kind == CAL_KIND_ROSTER_IMPORTED || kind == CAL_KIND_RATINGS_IMPORTED
         || kind == CAL_KIND_EARLIER_IMPORTED;
}

/**
 * cal_kind_fields:
 * @kind: a kind
 * @n_fields: (out): how many fields
 *
 * Returns: the kind's fields in the order in which their digests stand in a
 *   record; %NULL with 0 for %CAL_KIND_UNKNOWN
 */
const CalFieldSpec *
cal_kind_fields (CalKind kind, guint *n_fields)
{
  if (kind >= CAL_KIND_UNKNOWN)
    {
      *n_fields = 0;
      return NULL;
    }
  *n_fields = kinds[kind].n_fields;
  return kinds[kind].fields;
}

/**
 * cal_entry_new:
 * @kind: the kind
 * @seq: its number in the log
 * @time: milliseconds since 1970 in UTC
 * @session: (nullable): the session, %NULL outside one
 *
 * Returns: (transfer full): an entry of which every field is empty
 */
CalEntry *
cal_entry_new (CalKind kind, guint64 seq, gint64 time, const char *session)
{
  CalEntry *entry = g_new0 (CalEntry, 1);
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (kind, &n_fields);

  entry->kind = kind;
  entry->kind_name = kind < CAL_KIND_UNKNOWN ? g_strdup (kinds[kind].name) : NULL;
  entry->seq = seq;
  entry->time = time;
  entry->session = g_strdup (session != NULL ? session : "");
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].is_list)
      entry->values[i].list = g_new0 (char *, 1);
    else
      entry->values[i].text = g_strdup ("");
  return entry;
}

void
cal_entry_free (CalEntry *entry)
{
  if (entry == NULL)
    return;
  for (guint i = 0; i < CAL_MAX_FIELDS; i++)
    {
      g_free (entry->values[i].text);
      g_strfreev (entry->values[i].list);
    }
  g_free (entry->kind_name);
  g_free (entry->session);
  g_free (entry);
}

/**
 * cal_entry_set_text:
 * @field: a position whose field is a string
 * @text: (nullable): the value, copied; %NULL for the empty string
 */
void
cal_entry_set_text (CalEntry *entry, guint field, const char *text)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  g_return_if_fail (field < n_fields && !fields[field].is_list);

  g_free (entry->values[field].text);
  entry->values[field].text = g_strdup (text != NULL ? text : "");
}

/**
 * cal_entry_set_list:
 * @field: a position whose field is an array of strings
 * @list: (nullable) (array zero-terminated=1): the value, copied; %NULL for none
 */
void
cal_entry_set_list (CalEntry *entry, guint field, const char *const *list)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  g_return_if_fail (field < n_fields && fields[field].is_list);

  g_strfreev (entry->values[field].list);
  entry->values[field].list = list != NULL ? g_strdupv ((char **) list) : g_new0 (char *, 1);
}

/**
 * cal_entries_new:
 *
 * Returns: (transfer full) (element-type CalEntry): an empty array that owns
 *   its entries
 */
GPtrArray *
cal_entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cal_entry_free);
}
