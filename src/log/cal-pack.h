/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

/* How a file of proofs of single records, and of a subject's pack, names its form. */
#define CAL_PACK_FORMAT_RECORDS "calibrate-proof-1"
#define CAL_PACK_FORMAT_SUBJECT "calibrate-proof-2"

/**
 * CalPackRecord:
 * @bytes: the record
 * @disclosures: (array zero-terminated=1): one a digest; the empty string where
 *   it is withheld
 *
 * A record that a pack shows.
 */
typedef struct
{
  char *bytes;
  char **disclosures;
} CalPackRecord;

/**
 * CalPackRow:
 * @import: the record of the import that the row is of
 * @leaf: the row's leaf, canonical JSON: the digests of its three disclosures
 * @disclosures: (array zero-terminated=1): one a digest; the empty string where
 *   it is withheld
 * @index: where the leaf stands in the import's roster, from 0
 * @size: how many people that roster has
 * @inclusion: (element-type CalHash): the leaf's inclusion proof to the root that
 *   the import commits to
 *
 * What a roster said of a subject: where their rating started.
 */
typedef struct
{
  guint64 import;
  char *leaf;
  char **disclosures;
  guint64 index;
  guint64 size;
  GArray *inclusion;
} CalPackRow;

/**
 * CalPackCheckpoint:
 * @text: the three lines
 * @signatures: (element-type GBytes): who signed them, in the form of SSHSIG
 * @inclusion: (element-type GArray): for each record of the pack its inclusion
 *   proof, empty for one that comes after the checkpoint
 *
 * A checkpoint, and how the pack's records stand in it.
 */
typedef struct
{
  char *text;
  GPtrArray *signatures;
  GPtrArray *inclusion;
} CalPackCheckpoint;

/**
 * CalPack:
 * @log: the log's id
 * @subject: (nullable): whose pack it is; %NULL for proofs of single records
 * @records: (element-type CalPackRecord): in order; for a subject the imports that
 *   hold them, their decisions, and the seal's record that shows that there are no
 *   others
 * @rows: (element-type CalPackRow): the subject's row of each of those imports, in
 *   order
 * @checkpoints: (element-type CalPackCheckpoint): what they are proved against
 * @leaf: (nullable): the subject's leaf of that seal's map
 * @opening: (nullable): what opens it
 * @leaf_index: where the leaf stands
 * @map_size: how many leaves the map has
 * @leaf_inclusion: (element-type CalHash): the leaf's inclusion proof
 *
 * Some of a log's records, with what proves that they are in it.
 */
typedef struct
{
  char *log;
  char *subject;
  GPtrArray *records;
  GPtrArray *rows;
  GPtrArray *checkpoints;
  char *leaf;
  char *opening;
  guint64 leaf_index;
  guint64 map_size;
  GArray *leaf_inclusion;
} CalPack;

CalPack *cal_pack_new (void);
void cal_pack_free (CalPack *pack);
CalPackRecord *cal_pack_add_record (CalPack *pack);
CalPackRow *cal_pack_add_row (CalPack *pack);
CalPackCheckpoint *cal_pack_add_checkpoint (CalPack *pack);
gboolean cal_pack_check (const CalPack *pack, char **why);
guint cal_pack_n_covered (const CalPack *pack, guint checkpoint);
guint cal_pack_n_withheld (const CalPack *pack, const char *field);
char *cal_pack_to_json (const CalPack *pack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalPack, cal_pack_free)
