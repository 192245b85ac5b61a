/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-checkpoint.h"

#include "log/cal-log-id.h"

#define ORIGIN "calibrate.example.com/log/"

/**
 * cal_checkpoint_text:
 * @log_id: the log's id
 * @size: how many records
 * @root: the root of their tree
 *
 * Returns: (transfer full): the three lines that a seal signs (C2SP
 *   tlog-checkpoint, without its signature lines)
 */
char *
cal_checkpoint_text (const char *log_id, guint64 size, const CalHash *root)
{
  g_autofree char *base64 = g_base64_encode (root->bytes, CAL_HASH_SIZE);

  g_return_val_if_fail (cal_log_id_is_valid (log_id), NULL);

  return g_strdup_printf (ORIGIN "%s\n%" G_GUINT64_FORMAT "\n%s\n", log_id, size, base64);
}
