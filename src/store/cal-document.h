/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-board.h"
#include "core/cal-branch.h"
#include "core/cal-decide-erasure.h"
#include "core/cal-decide.h"
#include "log/cal-fault.h"
#include "log/cal-pack.h"
#include "log/cal-record-reader.h"
#include "log/cal-subject-map.h"
#include "store/cal-ssh.h"

/**
 * CalStoreError:
 * Why a document cannot be opened, read or written. None of them leaves the
 * file other than it was.
 */
typedef enum
{
  CAL_STORE_ERROR_NOT_FOUND,
  CAL_STORE_ERROR_EXISTS,
  CAL_STORE_ERROR_NOT_A_DOCUMENT,
  CAL_STORE_ERROR_NEWER_FORMAT,
  CAL_STORE_ERROR_CORRUPT,
  CAL_STORE_ERROR_READ_ONLY,
  CAL_STORE_ERROR_PERMISSION,
  CAL_STORE_ERROR_LOCKED,
  CAL_STORE_ERROR_DISK_FULL,
  CAL_STORE_ERROR_MOVED_ON,
  CAL_STORE_ERROR_IO,
  CAL_STORE_ERROR_NOT_SIGNED,
} CalStoreError;

#define CAL_STORE_ERROR (cal_store_error_quark ())
GQuark cal_store_error_quark (void);

/**
 * CalAccess:
 * @CAL_ACCESS_WRITE: hold the document for writing, or fail with
 *   %CAL_STORE_ERROR_LOCKED
 * @CAL_ACCESS_WRITE_OR_FOLLOW: hold it for writing; where another process
 *   does, or the medium is read-only, read and follow
 * @CAL_ACCESS_READ: read only, and leave nothing beside the file
 */
typedef enum
{
  CAL_ACCESS_WRITE,
  CAL_ACCESS_WRITE_OR_FOLLOW,
  CAL_ACCESS_READ,
} CalAccess;

/**
 * CalCycleSetup:
 * @title: the cycle's title
 * @actor: who creates it
 * @time: when, milliseconds since 1970 in UTC
 * @rules: the rules
 * @roster: the people
 * @file_name: the roster file's name, without its folder
 * @file_sha256: the SHA-256 of the file's bytes in hex
 * @session: (nullable): the first session's name, %NULL for none
 * @session_reason: (nullable): why that session is held
 * @people: (nullable) (array zero-terminated=1): its panel
 *
 * What a new document starts from. Borrows all it points to.
 */
typedef struct
{
  const char *title;
  const char *actor;
  gint64 time;
  CalRules *rules;
  CalRoster *roster;
  const char *file_name;
  const char *file_sha256;
  const char *session;
  const char *session_reason;
  const char *const *people;
} CalCycleSetup;

/**
 * CalSealingStep:
 * @CAL_SEALING_PREPARING: the record, the subject map and the tree are made
 * @CAL_SEALING_SIGNING: the key signs, which may wait for a person
 * @CAL_SEALING_WITNESSING: so does the witness's
 * @CAL_SEALING_TOUCHING: the one of the two whose turn it is waits to be touched
 * @CAL_SEALING_STORING: all of it is being stored
 *
 * How far a seal is.
 */
typedef enum
{
  CAL_SEALING_PREPARING,
  CAL_SEALING_SIGNING,
  CAL_SEALING_WITNESSING,
  CAL_SEALING_TOUCHING,
  CAL_SEALING_STORING,
} CalSealingStep;

/**
 * CalSealingFunc:
 * @step: what begins now
 *
 * Called in the thread that seals.
 */
typedef void (*CalSealingFunc) (CalSealingStep step, gpointer user_data);

/**
 * CalSealing:
 * @session: the session that is to be finalised
 * @actor: who does it
 * @time: when, milliseconds since 1970 in UTC
 * @key: the file of the key to sign with
 * @witness_key: (nullable): that of a second person's key
 * @prompt: (nullable): how the keys' owners are asked; %NULL at a terminal
 * @told: (nullable): told of every step
 * @user_data: for @told
 *
 * What a seal starts from. Borrows all it points to.
 */
typedef struct
{
  const char *session;
  const char *actor;
  gint64 time;
  const char *key;
  const char *witness_key;
  const CalSshPrompt *prompt;
  CalSealingFunc told;
  gpointer user_data;
} CalSealing;

/**
 * CalErasure:
 * @seq: the `erased` record
 * @n_decisions: how many decisions on them were taken away
 * @n_rosters: how many imports held them
 * @n_rated: of how many others the latest roster names them as the rater
 * @n_backups: how many copies that the program had kept beside the document before
 *   are gone
 * @naming: (element-type guint64): the records of others that still name them
 * @unfinished: (nullable): why the file could not be written anew yet, which the
 *   next opening does; %NULL where nothing of them is left in it
 *
 * What an erasure did, and what it does not reach.
 */
typedef struct
{
  guint64 seq;
  guint n_decisions;
  guint n_rosters;
  guint n_rated;
  guint n_backups;
  GArray *naming;
  char *unfinished;
} CalErasure;

void cal_erasure_free (CalErasure *erasure);

/**
 * CalRedaction:
 * @n_withheld: how many free texts were withheld
 * @names_session: whether the name of a session, which stands in the records in clear
 *   and cannot be withheld, names somebody
 *
 * What a redacted copy is without.
 */
typedef struct
{
  guint n_withheld;
  gboolean names_session;
} CalRedaction;

/**
 * CalImport:
 * @kind: %CAL_KIND_ROSTER_IMPORTED, %CAL_KIND_RATINGS_IMPORTED or
 *   %CAL_KIND_EARLIER_IMPORTED
 * @rows: the people, or their ratings
 * @actor: who brings them in
 * @time: when, milliseconds since 1970 in UTC
 * @file_name: the file's name, without its folder
 * @file_sha256: the SHA-256 of the file's bytes in hex
 *
 * What an import starts from. Borrows all it points to.
 */
typedef struct
{
  CalKind kind;
  CalRoster *rows;
  const char *actor;
  gint64 time;
  const char *file_name;
  const char *file_sha256;
} CalImport;

/**
 * CalProgress:
 * @fraction: how much of the work is done, 0 to 1
 *
 * Called now and then during long work, in the thread that does it.
 *
 * Returns: %FALSE to cancel, which leaves everything as it was
 */
typedef gboolean (*CalProgress) (double fraction, gpointer user_data);

/**
 * CalRecordFunc:
 * @seq: the record's number
 * @bytes: the canonical bytes, as hashed
 * @disclosures: (array zero-terminated=1): the disclosures' texts in the order
 *   of the record's digests; an erased one is the empty string
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*CalRecordFunc) (guint64 seq,
                                   const char *bytes,
                                   gsize length,
                                   const char *const *disclosures,
                                   gpointer user_data);

/**
 * CalRowFunc:
 * @leaf: a person's leaf hash
 * @disclosures: (array zero-terminated=1): their identity, ratings and attributes;
 *   three empty strings for somebody who was erased
 */
typedef void (*CalRowFunc) (const CalHash *leaf,
                            const char *const *disclosures,
                            gpointer user_data);

/**
 * CalDocument:
 *
 * One cycle on disk: an SQLite file. Not thread safe: one thread at a time may
 * use it, and its board belongs to whoever loaded it.
 */
typedef struct _CalDocument CalDocument;

CalDocument *cal_document_create (const char *path,
                                  const CalCycleSetup *setup,
                                  CalProgress progress,
                                  gpointer user_data,
                                  GError **error);
CalDocument *cal_document_open (const char *path, CalAccess access, GError **error);
void cal_document_free (CalDocument *document);

const char *cal_document_path (const CalDocument *document);
const char *cal_document_log_id (const CalDocument *document);
guint64 cal_document_size (const CalDocument *document);
gboolean cal_document_is_writable (const CalDocument *document);
gboolean cal_document_is_redacted (const CalDocument *document);
gboolean cal_document_is_exclusive (const CalDocument *document);
gboolean cal_document_is_shared (const CalDocument *document);
const char *cal_document_holder (const CalDocument *document);
gboolean cal_document_take_over (CalDocument *document, GError **error);

CalBoard *cal_document_load (CalDocument *document, gint64 at, GError **error);
CalBoard *cal_document_load_sound (CalDocument *document,
                                   CalProgress progress,
                                   gpointer user_data,
                                   CalFault **fault,
                                   GError **error);
CalBoard *cal_document_load_present (CalDocument *document, GError **error);
gboolean cal_document_catch_up (CalDocument *document, CalBoard *board, GError **error);
gboolean cal_document_append (CalDocument *document, GPtrArray *entries, GError **error);
gboolean cal_document_append_foreseen (CalDocument *document,
                                       GPtrArray *entries,
                                       const GArray *standings,
                                       GError **error);
GPtrArray *cal_document_execute (CalDocument *document,
                                 CalBoard *board,
                                 const CalCommand *command,
                                 GError **error);

char *cal_document_import (CalDocument *document,
                           CalBoard *board,
                           const CalImport *import,
                           CalProgress progress,
                           gpointer user_data,
                           GError **error);
gboolean cal_document_seal (CalDocument *document,
                            CalBoard *board,
                            const CalSealing *sealing,
                            GError **error);

gboolean cal_document_redact (CalDocument *document,
                              const CalBoard *board,
                              const char *target,
                              CalRedaction *redaction,
                              GError **error);
gboolean cal_document_branch (CalDocument *document,
                              const CalBoard *board,
                              const CalBranching *branching,
                              const char *target,
                              GError **error);
CalErasure *cal_document_erase (CalDocument *document,
                                CalBoard *board,
                                const CalErasing *erasing,
                                GError **error);

GArray *cal_document_seals (CalDocument *document, GError **error);
GPtrArray *cal_document_signatures (CalDocument *document, guint64 seq, GError **error);
CalSubjectMap *cal_document_subject_map (CalDocument *document, guint64 seq, GError **error);
CalPack *cal_document_prove_record (CalDocument *document,
                                    const CalBoard *board,
                                    guint64 seq,
                                    GError **error);
CalPack *cal_document_prove_subject (CalDocument *document,
                                     const CalBoard *board,
                                     guint subject,
                                     GError **error);

gboolean cal_document_foreach_record (CalDocument *document,
                                      CalRecordFunc func,
                                      gpointer user_data,
                                      GError **error);
gboolean cal_document_fill (CalDocument *document,
                            CalEntry *entry,
                            const CalRecordReader *reader,
                            GError **error);
char *cal_document_backup (CalDocument *document, GError **error);
gboolean cal_document_foreach_row (CalDocument *document,
                                   guint64 seq,
                                   CalRowFunc func,
                                   gpointer user_data,
                                   GError **error);
char *cal_document_checkpoint (CalDocument *document, GError **error);
char *cal_document_checkpoint_at (CalDocument *document, guint64 size, GError **error);
gboolean cal_document_import_totals (CalDocument *document, char ***totals, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalDocument, cal_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalErasure, cal_erasure_free)
