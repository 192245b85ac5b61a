/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-bench.h"

#include <stdlib.h>
#include <string.h>

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* In rising order, so that a percentile is a place in it. */
void
cal_bench_sort (double *series, gsize n)
{
  qsort (series, n, sizeof *series, compare_doubles);
}

/* This process's resident memory in MB, 0 where the system does not say. */
double
cal_bench_resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024 : 0;
}
