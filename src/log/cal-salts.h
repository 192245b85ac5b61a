/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define CAL_SALT_SIZE 16

/**
 * CalSalts:
 *
 * Fresh random bytes for disclosures, fetched many at a time.
 */
typedef struct _CalSalts CalSalts;

CalSalts *cal_salts_new (void);
void cal_salts_free (CalSalts *salts);
const guint8 *cal_salts_next (CalSalts *salts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSalts, cal_salts_free)
