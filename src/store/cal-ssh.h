/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Where a new key's passphrase stands while ssh-keygen asks the askpass program
 * for it. It is the environment of these two alone, which nobody but the user
 * can read; a command line could be read by everybody. */
#define CAL_SSH_PASSPHRASE_VARIABLE "CALIBRATE_NEW_PASSPHRASE"

/* The key's file, where an askpass program may be asked: this program's own
 * binary knows by it what it is started for. */
#define CAL_SSH_ASKPASS_VARIABLE "CALIBRATE_ASKPASS"

/**
 * CalSshPrompt:
 * @askpass: (nullable): the program that asks for a passphrase; %NULL for the
 *   one that the desktop has
 * @cancellable: (nullable): to give up, which ends ssh-keygen and the askpass
 *   program
 *
 * How ssh-keygen speaks with its user where there is no terminal.
 */
typedef struct
{
  const char *askpass;
  GCancellable *cancellable;
} CalSshPrompt;

/**
 * CalSshTouchFunc:
 *
 * Called in the thread that signs, when a hardware key waits to be touched.
 */
typedef void (*CalSshTouchFunc) (gpointer user_data);

/**
 * CalSshRefusal:
 * @CAL_SSH_REFUSAL_OTHER: for a reason that its message gives
 * @CAL_SSH_REFUSAL_PASSPHRASE: no passphrase or PIN was given, or not the right one
 * @CAL_SSH_REFUSAL_NO_PRIVATE_KEY: its private half is in no file and no agent
 * @CAL_SSH_REFUSAL_AGENT: the agent has it and did not sign
 * @CAL_SSH_REFUSAL_NO_DEVICE: the hardware key is not there
 *
 * Why a key did not sign.
 */
typedef enum
{
  CAL_SSH_REFUSAL_OTHER,
  CAL_SSH_REFUSAL_PASSPHRASE,
  CAL_SSH_REFUSAL_NO_PRIVATE_KEY,
  CAL_SSH_REFUSAL_AGENT,
  CAL_SSH_REFUSAL_NO_DEVICE,
} CalSshRefusal;

GBytes *cal_ssh_sign (const char *key,
                      const char *checkpoint,
                      const CalSshPrompt *prompt,
                      CalSshTouchFunc touch,
                      gpointer user_data,
                      GError **error);
CalSshRefusal cal_ssh_refusal_of (const GError *error);
gboolean cal_ssh_check (GBytes *signature,
                        const char *checkpoint,
                        const char *allowed_signers,
                        const char *identity,
                        gboolean *good,
                        GError **error);
gboolean cal_ssh_find_signer (GBytes *signature,
                              const char *checkpoint,
                              const char *allowed_signers,
                              char **signer,
                              GError **error);
gboolean cal_ssh_key_place_is_free (const char *path);
gboolean cal_ssh_make_key (const char *path,
                           const char *comment,
                           const char *passphrase,
                           const char *askpass,
                           GError **error);
char **cal_ssh_agent_lines (void);
