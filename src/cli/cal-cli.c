/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cal-cli.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/cal-verbs.h"

static const CalVerb verbs[] = {
  { "sample", "DOCUMENT | --roster FILE.csv", N_ ("Make up a cycle of any size"), cal_verb_sample },
  { "new", "DOCUMENT --roster FILE", N_ ("Start a cycle from a roster"), cal_verb_new },
  { "import", "DOCUMENT FILE [--as ratings|earlier]",
    N_ ("Bring a corrected roster or further ratings in"), cal_verb_import },
  { "session",
    "start DOCUMENT NAME --reason TEXT | reopen DOCUMENT NAME --reason TEXT --second PERSON | "
    "list DOCUMENT",
    N_ ("Start or reopen a session, or list them"), cal_verb_session },
  { "move", "DOCUMENT SUBJECT TO --reason-code CODE --reason TEXT",
    N_ ("Move a subject to a cell such as 2,3, or to holding"), cal_verb_move },
  { "keep", "DOCUMENT SUBJECT --reason-code CODE --reason TEXT",
    N_ ("Record that a rating was discussed and confirmed"), cal_verb_keep },
  { "decide", "DOCUMENT FILE.csv", N_ ("Make many decisions as one batch"), cal_verb_decide },
  { "undo", "DOCUMENT --reason TEXT", N_ ("Take the latest decision or batch back"),
    cal_verb_undo },
  { "redo", "DOCUMENT --reason TEXT", N_ ("Bring back what was undone last"), cal_verb_redo },
  { "board", "DOCUMENT", N_ ("Show who stands where"), cal_verb_board },
  { "chart", "DOCUMENT NAME --output FILE | --list", N_ ("Draw a chart"), cal_verb_chart },
  { "log", "DOCUMENT", N_ ("Show the decision log"), cal_verb_log },
  { "checkpoint", "DOCUMENT", N_ ("Print the log's size and root as a seal signs them"),
    cal_verb_checkpoint },
  { "seal", "DOCUMENT --session NAME --key KEYFILE", N_ ("Finalise a session and sign the log"),
    cal_verb_seal },
  { "verify", "DOCUMENT", N_ ("Check that nothing was altered, left out or added"),
    cal_verb_verify },
  { "prove", "DOCUMENT --seq N | --subject ID", N_ ("Prove that a record stands in the log"),
    cal_verb_prove },
  { "check-proof",
    "FILE [--checkpoint FILE] [--allowed-signers FILE --identity WHO] | --lines FILE",
    N_ ("Check what “prove” has made, without the document"), cal_verb_check_proof },
  { "hold", "DOCUMENT on|off --subject ID --reason TEXT", N_ ("Set or lift a legal hold"),
    cal_verb_hold },
  { "erase", "DOCUMENT --subject ID --reason TEXT", N_ ("Erase what a document holds on somebody"),
    cal_verb_erase },
  { "redact", "DOCUMENT --output COPY", N_ ("Make an auditor's copy under pseudonyms"),
    cal_verb_redact },
  { "branch", "DOCUMENT --output COPY", N_ ("Make a copy for another room, under a new log id"),
    cal_verb_branch },
  { "compare", "DOCUMENT OTHER", N_ ("Compare two documents by their logs"), cal_verb_compare },
  { "export", "DOCUMENT --output FILE", N_ ("Write final ratings as .xlsx, .csv, .json or .pdf"),
    cal_verb_export },
  { "fairness", "DOCUMENT", N_ ("Show every figure of fairness"), cal_verb_fairness },
  { "stat", "METHOD [FILE]", N_ ("Compute one figure from bare numbers"), cal_verb_stat },
};

static const CalVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}

static int
print_help (void)
{
  printf (_ ("Usage:\n  calibrate [DOCUMENT]       open the window\n"
             "  calibrate VERB [OPTION…]   work without a display\n\nVerbs:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    printf ("  %-11s %s\n", verbs[i].name, _ (verbs[i].summary));
  printf (_ ("\n“calibrate VERB --help” says what a verb takes. FILE may be - for standard input "
             "or output.\nExit status: 0 done, 1 refused or rows rejected, 2 wrong call, 3 could "
             "not be done.\n"));
  return CAL_CLI_OK;
}

static int
run_verb (int argc, char **argv)
{
  const CalVerb *verb = find_verb (argv[1]);
  g_auto (CalCall) call = { .verb = verb };

  if (verb != NULL)
    return verb->run (&call, argc - 1, argv + 1);
  for (int i = 2; i < argc; i++)
    {
      call.json |= strcmp (argv[i], "--json") == 0;
      call.jsonl |= strcmp (argv[i], "--jsonl") == 0;
    }
  return cal_call_refuse (&call, CAL_CLI_WRONG_CALL, NULL,
                          argv[1][0] == '-' ? _ ("there is no option “%s”: try “calibrate --help”")
                                            : _ ("there is no verb “%s”: try “calibrate --help”"),
                          argv[1]);
}

/**
 * cal_cli_is_verb:
 * @argument: the program's first argument
 *
 * Whether the command line is meant rather than a document to open in the
 * window: a verb, an option other than those of GApplication, or a bare word
 * that names no file, which is then complained about as an unknown verb.
 */
gboolean
cal_cli_is_verb (const char *argument)
{
  if (find_verb (argument) != NULL)
    return TRUE;
  if (argument[0] == '-')
    return !g_str_has_prefix (argument, "--gapplication");
  return strchr (argument, '/') == NULL && strchr (argument, '.') == NULL
         && !g_file_test (argument, G_FILE_TEST_EXISTS);
}

/**
 * cal_cli_run:
 * @argc: how many arguments
 * @argv: the program's name, the verb, its arguments
 *
 * Does what the command line asks for, without a display.
 *
 * Returns: the exit status, a #CalCliExit
 */
int
cal_cli_run (int argc, char **argv)
{
  int status;

  g_return_val_if_fail (argc > 1, CAL_CLI_WRONG_CALL);

  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      status = print_help ();
    }
  else if (strcmp (argv[1], "--version") == 0)
    {
      puts ("calibrate " CAL_VERSION);
      status = CAL_CLI_OK;
    }
  else
    status = run_verb (argc, argv);

  if (fflush (stdout) != 0 || ferror (stdout))
    {
      cal_call_complain (NULL, 0, NULL, _ ("the answer could not be written to standard output"));
      status = MAX (status, (int) CAL_CLI_FAILED);
    }
  return status;
}
