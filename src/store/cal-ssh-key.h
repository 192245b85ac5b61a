/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * CalSshKey:
 * @path: (nullable): the public key's file; %NULL for one that only the agent has
 * @line: the public key, as its file has it
 * @comment: what the key says of itself, empty for nothing
 * @fingerprint: its fingerprint, as `ssh-keygen -l` writes it
 * @in_agent: whether the agent holds it, so that nobody is asked
 * @is_hardware: whether it is in a device that wants to be touched
 *
 * A key that its owner can sign with.
 */
typedef struct
{
  char *path;
  char *line;
  char *comment;
  char *fingerprint;
  gboolean in_agent;
  gboolean is_hardware;
} CalSshKey;

CalSshKey *cal_ssh_key_parse (const char *line);
CalSshKey *cal_ssh_key_read (const char *path, GError **error);
GPtrArray *cal_ssh_key_list (const char *folder);
CalSshKey *cal_ssh_key_copy (const CalSshKey *key);
char *cal_ssh_key_private_path (const CalSshKey *key);
void cal_ssh_key_free (CalSshKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalSshKey, cal_ssh_key_free)
