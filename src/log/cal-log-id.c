/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-log-id.h"

#include <string.h>

#include <openssl/rand.h>

/**
 * cal_log_id_new:
 *
 * Returns: (transfer full): a new log's name: 16 random bytes in lower-case hex
 */
char *
cal_log_id_new (void)
{
  static const char hex[] = "0123456789abcdef";
  guint8 bytes[CAL_LOG_ID_LENGTH / 2];
  char *id = g_malloc (CAL_LOG_ID_LENGTH + 1);

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    g_error ("libcrypto has no random bytes to offer");
  for (gsize i = 0; i < sizeof bytes; i++)
    {
      id[2 * i] = hex[bytes[i] >> 4];
      id[2 * i + 1] = hex[bytes[i] & 15];
    }
  id[CAL_LOG_ID_LENGTH] = '\0';
  return id;
}

/**
 * cal_log_id_is_valid:
 *
 * Returns: whether @text has the form of a log id
 */
gboolean
cal_log_id_is_valid (const char *text)
{
  return strlen (text) == CAL_LOG_ID_LENGTH
         && strspn (text, "0123456789abcdef") == CAL_LOG_ID_LENGTH;
}
