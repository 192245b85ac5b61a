/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalFault:
 * @seq: the record, or %CAL_NONE where it is no record's
 * @field: the field or the table, empty where it is the record as a whole
 * @what: what is wrong, in words that do not name the record again
 *
 * The first thing that does not hold.
 */
typedef struct
{
  gint64 seq;
  char *field;
  char *what;
} CalFault;

CalFault *cal_fault_new (gint64 seq, const char *field, const char *what);
CalFault *cal_fault_copy (const CalFault *fault);
void cal_fault_free (CalFault *fault);
const char *cal_fault_reason (const GError *refusal, guint64 seq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalFault, cal_fault_free)
