/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalBenjaminiHochberg:
 * @m: how many p-values were given
 * @n_rejected: how many hypotheses are rejected
 */
typedef struct
{
  gsize m;
  gsize n_rejected;
} CalBenjaminiHochberg;

void cal_benjamini_hochberg (const double *p,
                             gsize n,
                             double q,
                             double *adjusted,
                             gboolean *rejected,
                             CalBenjaminiHochberg *result);
