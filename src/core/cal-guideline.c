/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cal-guideline.h"

/**
 * cal_guideline_allowed:
 * @percent: the guideline for a level, in whole percent
 * @tolerance: how far the share may be off, in percentage points
 * @n: how many subjects the guideline is applied to
 *
 * How many subjects may stand at a level: every whole number whose share of
 * @n is within @tolerance points of @percent, and always the two whole numbers
 * around the exact expectation, so that a small panel is never left without
 * an allowed count (10 % of 19 = 1.9 → 1 to 2). Reckoned in integers.
 *
 * Returns: the range, both ends allowed
 */
CalAllowed
cal_guideline_allowed (guint percent, guint tolerance, guint n)
{
  guint64 below = percent > tolerance ? percent - tolerance : 0;
  guint64 above = MIN (percent + tolerance, 100);
  guint64 expected = (guint64) percent * n;
  CalAllowed allowed = {
    .low = (guint) MIN ((below * n + 99) / 100, expected / 100),
    .high = (guint) MAX (above * n / 100, (expected + 99) / 100),
  };

  return allowed;
}
