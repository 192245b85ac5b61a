/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cycle.h"

enum
{
  OPEN = 'o',
  APPEND = 'a',
  APPEND_FOR_EVER = 'f',
  CLOSE = 'c',
};

static void
answer (int fd, guint64 number)
{
  if (write (fd, &number, sizeof number) != sizeof number)
    _exit (1);
}

static guint64
append_one (CalDocument *document, CalBoard *board, GRand *rand)
{
  cycle_decide_at_random (document, board, rand, 1);
  return cal_board_size (board);
}

/* The other process: a command a byte, a number for an answer. */
static void
obey (const char *path, int commands, int answers)
{
  g_autoptr (CalDocument) document = NULL;
  g_autoptr (CalBoard) board = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) getpid ());
  char command;

  while (read (commands, &command, 1) == 1)
    switch (command)
      {
      case OPEN:
        document = cal_document_open (path, CAL_ACCESS_WRITE, NULL);
        board = document != NULL ? cal_document_load (document, CAL_NONE, NULL) : NULL;
        answer (answers, board != NULL);
        break;
      case APPEND:
        answer (answers, append_one (document, board, rand));
        break;
      case APPEND_FOR_EVER:
        while (TRUE)
          answer (answers, append_one (document, board, rand));
      case CLOSE:
        g_clear_pointer (&board, cal_board_free);
        g_clear_pointer (&document, cal_document_free);
        answer (answers, 0);
        break;
      default:
        g_assert_not_reached ();
      }
}

/* Must be called while no document is open here: SQLite's connections and locks
 * are not to be carried into another process. */
void
hand_start (Hand *hand, const char *path)
{
  int commands[2];
  int answers[2];

  g_assert_cmpint (pipe (commands), ==, 0);
  g_assert_cmpint (pipe (answers), ==, 0);
  fflush (NULL);
  hand->pid = fork ();
  g_assert_cmpint (hand->pid, >=, 0);
  if (hand->pid == 0)
    {
      close (commands[1]);
      close (answers[0]);
      obey (path, commands[0], answers[1]);
      _exit (0);
    }
  close (commands[0]);
  close (answers[1]);
  hand->commands = commands[1];
  hand->answers = answers[0];
}

static void
command (Hand *hand, char what)
{
  g_assert_cmpint (write (hand->commands, &what, 1), ==, 1);
}

/* Returns: whether the hand is still there to answer */
gboolean
hand_read_size (Hand *hand, guint64 *size)
{
  gssize n = read (hand->answers, size, sizeof *size);

  g_assert_true (n == 0 || n == sizeof *size);
  return n != 0;
}

static guint64
ask (Hand *hand, char what)
{
  guint64 number;

  command (hand, what);
  g_assert_true (hand_read_size (hand, &number));
  return number;
}

gboolean
hand_open (Hand *hand)
{
  return ask (hand, OPEN) != 0;
}

/* Returns: the log's size once the entries were confirmed */
guint64
hand_append (Hand *hand)
{
  return ask (hand, APPEND);
}

void
hand_append_for_ever (Hand *hand)
{
  command (hand, APPEND_FOR_EVER);
}

void
hand_close (Hand *hand)
{
  ask (hand, CLOSE);
}

static int
wait_for (pid_t pid)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

void
hand_quit (Hand *hand)
{
  int status;

  close (hand->commands);
  status = wait_for (hand->pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  close (hand->answers);
}

/* The pipe of answers stays open, with what was confirmed before. */
void
hand_kill (Hand *hand)
{
  g_assert_cmpint (kill (hand->pid, SIGKILL), ==, 0);
  g_assert_true (WIFSIGNALED (wait_for (hand->pid)));
  close (hand->commands);
}

/* Runs assertions in a process of their own, which may give up its rights or see
 * other file systems without anything to put back. */
void
hand_run_apart (void (*func) (gpointer data), gpointer data)
{
  pid_t pid;
  int status;

  fflush (NULL);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      func (data);
      _exit (0);
    }
  status = wait_for (pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}
