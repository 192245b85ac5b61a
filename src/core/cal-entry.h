/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalKind:
 * The kinds of entry that the decision log knows. %CAL_KIND_UNKNOWN stands for
 * a kind of a later program: its bytes are kept and the fold skips it.
 */
typedef enum
{
  CAL_KIND_CYCLE_CREATED,
  CAL_KIND_RULES_SET,
  CAL_KIND_ROSTER_IMPORTED,
  CAL_KIND_SESSION_STARTED,
  CAL_KIND_SESSION_REOPENED,
  CAL_KIND_MOVED,
  CAL_KIND_KEPT,
  CAL_KIND_SESSION_FINALISED,
  CAL_KIND_ERASED,
  CAL_KIND_HOLD_SET,
  CAL_KIND_HOLD_LIFTED,
  CAL_KIND_BRANCHED,
  CAL_KIND_RATINGS_IMPORTED,
  CAL_KIND_EARLIER_IMPORTED,
  CAL_KIND_UNKNOWN,
} CalKind;

#define CAL_MAX_FIELDS 7

/* Positions in CalEntry.values, in the order in which digests stand in a record. */
enum
{
  CAL_CYCLE_ACTOR = 0,
  CAL_CYCLE_TITLE = 1,

  CAL_RULES_ACTOR = 0,
  CAL_RULES_RULES = 1,

  CAL_IMPORT_ACTOR = 0,
  CAL_IMPORT_FILE = 1,
  CAL_IMPORT_TOTALS = 2,
  CAL_IMPORT_ROOT = 3,

  CAL_SESSION_ACTOR = 0,
  CAL_SESSION_REASON = 1,
  CAL_SESSION_PEOPLE = 2,

  CAL_HOLD_ACTOR = 0,
  CAL_HOLD_SUBJECT = 1,
  CAL_HOLD_REASON = 2,

  CAL_FINALISED_ACTOR = 0,
  CAL_FINALISED_SEAL = 1,

  CAL_ERASED_ACTOR = 0,
  CAL_ERASED_REASON = 1,
  CAL_ERASED_DIGESTS = 2,

  CAL_BRANCHED_ACTOR = 0,
  CAL_BRANCHED_PARENT = 1,

  CAL_DECISION_SUBJECT = 0,
  CAL_DECISION_CHANGE = 1,
  CAL_DECISION_REASON = 2,
  CAL_DECISION_EVIDENCE = 3,
  CAL_DECISION_ACTOR = 4,
  CAL_DECISION_PROPOSED_BY = 5,
  CAL_DECISION_DISSENT = 6,
};

/* Positions in a decision's `change`. */
enum
{
  CAL_CHANGE_FROM,
  CAL_CHANGE_TO,
  CAL_CHANGE_REASON_CODE,
  CAL_CHANGE_BATCH,
  CAL_CHANGE_REVERTS,
  CAL_CHANGE_PREVIOUS,
  CAL_CHANGE_N,
};

/**
 * CalValue:
 * @text: the value of a field that is a string
 * @list: (array zero-terminated=1): the value of a field that is an array
 *
 * Exactly one of the two is set. Both are %NULL for a value that has been erased.
 */
typedef struct
{
  char *text;
  char **list;
} CalValue;

/**
 * CalEntry:
 * @kind: what was decided or done
 * @kind_name: the kind's name in the record, for kinds unknown to this program
 *   too
 * @seq: its number, from 0 without gaps
 * @time: milliseconds since 1970 in UTC; informative only
 * @session: the session's name, empty outside one
 * @values: the fields of the kind, in the table's order
 * @erased_by: the `erased` entry that took some of the values away, 0 for none
 *
 * One entry of the decision log in the clear: what a record and its
 * disclosures say together.
 */
typedef struct
{
  CalKind kind;
  char *kind_name;
  guint64 seq;
  gint64 time;
  char *session;
  CalValue values[CAL_MAX_FIELDS];
  guint64 erased_by;
} CalEntry;

/**
 * CalFieldSpec:
 * @name: the field's name in its disclosure
 * @is_list: whether the value is an array of strings
 */
typedef struct
{
  const char *name;
  gboolean is_list;
} CalFieldSpec;

const char *cal_kind_name (CalKind kind);
gboolean cal_kind_has_rows (CalKind kind);
CalKind cal_kind_from_name (const char *name);
const CalFieldSpec *cal_kind_fields (CalKind kind, guint *n_fields);

CalEntry *cal_entry_new (CalKind kind, guint64 seq, gint64 time, const char *session);
void cal_entry_free (CalEntry *entry);
void cal_entry_set_text (CalEntry *entry, guint field, const char *text);
void cal_entry_set_list (CalEntry *entry, guint field, const char *const *list);
GPtrArray *cal_entries_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalEntry, cal_entry_free)
