/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "log/cal-fault.h"
#include "log/cal-subject-map.h"
#include "log/cal-tree.h"

/**
 * CalVerifier:
 *
 * Goes through a log record by record and believes nothing: form, number, log,
 * disclosures, tree, grammar, fold and seals. Stops at the first fault.
 */
typedef struct _CalVerifier CalVerifier;

/**
 * CalFillFunc:
 * @entry: an entry that has just been read
 * @reader: what read it
 * @field: (out): the field at fault
 * @why: (out): what is wrong with it
 *
 * Returns: whether what is withheld of the entry has something in its place
 */
typedef gboolean (*CalFillFunc) (CalEntry *entry,
                                 const CalRecordReader *reader,
                                 const char **field,
                                 const char **why,
                                 gpointer user_data);

CalVerifier *cal_verifier_new (void);
void cal_verifier_free (CalVerifier *verifier);
void cal_verifier_set_erasures (CalVerifier *verifier, CalErasures *erasures);
void cal_verifier_set_redacted (CalVerifier *verifier, CalFillFunc fill, gpointer fill_data);
CalErasures *cal_verifier_erasures (CalVerifier *verifier);

CalEntry *cal_verifier_read (CalVerifier *verifier,
                             guint64 seq,
                             const char *bytes,
                             gsize length,
                             const char *const *disclosures);
gboolean
cal_verifier_take (CalVerifier *verifier, guint64 seq, const CalEntry *entry, const CalHash *leaf);
gboolean cal_verifier_apply (CalVerifier *verifier, const CalEntry *entry, CalRoster *roster);
gboolean cal_verifier_seal (CalVerifier *verifier, const CalEntry *entry, const CalSubjectMap *map);
gboolean cal_verifier_finish (CalVerifier *verifier);
void cal_verifier_blame (CalVerifier *verifier, gint64 seq, const char *field, const char *what);

const CalFault *cal_verifier_fault (const CalVerifier *verifier);
const CalBoard *cal_verifier_board (const CalVerifier *verifier);
const CalTree *cal_verifier_tree (const CalVerifier *verifier);
CalHasher *cal_verifier_hasher (CalVerifier *verifier);
const char *cal_verifier_log_id (const CalVerifier *verifier);
guint cal_verifier_n_seals (const CalVerifier *verifier);
guint64 cal_verifier_n_unsealed (const CalVerifier *verifier);
GPtrArray *cal_verifier_warnings (CalVerifier *verifier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalVerifier, cal_verifier_free)
