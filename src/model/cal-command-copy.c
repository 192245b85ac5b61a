/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-command-copy.h"

static const char *const *
copy_list (const char *const *list)
{
  return (const char *const *) g_strdupv ((char **) list);
}

static CalStep
copy_step (const CalStep *step)
{
  CalStep copy = {
    .subject = g_strdup (step->subject),
    .to = step->to,
    .reason_code = g_strdup (step->reason_code),
    .reason = g_strdup (step->reason),
    .proposed_by = g_strdup (step->proposed_by),
    .evidence = copy_list (step->evidence),
    .dissent = copy_list (step->dissent),
    .expects = step->expects != NULL ? g_memdup2 (step->expects, sizeof *step->expects) : NULL,
  };

  return copy;
}

static void
clear_step (const CalStep *step)
{
  g_free ((char *) step->subject);
  g_free ((char *) step->reason_code);
  g_free ((char *) step->reason);
  g_free ((char *) step->proposed_by);
  g_strfreev ((char **) step->evidence);
  g_strfreev ((char **) step->dissent);
  g_free ((CalPlacement *) step->expects);
}

/**
 * cal_command_copy:
 * @command: a command that borrows what it points to
 *
 * Returns: (transfer full): one that owns it, so that it can wait its turn;
 *   free with cal_command_free()
 */
CalCommand *
cal_command_copy (const CalCommand *command)
{
  CalCommand *copy = g_new0 (CalCommand, 1);
  CalStep *steps = g_new0 (CalStep, command->n_steps);

  for (gsize i = 0; i < command->n_steps; i++)
    steps[i] = copy_step (&command->steps[i]);
  copy->kind = command->kind;
  copy->session = g_strdup (command->session);
  copy->actor = g_strdup (command->actor);
  copy->time = command->time;
  copy->steps = steps;
  copy->n_steps = command->n_steps;
  copy->reason = g_strdup (command->reason);
  copy->people = copy_list (command->people);
  return copy;
}

/**
 * cal_command_free:
 * @command: (transfer full) (nullable): what cal_command_copy() made
 */
void
cal_command_free (CalCommand *command)
{
  if (command == NULL)
    return;
  for (gsize i = 0; i < command->n_steps; i++)
    clear_step (&command->steps[i]);
  g_free ((CalStep *) command->steps);
  g_free ((char *) command->session);
  g_free ((char *) command->actor);
  g_free ((char *) command->reason);
  g_strfreev ((char **) command->people);
  g_free (command);
}
