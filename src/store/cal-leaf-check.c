/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-leaf-check.h"

#include <string.h>

#include "log/cal-tree.h"

/* Rows that are handed over at a time, the bytes with which they are enough before,
 * and how many such batches may wait: more are checked by whoever brings them. */
#define BATCH 256
#define BATCH_BYTES (1024 * 1024)
#define MAX_WAITING 8

/* Fewer rows are checked sooner than a thread has started. */
#define FEW 1000

typedef struct
{
  guint position;
  gsize lengths[CAL_ROW_N];
} Row;

typedef struct
{
  GString *texts;
  GArray *rows;
} Batch;

/* What one of the two threads checks with, and what it has found. */
typedef struct
{
  CalHasher *hasher;
  guint first_bad;
} Checker;

struct _CalLeafCheck
{
  const CalHash *leaves;
  guint n;
  Checker here;
  Checker there;
  Batch *batch;
  GAsyncQueue *batches;
  GThread *thread;
  CalHash root;
};

static Batch *
batch_new (void)
{
  Batch *batch = g_new (Batch, 1);

  batch->texts = g_string_sized_new (BATCH * 256);
  batch->rows = g_array_sized_new (FALSE, FALSE, sizeof (Row), BATCH);
  return batch;
}

static void
batch_free (Batch *batch)
{
  g_string_free (batch->texts, TRUE);
  g_array_unref (batch->rows);
  g_free (batch);
}

static void
check_row (const CalLeafCheck *check,
           Checker *checker,
           guint position,
           const char *const texts[CAL_ROW_N],
           const gsize lengths[CAL_ROW_N])
{
  CalHash hash;

  cal_roster_row_leaf (checker->hasher, texts, lengths, &hash);
  if (memcmp (&hash, &check->leaves[position], sizeof hash) != 0)
    checker->first_bad = MIN (checker->first_bad, position);
}

static void
check_batch (const CalLeafCheck *check, Checker *checker, const Batch *batch)
{
  const char *text = batch->texts->str;

  for (guint i = 0; i < batch->rows->len; i++)
    {
      const Row *row = &g_array_index (batch->rows, Row, i);
      const char *texts[CAL_ROW_N];

      for (guint part = 0; part < CAL_ROW_N; part++)
        {
          texts[part] = text;
          text += row->lengths[part];
        }
      check_row (check, checker, row->position, texts, row->lengths);
    }
}

/* An empty batch is the last. */
static gpointer
check_batches (gpointer data)
{
  CalLeafCheck *check = data;
  gboolean is_last = FALSE;

  cal_tree_root_of (check->leaves, check->n, check->there.hasher, &check->root);
  while (!is_last)
    {
      Batch *batch = g_async_queue_pop (check->batches);

      is_last = batch->rows->len == 0;
      check_batch (check, &check->there, batch);
      batch_free (batch);
    }
  return NULL;
}

static void
hand_over (CalLeafCheck *check)
{
  g_async_queue_push (check->batches, check->batch);
  check->batch = batch_new ();
}

static void
empty (Batch *batch)
{
  g_string_truncate (batch->texts, 0);
  g_array_set_size (batch->rows, 0);
}

static void
end_batch (CalLeafCheck *check)
{
  if (g_async_queue_length (check->batches) < MAX_WAITING)
    {
      hand_over (check);
      return;
    }
  check_batch (check, &check->here, check->batch);
  empty (check->batch);
}

static void
join (CalLeafCheck *check)
{
  if (check->thread == NULL)
    return;
  if (check->batch->rows->len > 0)
    hand_over (check);
  hand_over (check);
  g_thread_join (g_steal_pointer (&check->thread));
}

/**
 * cal_leaf_check_new:
 * @leaves: (array length=n): the leaf hashes; must outlive the check
 * @n: how many
 *
 * Returns: (transfer full): a check of no rows yet
 */
CalLeafCheck *
cal_leaf_check_new (const CalHash *leaves, guint n)
{
  CalLeafCheck *check = g_new0 (CalLeafCheck, 1);

  check->leaves = leaves;
  check->n = n;
  check->here = (Checker){ cal_hasher_new (), G_MAXUINT };
  check->there = (Checker){ cal_hasher_new (), G_MAXUINT };
  check->batch = batch_new ();
  check->batches = g_async_queue_new ();
  if (n < FEW)
    cal_tree_root_of (leaves, n, check->here.hasher, &check->root);
  else
    check->thread = g_thread_new ("leaf-check", check_batches, check);
  return check;
}

void
cal_leaf_check_free (CalLeafCheck *check)
{
  if (check == NULL)
    return;
  join (check);
  g_async_queue_unref (check->batches);
  batch_free (check->batch);
  cal_hasher_free (check->here.hasher);
  cal_hasher_free (check->there.hasher);
  g_free (check);
}

/**
 * cal_leaf_check_add:
 * @position: which of the leaves is theirs
 * @texts: a person's disclosures, copied
 * @lengths: their lengths
 *
 * Has a row checked, now or before cal_leaf_check_end() returns.
 */
void
cal_leaf_check_add (CalLeafCheck *check,
                    guint position,
                    const char *const texts[CAL_ROW_N],
                    const gsize lengths[CAL_ROW_N])
{
  Row row = { .position = position };

  g_return_if_fail (position < check->n);

  if (check->n < FEW)
    {
      check_row (check, &check->here, position, texts, lengths);
      return;
    }
  for (guint part = 0; part < CAL_ROW_N; part++)
    {
      g_string_append_len (check->batch->texts, texts[part], (gssize) lengths[part]);
      row.lengths[part] = lengths[part];
    }
  g_array_append_val (check->batch->rows, row);
  if (check->batch->rows->len == BATCH || check->batch->texts->len >= BATCH_BYTES)
    end_batch (check);
}

/**
 * cal_leaf_check_end:
 * @root: (out): the root that the leaf hashes lead to
 * @position: (out): the first row that does not fit its leaf hash
 *
 * Waits until all rows have been checked. No more can be added.
 *
 * Returns: whether all of them fit
 */
gboolean
cal_leaf_check_end (CalLeafCheck *check, CalHash *root, guint *position)
{
  join (check);
  *root = check->root;
  *position = MIN (check->here.first_bad, check->there.first_bad);
  return *position == G_MAXUINT;
}
