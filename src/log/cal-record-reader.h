/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-entry.h"

/**
 * CalRecordReader:
 *
 * Turns a log's records and disclosures back into entries. One thread at a
 * time may use it.
 */
typedef struct _CalRecordReader CalRecordReader;

CalRecordReader *cal_record_reader_new (void);
void cal_record_reader_free (CalRecordReader *reader);
CalEntry *cal_record_reader_read (CalRecordReader *reader,
                                  const char *bytes,
                                  gsize length,
                                  const char *const *disclosures,
                                  GError **error);
gboolean cal_record_reader_peek (CalRecordReader *reader,
                                 const char *bytes,
                                 gsize length,
                                 guint *n_digests,
                                 GError **error);
const char *cal_record_reader_digest (const CalRecordReader *reader, guint field);
void cal_record_reader_set_log_id (CalRecordReader *reader, const char *log_id);
const char *cal_record_reader_log_id (const CalRecordReader *reader);
const char *cal_record_reader_refusal (const CalRecordReader *reader, const char **field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRecordReader, cal_record_reader_free)
