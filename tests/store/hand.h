/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

/**
 * Hand:
 *
 * A second hand on a document: a process of its own that does what it is told.
 */
typedef struct
{
  pid_t pid;
  int commands;
  int answers;
} Hand;

void hand_start (Hand *hand, const char *path);
gboolean hand_open (Hand *hand);
guint64 hand_append (Hand *hand);
void hand_append_for_ever (Hand *hand);
gboolean hand_read_size (Hand *hand, guint64 *size);
void hand_close (Hand *hand);
void hand_quit (Hand *hand);
void hand_kill (Hand *hand);

void hand_run_apart (void (*func) (gpointer data), gpointer data);
