/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-ssh.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "log/cal-sshsig.h"
#include "store/cal-store-error.h"

static char *
text_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

static char *
write_file (const char *text, GError **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("calibrate-XXXXXX", &path, error);

  if (fd < 0)
    return NULL;
  g_close (fd, NULL);
  if (g_file_set_contents (path, text, -1, error))
    return g_steal_pointer (&path);
  g_unlink (path);
  return NULL;
}

static void
lead_group (gpointer data)
{
  setpgid (0, 0);
}

/* Who is asked through a window leads a group of processes, so that the window
 * can be closed with it; at a terminal Ctrl+C must still reach it. */
static GSubprocess *
start (const char *const *arguments,
       const char *input_path,
       const CalSshPrompt *prompt,
       const char *key,
       const char *passphrase,
       GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_stdin_file_path (launcher, input_path);
  if (prompt != NULL)
    {
      g_subprocess_launcher_set_child_setup (launcher, lead_group, NULL, NULL);
      g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS_REQUIRE", "force", TRUE);
      g_subprocess_launcher_setenv (launcher, CAL_SSH_ASKPASS_VARIABLE, key, TRUE);
      if (prompt->askpass != NULL)
        g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS", prompt->askpass, TRUE);
    }
  if (passphrase != NULL)
    g_subprocess_launcher_setenv (launcher, CAL_SSH_PASSPHRASE_VARIABLE, passphrase, TRUE);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

/* The process and whom it asks. */
static void
end_group (GSubprocess *process)
{
  const char *identifier = g_subprocess_get_identifier (process);

  if (identifier != NULL)
    kill (-(pid_t) atoi (identifier), SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
}

/* Runs a program of OpenSSH with @input, which comes from a file, for one that
 * ends without having read a pipe would take this program with it. What it writes
 * goes to @output, what it complains of to @complaint. */
static gboolean
run_asking (const char *const *arguments,
            const char *input,
            const CalSshPrompt *prompt,
            const char *key,
            const char *passphrase,
            char **output,
            char **complaint,
            gboolean *succeeded,
            GError **error)
{
  GCancellable *cancellable = prompt != NULL ? prompt->cancellable : NULL;
  g_autofree char *path = write_file (input, error);
  g_autoptr (GSubprocess) process =
      path != NULL ? start (arguments, path, prompt, key, passphrase, error) : NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  gboolean done =
      process != NULL && g_subprocess_communicate (process, NULL, cancellable, &out, &err, error);

  if (path != NULL)
    g_unlink (path);
  if (process != NULL && !done)
    end_group (process);
  if (!done)
    return FALSE;
  *output = text_of (out);
  *complaint = g_strchomp (text_of (err));
  *succeeded = g_subprocess_get_successful (process);
  return TRUE;
}

static gboolean
run (const char *const *arguments,
     const char *input,
     char **output,
     char **complaint,
     gboolean *succeeded,
     GError **error)
{
  return run_asking (arguments, input, NULL, NULL, NULL, output, complaint, succeeded, error);
}

/**
 * cal_ssh_sign:
 * @key: a private key's file, or a public one's whose key the agent holds
 * @checkpoint: what is to be signed
 * @prompt: (nullable): how its user is asked; %NULL at a terminal
 * @error: return location
 *
 * Has `ssh-keygen` sign a checkpoint. It asks for a passphrase or for a touch of
 * the key as the user's system is set up to, so this may take as long as a person
 * takes.
 *
 * Returns: (transfer full): the signature's bytes; %NULL with
 *   %CAL_STORE_ERROR_NOT_SIGNED, with %G_IO_ERROR_CANCELLED, or with an error of
 *   the subprocess where there is no ssh-keygen
 */
GBytes *
cal_ssh_sign (const char *key, const char *checkpoint, const CalSshPrompt *prompt, GError **error)
{
  const char *const arguments[] = {
    "ssh-keygen", "-Y", "sign", "-n", CAL_SSHSIG_NAMESPACE, "-f", key, NULL,
  };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GBytes) signature = NULL;
  gboolean succeeded;

  if (!run_asking (arguments, checkpoint, prompt, key, NULL, &output, &complaint, &succeeded,
                   error))
    return NULL;
  signature = succeeded ? cal_sshsig_from_armour (output) : NULL;
  if (signature != NULL && cal_sshsig_check_form (signature))
    return g_steal_pointer (&signature);
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED,
               "%s: nothing was signed with this key, so nothing was recorded and the session is "
               "open as before (%s)",
               key, *complaint != '\0' ? complaint : "ssh-keygen gave no reason");
  return NULL;
}

/**
 * cal_ssh_check:
 * @signature: a signature's bytes
 * @checkpoint: what it is said to sign
 * @allowed_signers: (nullable): a file that says whose keys are trusted
 * @identity: (nullable): whose signature it must be
 * @good: (out): whether the signature is good; without @allowed_signers this says
 *   only that it was made with the key that stands in it
 * @error: return location
 *
 * Has `ssh-keygen` check a signature.
 *
 * Returns: %FALSE with an error where it could not be asked
 */
gboolean
cal_ssh_check (GBytes *signature,
               const char *checkpoint,
               const char *allowed_signers,
               const char *identity,
               gboolean *good,
               GError **error)
{
  g_autofree char *text = cal_sshsig_to_armour (signature);
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  gboolean done;

  *good = FALSE;
  if (!cal_sshsig_check_form (signature))
    return TRUE;
  path = write_file (text, error);
  if (path == NULL)
    return FALSE;
  const char *const bare[] = {
    "ssh-keygen", "-Y", "check-novalidate", "-n", CAL_SSHSIG_NAMESPACE, "-s", path, NULL,
  };
  const char *const trusting[] = {
    "ssh-keygen",    "-Y", "verify", "-n", CAL_SSHSIG_NAMESPACE, "-s", path, "-f",
    allowed_signers, "-I", identity, NULL,
  };
  done =
      run (allowed_signers != NULL ? trusting : bare, checkpoint, &output, &complaint, good, error);
  g_unlink (path);
  return done;
}

/**
 * cal_ssh_find_signer:
 * @signature: a signature's bytes
 * @checkpoint: what it is said to sign
 * @allowed_signers: a file that says whose keys are trusted
 * @signer: (out) (nullable) (transfer full): who made the signature by that
 *   file, %NULL where it is nobody of them
 * @error: return location
 *
 * Has `ssh-keygen` find out whose signature it is. Where one key has several
 * names, the first counts.
 *
 * Returns: %FALSE with an error where it could not be asked
 */
gboolean
cal_ssh_find_signer (GBytes *signature,
                     const char *checkpoint,
                     const char *allowed_signers,
                     char **signer,
                     GError **error)
{
  g_autofree char *text = cal_sshsig_to_armour (signature);
  g_autofree char *path = write_file (text, error);
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  gboolean found;
  gboolean good;

  *signer = NULL;
  if (path == NULL)
    return FALSE;
  const char *const arguments[] = {
    "ssh-keygen", "-Y", "find-principals", "-s", path, "-f", allowed_signers, NULL,
  };
  gboolean done = run (arguments, "", &output, &complaint, &found, error);

  g_unlink (path);
  if (!done || !found)
    return done;
  output[strcspn (output, ",\n")] = '\0';
  if (!cal_ssh_check (signature, checkpoint, allowed_signers, output, &good, error))
    return FALSE;
  *signer = good ? g_steal_pointer (&output) : NULL;
  return TRUE;
}

static gboolean
prepare_place (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      cal_store_set_errno_error (error, errno, folder);
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (public_path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_EXISTS,
               "%s: a file of this name is there already, and was left as it is", path);
  return FALSE;
}

/**
 * cal_ssh_make_key:
 * @path: where the private key is to be; the public one goes beside it with
 *   `.pub`
 * @comment: what the key says of itself
 * @passphrase: what it is locked with, empty for nothing
 * @askpass: a program that answers with the passphrase, which it finds in
 *   %CAL_SSH_PASSPHRASE_VARIABLE
 * @error: return location
 *
 * Has `ssh-keygen` make an Ed25519 key.
 *
 * Returns: %FALSE with %CAL_STORE_ERROR_EXISTS, %CAL_STORE_ERROR_NOT_SIGNED
 *   where ssh-keygen made none, or an error of the disk or of the subprocess
 */
gboolean
cal_ssh_make_key (const char *path,
                  const char *comment,
                  const char *passphrase,
                  const char *askpass,
                  GError **error)
{
  const CalSshPrompt prompt = { .askpass = askpass };
  gboolean is_locked = *passphrase != '\0';
  const char *const arguments[] = {
    "ssh-keygen", "-q", "-t", "ed25519", "-C", comment, "-f", path, is_locked ? NULL : "-N",
    "",           NULL,
  };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  gboolean succeeded;

  if (!prepare_place (path, error)
      || !run_asking (arguments, "", &prompt, path, is_locked ? passphrase : NULL, &output,
                      &complaint, &succeeded, error))
    return FALSE;
  if (succeeded)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED, "%s: no key was made (%s)", path,
               *complaint != '\0' ? complaint : "ssh-keygen gave no reason");
  return FALSE;
}

/**
 * cal_ssh_agent_lines:
 *
 * Returns: (transfer full): the public keys that the user's agent holds, a line
 *   each; none where there is no agent
 */
char **
cal_ssh_agent_lines (void)
{
  const char *const arguments[] = { "ssh-add", "-L", NULL };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  gboolean succeeded;

  if (g_getenv ("SSH_AUTH_SOCK") == NULL
      || !run (arguments, "", &output, &complaint, &succeeded, NULL) || !succeeded)
    return g_new0 (char *, 1);
  return g_strsplit (g_strchomp (output), "\n", -1);
}
