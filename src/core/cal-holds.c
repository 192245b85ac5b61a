/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-holds.h"

struct _CalHolds
{
  GHashTable *holds;
};

static void
hold_free (CalHold *hold)
{
  g_free (hold->actor);
  g_free (hold->reason);
  g_free (hold);
}

CalHolds *
cal_holds_new (void)
{
  CalHolds *holds = g_new0 (CalHolds, 1);

  holds->holds = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hold_free);
  return holds;
}

void
cal_holds_free (CalHolds *holds)
{
  if (holds == NULL)
    return;
  g_hash_table_unref (holds->holds);
  g_free (holds);
}

/**
 * cal_holds_apply:
 * @subject: a subject's index on the board
 * @entry: a `hold-set` or `hold-lifted` entry on them
 */
void
cal_holds_apply (CalHolds *holds, guint subject, const CalEntry *entry)
{
  CalHold *hold;

  g_hash_table_remove (holds->holds, GUINT_TO_POINTER (subject));
  if (entry->kind != CAL_KIND_HOLD_SET)
    return;
  hold = g_new (CalHold, 1);
  hold->seq = entry->seq;
  hold->time = entry->time;
  hold->actor = g_strdup (entry->values[CAL_HOLD_ACTOR].text);
  hold->reason = g_strdup (entry->values[CAL_HOLD_REASON].text);
  g_hash_table_insert (holds->holds, GUINT_TO_POINTER (subject), hold);
}

/**
 * cal_holds_find:
 *
 * Returns: (transfer none) (nullable): the hold under which a subject stands,
 *   %NULL for none
 */
const CalHold *
cal_holds_find (const CalHolds *holds, guint subject)
{
  return g_hash_table_lookup (holds->holds, GUINT_TO_POINTER (subject));
}
