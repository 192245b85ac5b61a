/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cal-words-number.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/**
 * cal_words_p:
 * @p: a probability
 * @simulated: whether it comes from drawing rather than from listing
 *
 * Returns: (transfer full): `p = 0.43` with two significant digits, four
 *   decimals below 0.01, `p < 0.0001` below that; `–` where there is none
 */
char *
cal_words_p (double p, gboolean simulated)
{
  const char *sign = simulated ? "≈" : "=";

  if (isnan (p))
    return g_strdup ("–");
  if (p < 0.0001)
    return g_strdup_printf ("p < %.4f", 0.0001);
  return p < 0.01 ? g_strdup_printf ("p %s %.4f", sign, p) : g_strdup_printf ("p %s %.2g", sign, p);
}

/**
 * cal_words_effect:
 * @value: an effect or a ratio
 * @with_sign: whether a plus is written
 *
 * Returns: (transfer full): two decimals with a true minus; `–` for no value
 */
char *
cal_words_effect (double value, gboolean with_sign)
{
  double rounded = round (value * 100) / 100;

  if (isnan (value))
    return g_strdup ("–");
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : "−∞");
  return g_strdup_printf ("%s%.2f",
                          rounded < 0                ? "−"
                          : with_sign && rounded > 0 ? "+"
                                                     : "",
                          fabs (rounded));
}

/**
 * cal_words_interval:
 *
 * Returns: (transfer full): “a to b”, `–` where either end has no value
 */
char *
cal_words_interval (double low, double high, gboolean with_sign)
{
  g_autofree char *from = cal_words_effect (low, with_sign);
  g_autofree char *to = cal_words_effect (high, with_sign);

  if (isnan (low) || isnan (high))
    return g_strdup ("–");
  /* Translators: an interval, as “0.10 to 0.50” */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

/**
 * cal_words_percent:
 *
 * Returns: (transfer full): a rate in whole percent, `–` of nobody
 */
char *
cal_words_percent (guint64 count, guint64 of)
{
  if (of == 0)
    return g_strdup ("–");
  return g_strdup_printf (_ ("%.0f %%"), 100.0 * (double) count / (double) of);
}
