/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

/**
 * CalDisclosureWriter:
 *
 * Writes salted disclosures; keeps the hasher, the salts and the buffers that
 * one after the other needs. One thread at a time may use it.
 */
typedef struct _CalDisclosureWriter CalDisclosureWriter;

CalDisclosureWriter *cal_disclosure_writer_new (void);
void cal_disclosure_writer_free (CalDisclosureWriter *writer);
CalHasher *cal_disclosure_writer_hasher (CalDisclosureWriter *writer);

gboolean cal_disclosure_writer_text (CalDisclosureWriter *writer,
                                     const char *name,
                                     const char *text,
                                     GString *out,
                                     GError **error);
gboolean cal_disclosure_writer_list (CalDisclosureWriter *writer,
                                     const char *name,
                                     const char *const *list,
                                     gsize n,
                                     GString *out,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalDisclosureWriter, cal_disclosure_writer_free)
