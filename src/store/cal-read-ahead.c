/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-read-ahead.h"

#include "log/cal-record-reader.h"
#include "store/cal-log-cursor.h"

/* Records that a thread reads at a time: some hundred kilobytes. */
#define BATCH 256

/* What threads there may be; more only wait for SQLite. */
#define MAX_THREADS 3

/* Where a record and its disclosures are in a batch that is still growing. */
typedef struct
{
  guint64 seq;
  gsize bytes;
  gsize length;
  guint first;
} Place;

typedef struct
{
  GByteArray *data;
  GArray *places;
  GArray *texts;
  GPtrArray *disclosures;
  GArray *records;
  GPtrArray *entries;
  CalRecordReader *reader;
  CalHasher *hasher;
  gboolean is_ready;
} Batch;

struct _CalReadAhead
{
  CalLogCursor *cursor;
  GPtrArray *threads;
  GAsyncQueue *unread;
  GMutex mutex;
  GCond ready;

  /* A ring: @n of them are being read or have been, from the one at @first on,
   * of which the caller has seen the records before @at. */
  Batch *batches;
  guint n_batches;
  guint first;
  guint n;
  guint at;

  char *log_id;
  gboolean is_at_end;
  GError *failure;
};

static void
batch_init (Batch *batch)
{
  batch->data = g_byte_array_new ();
  batch->places = g_array_new (FALSE, FALSE, sizeof (Place));
  batch->texts = g_array_new (FALSE, FALSE, sizeof (gsize));
  batch->disclosures = g_ptr_array_new ();
  batch->records = g_array_new (FALSE, FALSE, sizeof (CalReadRecord));
  batch->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_entry_free);
  batch->reader = cal_record_reader_new ();
  batch->hasher = cal_hasher_new ();
}

static void
batch_clear (Batch *batch)
{
  g_byte_array_unref (batch->data);
  g_array_unref (batch->places);
  g_array_unref (batch->texts);
  g_ptr_array_unref (batch->disclosures);
  g_array_unref (batch->records);
  g_ptr_array_unref (batch->entries);
  cal_record_reader_free (batch->reader);
  cal_hasher_free (batch->hasher);
}

static void
hash_leaves (Batch *batch)
{
  for (guint i = 0; i < batch->records->len; i++)
    {
      CalReadRecord *record = &g_array_index (batch->records, CalReadRecord, i);

      cal_hasher_leaf (batch->hasher, record->bytes, record->length, &record->leaf);
    }
}

static gboolean
is_complete (const CalEntry *entry)
{
  guint n_fields;
  const CalFieldSpec *fields = cal_kind_fields (entry->kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].is_list ? entry->values[i].list == NULL : entry->values[i].text == NULL)
      return FALSE;
  return TRUE;
}

static void
read_record (Batch *batch, CalReadRecord *record)
{
  CalEntry *entry = cal_record_reader_read (batch->reader, record->bytes, record->length,
                                            record->disclosures, NULL);

  if (entry == NULL)
    return;
  g_ptr_array_add (batch->entries, entry);
  if (is_complete (entry))
    record->entry = entry;
}

/* What was read into the batch before is freed here too, by the thread that
 * allocated it where there is but one. */
static void
read_batch (Batch *batch)
{
  g_ptr_array_set_size (batch->entries, 0);
  hash_leaves (batch);
  for (guint i = 0; i < batch->records->len; i++)
    read_record (batch, &g_array_index (batch->records, CalReadRecord, i));
}

/* A thread, until it finds the reader itself in the queue. */
static gpointer
read_batches (gpointer data)
{
  CalReadAhead *ahead = data;
  gpointer next;

  while ((next = g_async_queue_pop (ahead->unread)) != ahead)
    {
      Batch *batch = next;

      read_batch (batch);
      g_mutex_lock (&ahead->mutex);
      batch->is_ready = TRUE;
      g_cond_signal (&ahead->ready);
      g_mutex_unlock (&ahead->mutex);
    }
  return NULL;
}

static gboolean
is_ready (CalReadAhead *ahead, const Batch *batch)
{
  gboolean ready;

  g_mutex_lock (&ahead->mutex);
  ready = batch->is_ready;
  g_mutex_unlock (&ahead->mutex);
  return ready;
}

/* Threads of its own: those of a #GThreadPool are not there in a process that was
 * forked off one with a pool. */
static void
start_threads (CalReadAhead *ahead)
{
  guint n = CLAMP (g_get_num_processors () - 1, 1, MAX_THREADS);

  while (ahead->threads->len < n)
    g_ptr_array_add (ahead->threads, g_thread_new ("read-ahead", read_batches, ahead));
}

static void
end_threads (CalReadAhead *ahead)
{
  while (g_async_queue_try_pop (ahead->unread) != NULL)
    ;
  for (guint i = 0; i < ahead->threads->len; i++)
    g_async_queue_push (ahead->unread, ahead);
  for (guint i = 0; i < ahead->threads->len; i++)
    g_thread_join (g_ptr_array_index (ahead->threads, i));
}

/* Copies the cursor's record, of which SQLite keeps nothing for long. */
static void
take_record (Batch *batch, const CalLogCursor *cursor)
{
  Place place = {
    .seq = cursor->seq,
    .bytes = batch->data->len,
    .length = cursor->length,
    .first = batch->texts->len,
  };

  g_byte_array_append (batch->data, (const guint8 *) cursor->bytes, (guint) cursor->length);
  for (guint i = 0; i < cursor->starts->len; i++)
    {
      gsize at = batch->data->len + g_array_index (cursor->starts, gsize, i);

      g_array_append_val (batch->texts, at);
    }
  g_byte_array_append (batch->data, (const guint8 *) cursor->text->str, (guint) cursor->text->len);
  g_array_append_val (batch->places, place);
}

/* Where everything is, once the batch does not grow any more. */
static void
place_records (Batch *batch)
{
  const char *data = (const char *) batch->data->data;

  g_ptr_array_set_size (batch->disclosures, 0);
  g_array_set_size (batch->records, 0);
  for (guint i = 0; i < batch->places->len; i++)
    {
      const Place *place = &g_array_index (batch->places, Place, i);
      guint end = i + 1 < batch->places->len ? (place + 1)->first : batch->texts->len;
      CalReadRecord record = {
        .seq = place->seq,
        .bytes = data + place->bytes,
        .length = place->length,
      };

      for (guint text = place->first; text < end; text++)
        g_ptr_array_add (batch->disclosures,
                         (gpointer) (data + g_array_index (batch->texts, gsize, text)));
      g_ptr_array_add (batch->disclosures, NULL);
      g_array_append_val (batch->records, record);
    }
  for (guint i = 0; i < batch->places->len; i++)
    g_array_index (batch->records, CalReadRecord, i).disclosures =
        (const char *const *) batch->disclosures->pdata
        + g_array_index (batch->places, Place, i).first + i;
}

/* What cannot be read is told when the caller has come to it. */
static void
fail (CalReadAhead *ahead, GError *failure)
{
  ahead->failure = failure;
  ahead->is_at_end = TRUE;
}

static void
fill (CalReadAhead *ahead, Batch *batch)
{
  g_byte_array_set_size (batch->data, 0);
  g_array_set_size (batch->places, 0);
  g_array_set_size (batch->texts, 0);
  while (batch->places->len < BATCH && !ahead->is_at_end)
    {
      GError *failure = NULL;
      gboolean found;

      if (!cal_log_cursor_next (ahead->cursor, &found, &failure))
        fail (ahead, failure);
      else if (found)
        take_record (batch, ahead->cursor);
      else
        ahead->is_at_end = TRUE;
    }
  place_records (batch);
}

/* Every thread must know of which log the records are; those of a log that does
 * not even start are read by whoever looks at them. */
static gboolean
learn_log (CalReadAhead *ahead, const Batch *batch)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();
  const CalReadRecord *record = &g_array_index (batch->records, CalReadRecord, 0);

  if (!cal_record_reader_peek (reader, record->bytes, record->length, NULL, NULL))
    return FALSE;
  ahead->log_id = g_strdup (cal_record_reader_log_id (reader));
  return TRUE;
}

/* A log of one batch is read when it is looked at: it is not worth a thread. */
static void
start (CalReadAhead *ahead, Batch *batch)
{
  gboolean is_short = ahead->threads->len == 0 && ahead->is_at_end;

  batch->is_ready = is_short || (ahead->log_id == NULL && !learn_log (ahead, batch));
  if (batch->is_ready)
    {
      hash_leaves (batch);
      return;
    }
  cal_record_reader_set_log_id (batch->reader, ahead->log_id);
  start_threads (ahead);
  g_async_queue_push (ahead->unread, batch);
}

static void
run_ahead (CalReadAhead *ahead)
{
  while (ahead->n < ahead->n_batches && !ahead->is_at_end)
    {
      Batch *batch = &ahead->batches[(ahead->first + ahead->n) % ahead->n_batches];

      if (batch->data == NULL)
        batch_init (batch);
      fill (ahead, batch);
      if (batch->records->len == 0)
        return;
      start (ahead, batch);
      ahead->n++;
    }
}

/* Rather than wait, the caller reads a batch that no thread has begun. */
static void
wait_for (CalReadAhead *ahead, const Batch *batch)
{
  Batch *unread;

  while (!is_ready (ahead, batch) && (unread = g_async_queue_try_pop (ahead->unread)) != NULL)
    {
      read_batch (unread);
      unread->is_ready = TRUE;
    }
  g_mutex_lock (&ahead->mutex);
  while (!batch->is_ready)
    g_cond_wait (&ahead->ready, &ahead->mutex);
  g_mutex_unlock (&ahead->mutex);
}

/**
 * cal_read_ahead_new:
 * @db: a connection, in a transaction
 * @from: the first record wanted
 * @to: the last
 * @log_id: (nullable): the log that they must be of; %NULL for that of the first
 * @path: the file's name, for messages
 * @error: return location
 *
 * Returns: (transfer full): a reader before the first record; %NULL with a
 *   #CalStoreError
 */
CalReadAhead *
cal_read_ahead_new (sqlite3 *db,
                    guint64 from,
                    guint64 to,
                    const char *log_id,
                    const char *path,
                    GError **error)
{
  CalLogCursor *cursor = cal_log_cursor_new (db, from, to, path, error);
  CalReadAhead *ahead;

  if (cursor == NULL)
    return NULL;
  ahead = g_new0 (CalReadAhead, 1);
  ahead->cursor = cursor;
  ahead->threads = g_ptr_array_new ();
  ahead->unread = g_async_queue_new ();
  ahead->n_batches = 2 + MAX_THREADS;
  ahead->batches = g_new0 (Batch, ahead->n_batches);
  ahead->log_id = g_strdup (log_id);
  g_mutex_init (&ahead->mutex);
  g_cond_init (&ahead->ready);
  return ahead;
}

void
cal_read_ahead_free (CalReadAhead *ahead)
{
  if (ahead == NULL)
    return;
  end_threads (ahead);
  g_ptr_array_unref (ahead->threads);
  g_async_queue_unref (ahead->unread);
  for (guint i = 0; i < ahead->n_batches; i++)
    if (ahead->batches[i].data != NULL)
      batch_clear (&ahead->batches[i]);
  g_free (ahead->batches);
  g_free (ahead->log_id);
  g_mutex_clear (&ahead->mutex);
  g_cond_clear (&ahead->ready);
  g_clear_error (&ahead->failure);
  cal_log_cursor_free (ahead->cursor);
  g_free (ahead);
}

/**
 * cal_read_ahead_next:
 * @record: (out) (nullable): the next record, valid until the next call; %NULL
 *   where there is none
 * @error: return location
 *
 * Returns: %FALSE with a #CalStoreError
 */
gboolean
cal_read_ahead_next (CalReadAhead *ahead, const CalReadRecord **record, GError **error)
{
  Batch *batch = &ahead->batches[ahead->first];

  *record = NULL;
  if (ahead->n > 0 && ahead->at == batch->records->len)
    {
      ahead->first = (ahead->first + 1) % ahead->n_batches;
      ahead->n--;
      ahead->at = 0;
      batch = &ahead->batches[ahead->first];
    }
  if (ahead->at == 0)
    run_ahead (ahead);
  if (ahead->n == 0)
    {
      if (ahead->failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&ahead->failure));
      return FALSE;
    }
  if (ahead->at == 0)
    wait_for (ahead, batch);
  *record = &g_array_index (batch->records, CalReadRecord, ahead->at++);
  return TRUE;
}
