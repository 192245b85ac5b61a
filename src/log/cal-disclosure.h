/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

/* A digest in base64url, with its NUL. */
#define CAL_DIGEST_SIZE 44

/**
 * CalDisclosure:
 * @salt: what keeps the value from being guessed, in base64url
 * @name: the field's name
 * @is_list: whether the value is an array
 * @texts: (element-type utf8): the value: the array's texts, or the one string
 *
 * A disclosure as read. The texts stay valid until it reads the next.
 */
typedef struct
{
  const char *salt;
  const char *name;
  gboolean is_list;
  GPtrArray *texts;

  /*< private >*/
  GString *json;
} CalDisclosure;

CalDisclosure *cal_disclosure_new (void);
void cal_disclosure_free (CalDisclosure *disclosure);
gboolean
cal_disclosure_read (CalDisclosure *disclosure, const char *text, gsize length, GError **error);

void cal_disclosure_digest (CalHasher *hasher,
                            const char *text,
                            gsize length,
                            char digest[CAL_DIGEST_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalDisclosure, cal_disclosure_free)
