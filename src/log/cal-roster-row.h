/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/cal-placement.h"
#include "log/cal-disclosure.h"

/* The three disclosures of a person in a roster, in the order of the leaf. */
enum
{
  CAL_ROW_IDENTITY,
  CAL_ROW_RATINGS,
  CAL_ROW_ATTRIBUTES,
  CAL_ROW_N,
};

/* A row's leaf in canonical JSON, with its NUL. */
#define CAL_ROW_JSON_SIZE (6 + CAL_ROW_N * (CAL_DIGEST_SIZE + 2) + 2)

const char *cal_roster_row_name (guint disclosure);
void cal_roster_row_json (CalHasher *hasher,
                          const char *const texts[CAL_ROW_N],
                          const gsize lengths[CAL_ROW_N],
                          char json[CAL_ROW_JSON_SIZE]);
void cal_roster_row_leaf (CalHasher *hasher,
                          const char *const texts[CAL_ROW_N],
                          const gsize lengths[CAL_ROW_N],
                          CalHash *leaf);
gboolean cal_roster_row_read_ratings (const CalDisclosure *disclosure, CalPlacement *ratings);
