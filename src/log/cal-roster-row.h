/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-disclosure.h"

/* The three disclosures of a person in a roster, in the order of the leaf. */
enum
{
  CAL_ROW_IDENTITY,
  CAL_ROW_RATINGS,
  CAL_ROW_ATTRIBUTES,
  CAL_ROW_N,
};

const char *cal_roster_row_name (guint disclosure);
void cal_roster_row_leaf (CalHasher *hasher,
                          const char *const texts[CAL_ROW_N],
                          const gsize lengths[CAL_ROW_N],
                          CalHash *leaf);
