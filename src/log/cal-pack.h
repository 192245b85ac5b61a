/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

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
 * @records: (element-type CalPackRecord): in order; for a subject their decisions,
 *   and the seal's record that shows that there are no others
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
CalPackCheckpoint *cal_pack_add_checkpoint (CalPack *pack);
gboolean cal_pack_check (const CalPack *pack, char **why);
guint cal_pack_n_covered (const CalPack *pack, guint checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalPack, cal_pack_free)
