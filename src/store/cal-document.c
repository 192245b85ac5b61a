/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-document-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "log/cal-record-reader.h"
#include "store/cal-file-header.h"
#include "store/cal-schema.h"
#include "store/cal-sqlite.h"
#include "store/cal-store-error.h"

/* Two calls of the command line in a row must not get in each other's way. */
#define LOCK_MILLISECONDS 2000

/* Long enough for somebody who only brings the document back to one file. */
#define GLANCE_MILLISECONDS 100

#define SETTLE_ATTEMPTS 5

static gboolean
refuse_held (GError **error, const char *path, const char *holder)
{
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED,
               "%s: %s has it open for writing; nothing was changed", path, holder);
  return FALSE;
}

/* That the tables are ours to the letter, before any of them is read: a view in
 * the place of one may never end, and a trigger would run with the next entry. */
static gboolean
check_schema (sqlite3 *db, guint version, const char *path, GError **error)
{
  g_autofree char *what = NULL;

  if (!cal_schema_check (db, version, &what, path, error))
    return FALSE;
  if (what == NULL)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
               "%s: %s: %s is not as Calibrate makes it, so nothing was read", path,
               cal_store_sentence (CAL_STORE_ERROR_CORRUPT), what);
  return FALSE;
}

static gboolean
check_format (sqlite3 *db, const char *path, GError **error)
{
  gint64 application;
  gint64 version;

  if (!cal_sqlite_number (db, "PRAGMA application_id", path, &application, error)
      || !cal_sqlite_number (db, "PRAGMA user_version", path, &version, error))
    return FALSE;
  if (application == CAL_SCHEMA_APPLICATION_ID && version >= 1 && version <= CAL_SCHEMA_VERSION)
    return check_schema (db, (guint) version, path, error);
  CalStoreError code = application == CAL_SCHEMA_APPLICATION_ID && version > CAL_SCHEMA_VERSION
                           ? CAL_STORE_ERROR_NEWER_FORMAT
                           : CAL_STORE_ERROR_NOT_A_DOCUMENT;
  g_set_error (error, CAL_STORE_ERROR, (int) code, "%s: %s", path, cal_store_sentence (code));
  return FALSE;
}

/* Where other computers may have the file, or SQLite's write-ahead log does not
 * work: one lock on the whole file, for as long as it is open. */
static gboolean
hold_exclusively (sqlite3 *db, const char *path, GError **error)
{
  return cal_sqlite_exec (db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", path,
                          error);
}

static sqlite3 *
open_to_write (const char *file, gboolean exclusive, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = cal_sqlite_open (file, CAL_SQLITE_WRITE, error);

  if (db == NULL || (exclusive && !hold_exclusively (db, path, error))
      || !check_format (db, path, error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
has_wal (const char *file)
{
  g_autofree char *name = g_strconcat (file, "-wal", NULL);
  struct stat status;

  return stat (name, &status) == 0 && status.st_size > 0;
}

/* Where others may write, whoever does brings it back to one file. */
static sqlite3 *
open_to_read (const char *file,
              const CalMedium *medium,
              gboolean follows,
              const char *path,
              GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  CalSqliteMode mode = CAL_SQLITE_READ;

  if (medium->file_writable && medium->folder_writable)
    {
      if (!follows)
        cal_document_settle (file, 1);
    }
  else if (cal_file_header_is_wal (file))
    {
      if (has_wal (file))
        {
          g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                       "%s: its latest decisions stand in %s-wal beside it, which cannot be read "
                       "here; copy both files to a folder that can be written to",
                       path, file);
          return NULL;
        }
      mode = CAL_SQLITE_READ_IMMUTABLE;
    }
  db = cal_sqlite_open (file, mode, error);
  if (db == NULL || !check_format (db, path, error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
learn_log_id (CalDocument *document, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  g_autoptr (GError) local_error = NULL;
  gint64 last;

  statement = cal_sqlite_prepare (document->db, "SELECT bytes FROM record WHERE seq = 0",
                                  document->path, error);
  if (statement == NULL
      || !cal_sqlite_number (document->db, "SELECT max(seq) FROM record", document->path, &last,
                             error))
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW
      || !cal_record_reader_peek (reader, sqlite3_column_blob (statement, 0),
                                  (gsize) sqlite3_column_bytes (statement, 0), NULL, &local_error))
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT,
                   "%s: the log's first record cannot be read%s%s", document->path,
                   local_error != NULL ? ": " : "",
                   local_error != NULL ? local_error->message : "");
      return FALSE;
    }
  g_strlcpy (document->log_id, cal_record_reader_log_id (reader), sizeof document->log_id);
  document->size = (guint64) last + 1;
  return TRUE;
}

static void
become_writer (CalDocument *document, sqlite3 *db, CalWriterLock *lock, gboolean exclusive)
{
  document->db = db;
  document->lock = lock;
  document->exclusive = exclusive;
  document->writable = TRUE;
  document->wal = !exclusive && cal_file_header_is_wal (document->file);
  g_clear_pointer (&document->holder, g_free);
}

static gboolean
connect_to_write (CalDocument *document, const CalMedium *medium, guint wait, GError **error)
{
  g_autoptr (CalWriterLock) lock = NULL;
  g_autofree char *holder = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean unsupported;
  gboolean exclusive;
  sqlite3 *db;

  lock = cal_writer_lock_acquire (document->file, wait, &holder, &unsupported, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (lock == NULL && !unsupported)
    {
      g_free (document->holder);
      document->holder = g_steal_pointer (&holder);
      return refuse_held (error, document->path, document->holder);
    }
  exclusive = medium->is_shared || unsupported;
  db = open_to_write (document->file, exclusive, document->path, error);
  if (db == NULL)
    return FALSE;
  g_clear_pointer (&document->db, sqlite3_close);
  become_writer (document, db, g_steal_pointer (&lock), exclusive);
  return TRUE;
}

static gboolean
connect (CalDocument *document, CalAccess access, const CalMedium *medium, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (access != CAL_ACCESS_READ && medium->file_writable && medium->folder_writable)
    {
      if (connect_to_write (document, medium,
                            access == CAL_ACCESS_WRITE ? LOCK_MILLISECONDS : GLANCE_MILLISECONDS,
                            &local_error))
        return TRUE;
      if (access == CAL_ACCESS_WRITE || document->holder == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  if (access == CAL_ACCESS_WRITE)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY,
                   "%s: %s cannot be written to; open it for reading, or copy it elsewhere",
                   document->path, medium->file_writable ? "its folder" : "it");
      return FALSE;
    }
  g_clear_error (&local_error);
  document->db = open_to_read (document->file, medium, access == CAL_ACCESS_WRITE_OR_FOLLOW,
                               document->path, &local_error);
  if (document->db != NULL)
    return TRUE;
  /* On a network share whoever writes lets nobody read. */
  if (g_error_matches (local_error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED))
    {
      g_autofree char *holder = cal_writer_lock_holder (document->file);

      return refuse_held (error, document->path, holder);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* As cal_document_open(), on a medium of which is said what it is. */
CalDocument *
cal_document_open_on (const char *path, CalAccess access, const CalMedium *medium, GError **error)
{
  g_autoptr (CalDocument) document = g_new0 (CalDocument, 1);
  CalMedium found;

  document->path = g_strdup (path);
  document->data_version = -1;
  document->hasher = cal_hasher_new ();
  document->keeps_tree = access != CAL_ACCESS_READ;
  document->file = realpath (path, NULL);
  if (document->file == NULL)
    {
      cal_store_set_errno_error (error, errno, path);
      return NULL;
    }
  if (!cal_file_header_check (document->file, path, error))
    return NULL;
  if (medium == NULL)
    {
      cal_medium_look (&found, document->file);
      medium = &found;
    }
  if (!connect (document, access, medium, error) || !learn_log_id (document, error))
    return NULL;
  return g_steal_pointer (&document);
}

/**
 * cal_document_open:
 * @path: a document
 * @access: what for
 * @error: return location
 *
 * Opens a document. A writer holds it until it is freed: for as long a file
 * beside it says who. %CAL_ACCESS_WRITE waits two seconds for whoever holds it.
 *
 * Returns: (transfer full): the document; %NULL with a #CalStoreError
 */
CalDocument *
cal_document_open (const char *path, CalAccess access, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return cal_document_open_on (path, access, NULL, error);
}

/**
 * cal_document_free:
 *
 * Closes the document. Everything was on disk before; what is left to do is to
 * bring it back to one file, and of one that is altered not even that.
 */
void
cal_document_free (CalDocument *document)
{
  if (document == NULL)
    return;
  g_clear_pointer (&document->log_writer, cal_log_writer_free);
  if (document->db != NULL)
    {
      if (document->altered)
        sqlite3_db_config (document->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      else if (document->wal)
        {
          g_autofree char *mode = NULL;

          sqlite3_busy_timeout (document->db, 0);
          mode = cal_sqlite_journal_mode (document->db, "DELETE");
        }
      sqlite3_close (document->db);
    }
  if (document->lock != NULL && !document->altered)
    cal_file_header_drop_journal (document->file);
  g_clear_pointer (&document->lock, cal_writer_lock_release);
  g_clear_pointer (&document->hasher, cal_hasher_free);
  g_clear_pointer (&document->standings, g_array_unref);
  g_clear_pointer (&document->erasures, cal_erasures_free);
  if (document->db != NULL && !document->altered)
    cal_document_settle (document->file, SETTLE_ATTEMPTS);
  /* realpath() allocates with malloc(). */
  free (document->file);
  g_free (document->path);
  g_free (document->holder);
  g_free (document);
}

/**
 * cal_document_path:
 *
 * Returns: (transfer none): the path under which it was opened
 */
const char *
cal_document_path (const CalDocument *document)
{
  return document->path;
}

/**
 * cal_document_log_id:
 *
 * Returns: (transfer none): the log's id, 32 hex digits
 */
const char *
cal_document_log_id (const CalDocument *document)
{
  return document->log_id;
}

/**
 * cal_document_size:
 *
 * Returns: how many records the log has, as far as is known here
 */
guint64
cal_document_size (const CalDocument *document)
{
  return document->size;
}

/**
 * cal_document_is_writable:
 *
 * Returns: whether this process may append
 */
gboolean
cal_document_is_writable (const CalDocument *document)
{
  return document->writable && !document->has_unknown && !document->is_redacted
         && !document->altered;
}

/**
 * cal_document_is_redacted:
 *
 * Returns: whether it is a copy for an auditor, with pseudonyms in place of people,
 *   which is known once it has been loaded; nothing is ever added to one
 */
gboolean
cal_document_is_redacted (const CalDocument *document)
{
  return document->is_redacted;
}

/**
 * cal_document_is_exclusive:
 *
 * Whether the document stands on a network file system, or on one on which
 * SQLite's write-ahead log does not work, so that nobody else can even read it
 * while it is open for writing. The window says so.
 */
gboolean
cal_document_is_exclusive (const CalDocument *document)
{
  return document->exclusive;
}

/**
 * cal_document_is_shared:
 *
 * Returns: whether others can read it while it is written: with the write-ahead
 *   log, which it turns to with its first append if nobody reads it then
 */
gboolean
cal_document_is_shared (const CalDocument *document)
{
  return document->wal;
}

/**
 * cal_document_holder:
 *
 * Returns: (transfer none) (nullable): who else held the document for writing
 *   when it was opened or last caught up; %NULL when nobody did
 */
const char *
cal_document_holder (const CalDocument *document)
{
  return document->holder;
}

/**
 * cal_document_take_over:
 * @document: a document that follows
 * @error: return location
 *
 * Becomes the writer, once nobody else is. The board is then to be caught up
 * with cal_document_catch_up() before anything is decided on it.
 *
 * Returns: %FALSE with a #CalStoreError, the document following as before
 */
gboolean
cal_document_take_over (CalDocument *document, GError **error)
{
  CalMedium medium;

  if (document->writable)
    return TRUE;
  if (document->altered)
    {
      cal_document_refuse_altered (document, error);
      return FALSE;
    }
  cal_medium_look (&medium, document->file);
  if (!medium.file_writable || !medium.folder_writable)
    {
      g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY, "%s: %s cannot be written to",
                   document->path, medium.file_writable ? "its folder" : "it");
      return FALSE;
    }
  if (!connect_to_write (document, &medium, GLANCE_MILLISECONDS, error))
    return FALSE;
  document->data_version = -1;
  return cal_sqlite_number (document->db, "SELECT max(seq) + 1 FROM record", document->path,
                            (gint64 *) &document->size, error);
}
