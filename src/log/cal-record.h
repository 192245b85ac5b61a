/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"
#include "log/cal-disclosure-writer.h"
#include "log/cal-record-head.h"

/**
 * CalRecord:
 * @bytes: the canonical bytes, as hashed and stored
 * @disclosures: the disclosures' texts, one a field of the kind
 * @n_disclosures: how many
 *
 * An entry as it goes on disk. Can be written again and again.
 */
typedef struct
{
  GString *bytes;
  GString *disclosures[CAL_MAX_FIELDS];
  guint n_disclosures;

  /*< private >*/
  CalRecordHead *head;
} CalRecord;

CalRecord *cal_record_new (void);
void cal_record_free (CalRecord *record);
gboolean cal_record_write (CalRecord *record,
                           const CalEntry *entry,
                           const char *log_id,
                           CalDisclosureWriter *writer,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRecord, cal_record_free)
