/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalLogError:
 * @CAL_LOG_ERROR_BAD_TEXT: a text cannot be recorded: it is not valid UTF-8
 * @CAL_LOG_ERROR_BAD_FORM: bytes are not in canonical form
 * @CAL_LOG_ERROR_BAD_RECORD: a record lacks a part, or has one too many
 * @CAL_LOG_ERROR_BAD_DISCLOSURE: a disclosure is not the one that its record names
 * @CAL_LOG_ERROR_WRONG_LOG: a record belongs to another log
 * @CAL_LOG_ERROR_BAD_RULES: the rules of a record cannot be read
 *
 * Why bytes of the decision log cannot be written or read.
 */
typedef enum
{
  CAL_LOG_ERROR_BAD_TEXT,
  CAL_LOG_ERROR_BAD_FORM,
  CAL_LOG_ERROR_BAD_RECORD,
  CAL_LOG_ERROR_BAD_DISCLOSURE,
  CAL_LOG_ERROR_WRONG_LOG,
  CAL_LOG_ERROR_BAD_RULES,
} CalLogError;

#define CAL_LOG_ERROR (cal_log_error_quark ())
GQuark cal_log_error_quark (void);
