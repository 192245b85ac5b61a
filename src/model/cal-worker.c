/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-worker.h"

struct _CalWorker
{
  GAsyncQueue *queue;
};

typedef struct
{
  CalWorkerFunc run;
  CalWorkerFunc done;
  gpointer job;
  GMainContext *context;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->context, g_main_context_unref);
  g_free (order);
}

static gboolean
on_order_done_cb (gpointer data)
{
  Order *order = data;

  order->done (order->job);
  return G_SOURCE_REMOVE;
}

/* An order without a function to run is the last. */
static gpointer
work (gpointer data)
{
  GAsyncQueue *queue = data;
  gboolean working = TRUE;

  while (working)
    {
      Order *order = g_async_queue_pop (queue);

      working = order->run != NULL;
      if (working)
        {
          g_autoptr (GSource) source = g_idle_source_new ();

          order->run (order->job);
          g_source_set_priority (source, G_PRIORITY_HIGH);
          g_source_set_callback (source, on_order_done_cb, order, order_free);
          g_source_attach (source, order->context);
        }
      else
        order_free (order);
    }
  g_async_queue_unref (queue);
  return NULL;
}

/**
 * cal_worker_new:
 * @name: what the thread is called in a debugger
 *
 * Returns: (transfer full): a worker whose thread waits for jobs
 */
CalWorker *
cal_worker_new (const char *name)
{
  CalWorker *worker = g_new0 (CalWorker, 1);

  worker->queue = g_async_queue_new ();
  g_thread_unref (g_thread_new (name, work, g_async_queue_ref (worker->queue)));
  return worker;
}

/**
 * cal_worker_push:
 * @worker: the worker
 * @run: what to do, called in the worker's thread
 * @done: called in the caller's main context after it, ahead of drawing; it
 *   frees @job
 * @job: what both work on
 */
void
cal_worker_push (CalWorker *worker, CalWorkerFunc run, CalWorkerFunc done, gpointer job)
{
  Order *order = g_new0 (Order, 1);

  g_return_if_fail (run != NULL && done != NULL);

  order->run = run;
  order->done = done;
  order->job = job;
  order->context = g_main_context_ref_thread_default ();
  g_async_queue_push (worker->queue, order);
}

/**
 * cal_worker_free:
 * @worker: (transfer full): the worker
 *
 * Lets the thread carry out what it has been given, then end. Does not wait.
 */
void
cal_worker_free (CalWorker *worker)
{
  if (worker == NULL)
    return;
  g_async_queue_push (worker->queue, g_new0 (Order, 1));
  g_async_queue_unref (worker->queue);
  g_free (worker);
}
