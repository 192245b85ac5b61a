/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-roster-table.h"

#include <gio/gio.h>

#include "log/cal-base64url.h"
#include "log/cal-roster-builder.h"
#include "log/cal-roster-writer.h"
#include "log/cal-tree.h"
#include "store/cal-leaf-check.h"
#include "store/cal-sqlite.h"
#include "store/cal-stand-ins.h"
#include "store/cal-store-error.h"

#define ROW_ID(seq, position) ((sqlite3_int64) ((seq) << CAL_ROSTER_TABLE_SHIFT | (position)))

/* People in a block, the bytes with which it is full before, since one person
 * may have thousands of attributes, and how many blocks may wait to be inserted. */
#define BLOCK_SIZE 512
#define BLOCK_BYTES (1024 * 1024)
#define N_BLOCKS 8

/* Some people's disclosures, one behind the other. */
typedef struct
{
  guint first;
  guint n;
  GString *texts;
  gsize lengths[BLOCK_SIZE][CAL_ROW_N];
  GError *error;
} Block;

/* Salting, encoding and hashing take as long as SQLite's insertions, so one
 * thread does the former and the caller's the latter. */
typedef struct
{
  CalRoster *roster;
  CalHash *leaves;
  GAsyncQueue *empty;
  GAsyncQueue *full;
  gboolean stop;
} Encoding;

static Block *
block_new (void)
{
  Block *block = g_new0 (Block, 1);

  block->texts = g_string_sized_new (BLOCK_SIZE * 512);
  return block;
}

static void
block_free (Block *block)
{
  g_string_free (block->texts, TRUE);
  g_clear_error (&block->error);
  g_free (block);
}

static void
encode_block (Block *block, CalRosterWriter *writer, CalHash *leaves, guint n_left)
{
  guint n = MIN (BLOCK_SIZE, n_left);

  g_string_truncate (block->texts, 0);
  for (block->n = 0; block->n < n && block->texts->len < BLOCK_BYTES; block->n++)
    if (!cal_roster_writer_row (writer, block->first + block->n, block->texts,
                                block->lengths[block->n], &leaves[block->first + block->n],
                                &block->error))
      return;
}

static gpointer
encode (gpointer data)
{
  Encoding *encoding = data;
  g_autoptr (CalRosterWriter) writer = cal_roster_writer_new (encoding->roster);
  guint n = cal_roster_n_subjects (encoding->roster);

  for (guint first = 0; first < n;)
    {
      Block *block = g_async_queue_pop (encoding->empty);
      gboolean failed;

      block->first = first;
      block->n = 0;
      if (!g_atomic_int_get (&encoding->stop))
        encode_block (block, writer, encoding->leaves, n - first);
      first += block->n;
      failed = block->error != NULL || g_atomic_int_get (&encoding->stop);
      g_async_queue_push (encoding->full, block);
      if (failed)
        break;
    }
  return NULL;
}

static gboolean
insert_block (sqlite3 *db,
              sqlite3_stmt *statement,
              guint64 seq,
              const Block *block,
              const char *path,
              GError **error)
{
  const char *at = block->texts->str;

  for (guint i = 0; i < block->n; i++)
    {
      sqlite3_bind_int64 (statement, 1, ROW_ID (seq, block->first + i));
      for (guint part = 0; part < CAL_ROW_N; part++)
        {
          gsize length = block->lengths[i][part];

          sqlite3_bind_text64 (statement, (int) part + 2, at, length, SQLITE_STATIC, SQLITE_UTF8);
          at += length;
        }
      if (sqlite3_step (statement) != SQLITE_DONE)
        {
          cal_sqlite_set_error (error, db, path);
          return FALSE;
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
insert_blocks (sqlite3 *db,
               guint64 seq,
               Encoding *encoding,
               CalProgress progress,
               gpointer user_data,
               const char *path,
               GError **error)
{
  guint n = cal_roster_n_subjects (encoding->roster);
  guint done = 0;
  g_autoptr (sqlite3_stmt) statement = cal_sqlite_prepare (
      db, "INSERT INTO roster_row (id, identity, ratings, attributes) VALUES (?, ?, ?, ?)", path,
      error);

  if (statement == NULL)
    return FALSE;
  while (done < n)
    {
      Block *block = g_async_queue_pop (encoding->full);
      gboolean inserted =
          block->error == NULL && insert_block (db, statement, seq, block, path, error);

      done += block->n;
      if (block->error != NULL)
        g_propagate_error (error, g_steal_pointer (&block->error));
      sqlite3_reset (statement);
      g_async_queue_push (encoding->empty, block);
      if (!inserted)
        return FALSE;
      if (progress != NULL && !progress ((double) done / n, user_data))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "%s: the import was cancelled, and nothing was kept", path);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cal_roster_table_write_leaves:
 * @db: a connection, in a transaction
 * @seq: the number that the import's record is going to have
 * @leaves: (array length=n) (nullable): the leaf hash of each person
 * @n: how many there are
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_roster_table_write_leaves (sqlite3 *db,
                               guint64 seq,
                               const CalHash *leaves,
                               guint n,
                               const char *path,
                               GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      cal_sqlite_prepare (db, "INSERT INTO roster (seq, leaves) VALUES (?, ?)", path, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  /* An empty array may have no pointer, which SQLite would keep as NULL. */
  sqlite3_bind_blob64 (statement, 2, n > 0 ? (const void *) leaves : "",
                       (sqlite3_uint64) n * CAL_HASH_SIZE, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;
  cal_sqlite_set_error (error, db, path);
  return FALSE;
}

static void
root_of_leaves (const CalHash *leaves, guint n, char root[CAL_DIGEST_SIZE])
{
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  CalHash hash;

  cal_tree_root_of (leaves, n, hasher, &hash);
  cal_base64url_encode (hash.bytes, CAL_HASH_SIZE, root);
}

/**
 * cal_roster_table_write:
 * @db: a connection, in a transaction
 * @seq: the number that the import's record is going to have
 * @roster: the people
 * @progress: (nullable) (scope call): called now and then
 * @path: the file's name, for messages
 * @error: return location
 *
 * Writes the people's disclosures and their leaf hashes.
 *
 * Returns: (transfer full): the root that the record commits to, in base64url;
 *   %NULL with a #CalStoreError, a #CalLogError or %G_IO_ERROR_CANCELLED
 */
char *
cal_roster_table_write (sqlite3 *db,
                        guint64 seq,
                        CalRoster *roster,
                        CalProgress progress,
                        gpointer user_data,
                        const char *path,
                        GError **error)
{
  guint n = cal_roster_n_subjects (roster);
  g_autofree CalHash *leaves = g_new (CalHash, n + 1);
  Encoding encoding = { .roster = roster, .leaves = leaves };
  char root[CAL_DIGEST_SIZE];
  gboolean done;
  GThread *thread;

  encoding.empty = g_async_queue_new_full ((GDestroyNotify) block_free);
  encoding.full = g_async_queue_new_full ((GDestroyNotify) block_free);
  for (guint i = 0; i < N_BLOCKS; i++)
    g_async_queue_push (encoding.empty, block_new ());
  thread = g_thread_new ("calibrate-roster", encode, &encoding);
  done = insert_blocks (db, seq, &encoding, progress, user_data, path, error);
  /* One block more, lest the thread wait for one in vain. */
  g_atomic_int_set (&encoding.stop, TRUE);
  g_async_queue_push (encoding.empty, block_new ());
  g_thread_join (thread);
  g_async_queue_unref (encoding.empty);
  g_async_queue_unref (encoding.full);

  if (!done || !cal_roster_table_write_leaves (db, seq, leaves, n, path, error))
    return NULL;
  root_of_leaves (leaves, n, root);
  return g_strdup (root);
}

static gboolean
damaged (GError **error, const char *path, guint64 seq, const char *why)
{
  cal_store_set_damaged (error, path, seq, "roster", why);
  return FALSE;
}

static gboolean
read_row (sqlite3_stmt *statement,
          CalRosterBuilder *builder,
          CalStandIns *stand_ins,
          CalLeafCheck *check,
          const CalHash *leaves,
          guint position,
          GError **error)
{
  const char *texts[CAL_ROW_N] = { NULL };
  gsize lengths[CAL_ROW_N] = { 0 };
  gboolean brief =
      check == NULL && sqlite3_column_type (statement, CAL_ROW_ATTRIBUTES + 1) == SQLITE_NULL;
  g_auto (GStrv) person = NULL;

  for (guint part = 0; part < (brief ? CAL_ROW_ATTRIBUTES : CAL_ROW_N); part++)
    {
      if (sqlite3_column_type (statement, (int) part + 1) != SQLITE_TEXT)
        {
          g_set_error_literal (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "it is no text");
          return FALSE;
        }
      texts[part] = (const char *) sqlite3_column_text (statement, (int) part + 1);
      lengths[part] = (gsize) sqlite3_column_bytes (statement, (int) part + 1);
    }
  if (!cal_stand_ins_is_redacted (stand_ins))
    {
      if (check != NULL)
        cal_leaf_check_add (check, position, texts, lengths);
      return cal_roster_builder_add (builder, texts, lengths, NULL, error);
    }
  person = cal_stand_ins_row (stand_ins, sqlite3_column_int64 (statement, 0));
  if (person != NULL)
    return cal_roster_builder_add_redacted (builder, texts, lengths, person, &leaves[position],
                                            error);
  g_set_error_literal (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT, "it has no pseudonym");
  return FALSE;
}

/* Whether all who are missing up to @to have been erased. */
static gboolean
read_gap (CalErasures *erasures,
          CalRosterBuilder *builder,
          guint64 seq,
          const CalHash *leaves,
          guint *position,
          guint to)
{
  for (; *position < to; (*position)++)
    {
      char digest[CAL_DIGEST_SIZE];
      guint64 erased_by;

      cal_base64url_encode (leaves[*position].bytes, CAL_HASH_SIZE, digest);
      erased_by = cal_erasures_meet (erasures, digest);
      if (erased_by <= seq)
        return FALSE;
      cal_roster_builder_add_gap (builder, erased_by);
    }
  return TRUE;
}

static gboolean
read_rows (sqlite3 *db,
           guint64 seq,
           const CalHash *leaves,
           guint n,
           CalErasures *erasures,
           CalStandIns *stand_ins,
           CalLeafCheck *check,
           CalRosterBuilder *builder,
           const char *path,
           GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  guint position = 0;
  int result;

  statement = cal_sqlite_prepare (
      db,
      check == NULL
          ? "SELECT id, identity, ratings, "
            "CASE id WHEN (SELECT min(id) FROM roster_row WHERE id >= ?1) THEN attributes END "
            "FROM roster_row WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
          : "SELECT id, identity, ratings, attributes FROM roster_row "
            "WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
      path, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, ROW_ID (seq, 0));
  sqlite3_bind_int64 (statement, 2, ROW_ID (seq, G_MAXUINT32));
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr (GError) local_error = NULL;
      sqlite3_int64 next = sqlite3_column_int64 (statement, 0) - ROW_ID (seq, 0);

      if (next < position || next >= n
          || !read_gap (erasures, builder, seq, leaves, &position, (guint) next))
        return damaged (error, path, seq, "a row is missing or one too many");
      if (!read_row (statement, builder, stand_ins, check, leaves, position, &local_error))
        {
          g_autofree char *why = g_strdup_printf ("row %u: %s", position + 1, local_error->message);

          return damaged (error, path, seq, why);
        }
      position++;
    }
  if (result != SQLITE_DONE)
    {
      cal_sqlite_set_error (error, db, path);
      return FALSE;
    }
  return read_gap (erasures, builder, seq, leaves, &position, n)
         || damaged (error, path, seq, "rows are missing at its end");
}

static const CalHash *
read_leaves (sqlite3 *db,
             sqlite3_stmt *statement,
             guint64 seq,
             guint *n,
             const char *path,
             GError **error)
{
  static const CalHash none = { { 0 } };
  int length;

  sqlite3_bind_int64 (statement, 1, (sqlite3_int64) seq);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      damaged (error, path, seq, "its leaf hashes are missing");
      return NULL;
    }
  length = sqlite3_column_bytes (statement, 0);
  if (sqlite3_column_type (statement, 0) != SQLITE_BLOB || length % CAL_HASH_SIZE != 0)
    {
      damaged (error, path, seq, "its leaf hashes are not kept as bytes");
      return NULL;
    }
  *n = (guint) (length / CAL_HASH_SIZE);
  /* For no bytes SQLite gives no pointer. */
  return length > 0 ? sqlite3_column_blob (statement, 0) : &none;
}

/* The rows, and that they are those that the record commits to. What is wrong with
 * the root comes before what is wrong with a row. */
static gboolean
read_checked (sqlite3 *db,
              guint64 seq,
              const char *root,
              const CalHash *leaves,
              guint n,
              CalErasures *erasures,
              CalStandIns *stand_ins,
              CalRosterBuilder *builder,
              const char *path,
              GError **error)
{
  g_autoptr (CalLeafCheck) check = cal_leaf_check_new (leaves, n);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *why = NULL;
  char found[CAL_DIGEST_SIZE];
  CalHash hash;
  guint position;
  gboolean read =
      read_rows (db, seq, leaves, n, erasures, stand_ins, check, builder, path, &local_error);
  gboolean fits = cal_leaf_check_end (check, &hash, &position);

  cal_base64url_encode (hash.bytes, CAL_HASH_SIZE, found);
  if (g_strcmp0 (root, found) != 0)
    return damaged (error, path, seq, "its leaf hashes do not lead to the root that was recorded");
  if (!fits)
    {
      why = g_strdup_printf ("row %u: it does not fit its leaf hash", position + 1);
      return damaged (error, path, seq, why);
    }
  if (!read)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return read;
}

/**
 * cal_roster_table_read:
 * @db: a connection, in a transaction
 * @kind: the import's kind
 * @seq: the number of the import's record
 * @root: the root that the record commits to
 * @erasures: who has been erased since
 * @brief: to read no more of a roster of %CAL_ROSTER_TABLE_MANY people than who they
 *   are and how they were rated, and not to check it: to show it while it is read
 *   again as a whole
 * @path: the file's name, for messages
 * @error: return location
 *
 * Reads a roster, checking every person against their leaf hash and those
 * against @root: it costs about as much again as reading alone.
 *
 * Returns: (transfer full): the roster; %NULL with a #CalStoreError
 */
CalRoster *
cal_roster_table_read (sqlite3 *db,
                       CalKind kind,
                       guint64 seq,
                       const char *root,
                       CalErasures *erasures,
                       gboolean brief,
                       const char *path,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (CalRosterBuilder) builder = cal_roster_builder_new (kind != CAL_KIND_ROSTER_IMPORTED);
  g_autoptr (CalStandIns) stand_ins = cal_stand_ins_new (db, path, error);
  const CalHash *leaves;
  gboolean read;
  guint n;

  if (stand_ins == NULL)
    return NULL;
  statement = cal_sqlite_prepare (db, "SELECT leaves FROM roster WHERE seq = ?", path, error);
  leaves = statement != NULL ? read_leaves (db, statement, seq, &n, path, error) : NULL;
  if (leaves == NULL)
    return NULL;
  if (brief && n >= CAL_ROSTER_TABLE_MANY && !cal_stand_ins_is_redacted (stand_ins))
    read = read_rows (db, seq, leaves, n, erasures, stand_ins, NULL, builder, path, error);
  else
    read = read_checked (db, seq, root, leaves, n, erasures, stand_ins, builder, path, error);
  return read ? cal_roster_builder_steal (builder) : NULL;
}
