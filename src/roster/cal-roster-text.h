/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster/cal-roster-source.h"

/**
 * CalRosterNature:
 * What a file's bytes are. Those after %CAL_NATURE_WINDOWS_1252 are no text
 * that can be read as a roster.
 */
typedef enum
{
  CAL_NATURE_EMPTY,
  CAL_NATURE_UTF8,
  CAL_NATURE_UTF16_LE,
  CAL_NATURE_UTF16_BE,
  CAL_NATURE_WINDOWS_1252,
  CAL_NATURE_UTF32,
  CAL_NATURE_GZIP,
  CAL_NATURE_ZIP,
  CAL_NATURE_WORKBOOK,
} CalRosterNature;

/**
 * CalRosterText:
 *
 * Turns a file's bytes into UTF-8, block by block. What is ill-formed comes out
 * as the byte FF, which is ill-formed in UTF-8 too, so that it is found in one
 * place whatever the file's encoding.
 */
typedef struct _CalRosterText CalRosterText;

gboolean cal_roster_text_detect (CalRosterSource *source, CalRosterNature *nature, GError **error);
const char *cal_roster_text_nature_name (CalRosterNature nature);

CalRosterText *cal_roster_text_new (CalRosterNature nature);
void cal_roster_text_free (CalRosterText *text);
const char *
cal_roster_text_decode (CalRosterText *text, const guint8 *block, gsize n, gsize *length);
const char *cal_roster_text_finish (CalRosterText *text, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalRosterText, cal_roster_text_free)
