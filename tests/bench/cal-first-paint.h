/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalFirstPaint:
 *
 * What watches windows from outside, as the X server sees them.
 */
typedef struct _CalFirstPaint CalFirstPaint;

CalFirstPaint *cal_first_paint_new (void);
void cal_first_paint_free (CalFirstPaint *paint);
double cal_first_paint_measure (CalFirstPaint *paint,
                                const char *program,
                                const char *document,
                                const char *title);
char *cal_first_paint_make_sample (const char *program,
                                   const char *folder,
                                   const char *people,
                                   const char *decisions);
void cal_first_paint_remove (const char *folder);
double cal_first_paint_median (double *times, guint n);
