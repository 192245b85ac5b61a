/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalWorker:
 *
 * One thread that carries out jobs in the order in which they are given. What
 * it owns is touched by no other thread, and so needs no lock.
 */
typedef struct _CalWorker CalWorker;

typedef void (*CalWorkerFunc) (gpointer job);

CalWorker *cal_worker_new (const char *name);
void cal_worker_push (CalWorker *worker, CalWorkerFunc run, CalWorkerFunc done, gpointer job);
void cal_worker_free (CalWorker *worker);
