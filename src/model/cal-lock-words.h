/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"

/**
 * CalLock:
 * @CAL_LOCK_NONE: there can be decided
 * @CAL_LOCK_ALTERED: something that was decided does not hold
 * @CAL_LOCK_READING: what was decided before is still being read
 * @CAL_LOCK_FOLLOWS: somebody else holds the document, or held it
 * @CAL_LOCK_READ_ONLY: it can only be read
 * @CAL_LOCK_FINALISED: its last session is finalised
 * @CAL_LOCK_NO_SESSION: no session is open
 *
 * Why nothing can be decided.
 */
typedef enum
{
  CAL_LOCK_NONE,
  CAL_LOCK_ALTERED,
  CAL_LOCK_READING,
  CAL_LOCK_FOLLOWS,
  CAL_LOCK_READ_ONLY,
  CAL_LOCK_FINALISED,
  CAL_LOCK_NO_SESSION,
} CalLock;

CalLock cal_lock_of (CalLiveDocument *document);
char *cal_lock_words (CalLiveDocument *document);
