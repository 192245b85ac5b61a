/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-reading-gate.h"

struct _CalReadingGate
{
  GRWLock lock;
  GMutex mutex;
  GCancellable *stop;
};

CalReadingGate *
cal_reading_gate_new (void)
{
  CalReadingGate *gate = g_new0 (CalReadingGate, 1);

  g_rw_lock_init (&gate->lock);
  g_mutex_init (&gate->mutex);
  gate->stop = g_cancellable_new ();
  return gate;
}

void
cal_reading_gate_free (CalReadingGate *gate)
{
  if (gate == NULL)
    return;
  g_rw_lock_clear (&gate->lock);
  g_mutex_clear (&gate->mutex);
  g_object_unref (gate->stop);
  g_free (gate);
}

/**
 * cal_reading_gate_enter:
 *
 * Before a file is opened to be read. Several may read at once.
 *
 * Returns: (transfer full): what is cancelled when the reader has to leave soon
 */
GCancellable *
cal_reading_gate_enter (CalReadingGate *gate)
{
  GCancellable *stop;

  g_rw_lock_reader_lock (&gate->lock);
  g_mutex_lock (&gate->mutex);
  stop = g_object_ref (gate->stop);
  g_mutex_unlock (&gate->mutex);
  return stop;
}

/**
 * cal_reading_gate_leave:
 *
 * After the file is closed, in the thread that entered.
 */
void
cal_reading_gate_leave (CalReadingGate *gate)
{
  g_rw_lock_reader_unlock (&gate->lock);
}

/**
 * cal_reading_gate_shut:
 *
 * Tells all readers to leave and waits until they have. Nobody enters before
 * cal_reading_gate_release(), in the same thread, and whoever enters then is told
 * to leave at once until cal_reading_gate_open().
 */
void
cal_reading_gate_shut (CalReadingGate *gate)
{
  g_mutex_lock (&gate->mutex);
  g_cancellable_cancel (gate->stop);
  g_mutex_unlock (&gate->mutex);
  g_rw_lock_writer_lock (&gate->lock);
}

void
cal_reading_gate_release (CalReadingGate *gate)
{
  g_rw_lock_writer_unlock (&gate->lock);
}

/**
 * cal_reading_gate_open:
 *
 * Lets readers stay again.
 */
void
cal_reading_gate_open (CalReadingGate *gate)
{
  g_mutex_lock (&gate->mutex);
  g_object_unref (gate->stop);
  gate->stop = g_cancellable_new ();
  g_mutex_unlock (&gate->mutex);
}
