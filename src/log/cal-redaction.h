/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"

/**
 * CalWithholding:
 * @CAL_WITHHOLDING_NEVER: the field names nobody
 * @CAL_WITHHOLDING_NAME: it says who, and a pseudonym stands in its place
 * @CAL_WITHHOLDING_TEXT: it is written freely, and withheld where it names somebody
 *
 * What a redacted copy withholds.
 */
typedef enum
{
  CAL_WITHHOLDING_NEVER,
  CAL_WITHHOLDING_NAME,
  CAL_WITHHOLDING_TEXT,
} CalWithholding;

/* What is shown where a free text is withheld. */
#define CAL_REDACTION_WITHHELD "[withheld]"

CalWithholding cal_redaction_of (CalKind kind, guint field);
char *cal_redaction_write (const CalValue *value);
gboolean cal_redaction_read (const char *text, gboolean is_list, CalValue *value);
void cal_redaction_withhold (CalKind kind, guint field, CalValue *value);
