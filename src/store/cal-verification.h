/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-verifier.h"
#include "store/cal-document.h"

/**
 * CalSealReport:
 * @number: the seal's number, from 1
 * @seq: the record with which the sealed range ends
 * @time: when, as the log says, milliseconds since 1970 in UTC
 * @session: the session that it finalises
 * @actor: who finalised it, as the log says
 * @fingerprints: (element-type utf8): the keys that signed it, the first the
 *   seal's, the others witnesses'
 * @signers: (element-type utf8): whose keys these are by the allowed signers,
 *   in the same order; the empty string for a key that they do not know, or
 *   where nobody or somebody else was asked for
 * @trusted: whether one of them is that of whoever was asked for
 *
 * What is known of a seal that holds.
 */
typedef struct
{
  guint number;
  guint64 seq;
  gint64 time;
  char *session;
  char *actor;
  GPtrArray *fingerprints;
  GPtrArray *signers;
  gboolean trusted;
} CalSealReport;

/**
 * CalVerification:
 * @log_id: the log's id, empty where no record could be read
 * @size: how many records hold
 * @root: the root of the tree over them
 * @checkpoint: the three lines for them; %NULL with a fault
 * @parent: (nullable) (array zero-terminated=1): of a branch: its parent's id, size and
 *   root
 * @n_subjects: how many subjects
 * @n_decisions: how many decisions
 * @n_erased: how many people have been erased; they are not among @n_subjects
 * @is_redacted: whether people stand under pseudonyms
 * @n_withheld: of a redacted copy: how many free texts are withheld
 * @is_erasure_unfinished: whether the file may still hold what was erased
 * @n_unsealed: how many records come after the last seal
 * @seals: (element-type CalSealReport): the seals
 * @is_trusted: whether a seal by whoever was asked for stands
 * @warnings: (element-type utf8): what holds but should be known
 * @key_warning: (nullable): what should be known of the keys, in the terms of
 *   the command line
 * @fault: (nullable): the first thing that does not hold
 *
 * What verifying a document has found.
 */
typedef struct
{
  char *log_id;
  guint64 size;
  CalHash root;
  char *checkpoint;
  char **parent;
  guint n_subjects;
  guint n_decisions;
  guint n_erased;
  gboolean is_redacted;
  guint n_withheld;
  gboolean is_erasure_unfinished;
  guint64 n_unsealed;
  GPtrArray *seals;
  gboolean is_trusted;
  GPtrArray *warnings;
  char *key_warning;
  CalFault *fault;
} CalVerification;

/* What no file alone can show, in words to be translated; ends with %NULL. */
extern const char *const cal_verification_cannot_show[];

CalVerification *cal_verification_run (const char *path,
                                       const char *allowed_signers,
                                       const char *identity,
                                       GError **error);
CalVerification *cal_verification_watch (const char *path,
                                         const char *allowed_signers,
                                         CalProgress progress,
                                         gpointer user_data,
                                         GError **error);
void cal_verification_free (CalVerification *verification);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalVerification, cal_verification_free)
