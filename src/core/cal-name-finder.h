/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalNameFinder:
 *
 * Tells whether a free text names somebody: by an id, or by any word of a name, in
 * any case, with or without accents, and with an ending of up to two letters. It
 * finds too much rather than too little, and cannot find who is only described.
 */
typedef struct _CalNameFinder CalNameFinder;

CalNameFinder *cal_name_finder_new (void);
void cal_name_finder_free (CalNameFinder *finder);
void cal_name_finder_add (CalNameFinder *finder, const char *id, const char *name);
gboolean cal_name_finder_finds (CalNameFinder *finder, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalNameFinder, cal_name_finder_free)
