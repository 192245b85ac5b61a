/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/cal-decide.h"

/**
 * CalDecisionsFile:
 * @steps: (element-type CalStep): a step a row, their texts owned by the file
 * @lines: (element-type guint64): each row's physical line
 * @problems: (element-type CalFileProblem): what cannot be read
 *
 * What a file of decisions asks for.
 */
typedef struct
{
  GArray *steps;
  GArray *lines;
  GPtrArray *problems;

  /*< private >*/
  GStringChunk *texts;
  gint columns[5];
  guint n_columns;
  gboolean has_header;
} CalDecisionsFile;

/**
 * CalFileProblem:
 * @line: the physical line on which the record starts, from 1
 * @column: the column's name, empty for the whole row or file
 * @message: what is wrong
 */
typedef struct
{
  guint64 line;
  const char *column;
  char *message;
} CalFileProblem;

CalDecisionsFile *cal_decisions_file_read (const char *path, GError **error);
void cal_decisions_file_free (CalDecisionsFile *file);
void cal_decisions_file_complain (CalDecisionsFile *file,
                                  guint64 line,
                                  const char *column,
                                  const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalDecisionsFile, cal_decisions_file_free)
