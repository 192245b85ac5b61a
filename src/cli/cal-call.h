/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cli/cal-cli.h"

typedef struct _CalCall CalCall;

/**
 * CalVerb:
 * @name: the verb
 * @arguments: what follows it, for the help
 * @summary: what it does, a phrase
 * @run: does it; returns a #CalCliExit
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (CalCall *call, int argc, char **argv);
} CalVerb;

/**
 * CalCall:
 * @verb: the verb
 * @words: (array length=n_words): the arguments that are no options
 * @json: whether the answer is one JSON object
 * @jsonl: whether it is one JSON object a line
 * @exit: what cal_call_parse() answers where it returns %FALSE
 *
 * One call of the program.
 */
struct _CalCall
{
  const CalVerb *verb;
  char **words;
  guint n_words;
  gboolean json;
  gboolean jsonl;
  int exit;

  /*< private >*/
  gboolean help;
  GOptionContext *context;
};

gboolean cal_call_parse (CalCall *call,
                         const GOptionEntry *entries,
                         guint min_words,
                         guint max_words,
                         int argc,
                         char **argv);
void cal_call_clear (CalCall *call);

void cal_call_complain (const char *file, guint64 line, const char *column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
int cal_call_refuse (CalCall *call, CalCliExit exit, const char *file, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
gboolean cal_call_find_file (CalCall *call, const char *file);
gboolean cal_call_spares_cycle (CalCall *call, const char *output);
int cal_call_fail (CalCall *call, const char *file, const GError *error);
char *cal_call_plain (const char *text);
const char *cal_call_default_actor (void);
gboolean cal_call_parse_number (const char *text, guint64 max, guint64 *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CalCall, cal_call_clear)
