/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-call.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-answer.h"
#include "core/cal-core-error.h"
#include "store/cal-file-header.h"

static gboolean
wants (int argc, char **argv, const char *option)
{
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--") == 0)
        return FALSE;
      if (strcmp (argv[i], option) == 0)
        return TRUE;
    }
  return FALSE;
}

static GOptionContext *
make_context (CalCall *call, const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (call->verb->arguments);
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &call->json, N_ ("Answer with one JSON object"), NULL },
    { "jsonl", 0, 0, G_OPTION_ARG_NONE, &call->jsonl, N_ ("Answer with one JSON object a line"),
      NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &call->help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, call->verb->summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  return context;
}

static void
print_help (const CalCall *call)
{
  g_autofree char *program = g_strconcat ("calibrate ", call->verb->name, NULL);
  g_autofree char *help = NULL;

  /* The usage line starts with the program's name and goes on with the options. */
  g_set_prgname (program);
  help = g_option_context_get_help (call->context, TRUE, NULL);
  fputs (help, stdout);
}

static void
take_out (char **words, guint i)
{
  g_free (words[i]);
  memmove (words + i, words + i + 1, g_strv_length (words + i + 1) * sizeof *words + sizeof *words);
}

/**
 * cal_call_parse:
 * @call: the call, with its verb
 * @entries: (nullable) (array zero-terminated=1): the verb's own options
 * @min_words: how few arguments that are no options it takes
 * @max_words: how many
 * @argc: how many arguments there are, the verb included
 * @argv: the verb, its arguments
 *
 * Reads a call's arguments, or answers it: with the verb's help, or with a
 * complaint.
 *
 * Returns: whether there is something to do; else the answer is in `call->exit`
 */
gboolean
cal_call_parse (CalCall *call,
                const GOptionEntry *entries,
                guint min_words,
                guint max_words,
                int argc,
                char **argv)
{
  g_autoptr (GError) error = NULL;

  call->context = make_context (call, entries);
  if (wants (argc, argv, "--help") || wants (argc, argv, "-h"))
    {
      print_help (call);
      call->exit = CAL_CLI_OK;
      return FALSE;
    }
  /* A refusal of the arguments themselves is to be an object, too. */
  call->json = wants (argc, argv, "--json");
  call->jsonl = wants (argc, argv, "--jsonl");
  call->words = g_strdupv (argv);
  if (!g_option_context_parse_strv (call->context, &call->words, &error))
    {
      call->exit = cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL, "%s", error->message);
      return FALSE;
    }

  take_out (call->words, 0);
  for (guint i = 0; call->words[i] != NULL; i++)
    if (strcmp (call->words[i], "--") == 0)
      {
        take_out (call->words, i);
        break;
      }
  call->n_words = g_strv_length (call->words);
  if (call->n_words >= min_words && call->n_words <= max_words)
    return TRUE;
  call->exit =
      cal_call_refuse (call, CAL_CLI_WRONG_CALL, NULL,
                       call->n_words < min_words ? _ ("something is missing: calibrate %s %s")
                                                 : _ ("that is too much: calibrate %s %s"),
                       call->verb->name, call->verb->arguments);
  return FALSE;
}

void
cal_call_clear (CalCall *call)
{
  g_clear_pointer (&call->context, g_option_context_free);
  g_clear_pointer (&call->words, g_strfreev);
}

/**
 * cal_call_plain:
 * @text: text from a file
 *
 * Returns: (transfer full): the text on one line and without characters that
 *   would command the terminal or turn text round
 */
char *
cal_call_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n' || c == '\r' || c == '\t')
        g_string_append_c (plain, ' ');
      else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E)
               || (c >= 0x2066 && c <= 0x2069))
        g_string_append (plain, "\xef\xbf\xbd");
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

static void
complain (const char *file, guint64 line, const char *column, const char *message)
{
  g_autoptr (GString) text = g_string_new ("calibrate: ");
  g_autofree char *plain = cal_call_plain (message);

  if (file != NULL)
    {
      g_autofree char *name = cal_call_plain (file);

      g_string_append_printf (text, "%s:", name);
      if (line > 0)
        g_string_append_printf (text, "%" G_GUINT64_FORMAT ":", line);
      g_string_append_c (text, ' ');
    }
  if (column != NULL && *column != '\0')
    {
      g_autofree char *name = cal_call_plain (column);

      g_string_append_printf (text, _ ("column %s: "), name);
    }
  g_string_append_printf (text, "%s\n", plain);
  fputs (text->str, stderr);
}

/**
 * cal_call_complain:
 * @file: (nullable): the file that it concerns
 * @line: its physical line, 0 for none
 * @column: (nullable): its column
 * @format: what is wrong
 *
 * Says on standard error `calibrate: FILE:LINE: column NAME: what is wrong`.
 */
void
cal_call_complain (const char *file, guint64 line, const char *column, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  complain (file, line, column, message);
}

static int
refuse (CalCall *call, CalCliExit code, const char *file, const char *message)
{
  complain (file, 0, NULL, message);
  if (call->json || call->jsonl)
    {
      g_autoptr (JsonBuilder) answer = cal_answer_new ();

      cal_answer_text (answer, "error", message);
      if (file != NULL)
        cal_answer_text (answer, "file", file);
      cal_answer_number (answer, "exit", code);
      cal_answer_print (answer);
    }
  return code;
}

/**
 * cal_call_refuse:
 * @exit: the exit status
 * @file: (nullable): the file that it concerns
 * @format: why
 *
 * Answers a call that is not done.
 *
 * Returns: @exit
 */
int
cal_call_refuse (CalCall *call, CalCliExit exit, const char *file, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  return refuse (call, exit, file, message);
}

/**
 * cal_call_fail:
 * @file: (nullable): the file that it concerns
 * @error: what a lower room said
 *
 * Answers a call that the rules refuse, or that could not be done.
 *
 * Returns: the exit status
 */
int
cal_call_fail (CalCall *call, const char *file, const GError *error)
{
  g_autofree char *prefix = file != NULL ? g_strconcat (file, ": ", NULL) : g_strdup ("");
  const char *message = error->message;

  if (g_str_has_prefix (message, prefix))
    message += strlen (prefix);
  return refuse (call, error->domain == CAL_CORE_ERROR ? CAL_CLI_REFUSED : CAL_CLI_FAILED, file,
                 message);
}

/**
 * cal_call_find_file:
 * @file: a file that another program is to read: what that makes of its absence
 *   would pass for an answer
 *
 * Answers the call where there is no such file.
 *
 * Returns: whether there is
 */
gboolean
cal_call_find_file (CalCall *call, const char *file)
{
  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  call->exit = cal_call_refuse (call, CAL_CLI_FAILED, file, _ ("there is no such file"));
  return FALSE;
}

/**
 * cal_call_spares_cycle:
 * @output: (nullable): where something is to be written; before a document is opened
 *
 * Answers the call where that would take the place of a cycle, the one that is read
 * or another.
 *
 * Returns: whether it would not
 */
gboolean
cal_call_spares_cycle (CalCall *call, const char *output)
{
  if (output == NULL || !cal_file_header_is_document (output))
    return TRUE;
  call->exit = cal_call_refuse (call, CAL_CLI_FAILED, output,
                                _ ("a cycle is there, and nothing is written over it: choose "
                                   "another name"));
  return FALSE;
}

/**
 * cal_call_default_actor:
 *
 * Returns: who decides where nobody is named: the login's real name, or else
 *   the login
 */
const char *
cal_call_default_actor (void)
{
  const char *name = g_get_real_name ();

  return name == NULL || *name == '\0' || strcmp (name, "Unknown") == 0 ? g_get_user_name () : name;
}

/**
 * cal_call_parse_number:
 * @max: the largest that is meant
 * @number: (out): the number
 *
 * Returns: whether @text is a whole number from 0 to @max and nothing else
 */
gboolean
cal_call_parse_number (const char *text, guint64 max, guint64 *number)
{
  return g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL);
}
