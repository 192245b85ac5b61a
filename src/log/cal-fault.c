/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-fault.h"

#include <string.h>

/**
 * cal_fault_new:
 * @seq: the record at fault, or %CAL_NONE
 * @field: the field or the table, or the empty string
 * @what: what is wrong
 *
 * Returns: (transfer full): the fault
 */
CalFault *
cal_fault_new (gint64 seq, const char *field, const char *what)
{
  CalFault *fault = g_new0 (CalFault, 1);

  fault->seq = seq;
  fault->field = g_strdup (field);
  fault->what = g_strdup (what);
  return fault;
}

/**
 * cal_fault_copy:
 * @fault: (nullable): a fault
 *
 * Returns: (transfer full) (nullable): the same once more
 */
CalFault *
cal_fault_copy (const CalFault *fault)
{
  return fault != NULL ? cal_fault_new (fault->seq, fault->field, fault->what) : NULL;
}

void
cal_fault_free (CalFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->field);
  g_free (fault->what);
  g_free (fault);
}

/**
 * cal_fault_reason:
 * @refusal: why cal_board_apply() has refused an entry
 * @seq: the entry's number
 *
 * Returns: (transfer none): the same without the entry, for whoever names the
 *   record anyhow; valid as long as @refusal
 */
const char *
cal_fault_reason (const GError *refusal, guint64 seq)
{
  g_autofree char *name = g_strdup_printf ("entry %" G_GUINT64_FORMAT ": ", seq);

  return g_str_has_prefix (refusal->message, name) ? refusal->message + strlen (name)
                                                   : refusal->message;
}
