/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * CalReadingGate:
 *
 * Between those who read a document's file through connections of their own and
 * the one thread that holds it: a document can only be closed or sealed as one
 * file while nobody else has it open.
 */
typedef struct _CalReadingGate CalReadingGate;

CalReadingGate *cal_reading_gate_new (void);
void cal_reading_gate_free (CalReadingGate *gate);

GCancellable *cal_reading_gate_enter (CalReadingGate *gate);
void cal_reading_gate_leave (CalReadingGate *gate);

void cal_reading_gate_shut (CalReadingGate *gate);
void cal_reading_gate_release (CalReadingGate *gate);
void cal_reading_gate_open (CalReadingGate *gate);
