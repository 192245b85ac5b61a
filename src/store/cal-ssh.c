/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-ssh.h"

#include <string.h>

#include <gio/gio.h>
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

static GSubprocess *
start (const char *const *arguments, const char *input_path, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_stdin_file_path (launcher, input_path);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

/* Runs ssh-keygen with @input, which comes from a file, for one that ends without
 * having read a pipe would take this program with it. What it writes goes to
 * @output, what it complains of to @complaint. */
static gboolean
run (const char *const *arguments,
     const char *input,
     char **output,
     char **complaint,
     gboolean *succeeded,
     GError **error)
{
  g_autofree char *path = write_file (input, error);
  g_autoptr (GSubprocess) process = path != NULL ? start (arguments, path, error) : NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  gboolean done =
      process != NULL && g_subprocess_communicate (process, NULL, NULL, &out, &err, error);

  if (path != NULL)
    g_unlink (path);
  if (!done)
    return FALSE;
  *output = text_of (out);
  *complaint = g_strchomp (text_of (err));
  *succeeded = g_subprocess_get_successful (process);
  return TRUE;
}

/**
 * cal_ssh_sign:
 * @key: a private key's file, or a public one's whose key the agent holds
 * @checkpoint: what is to be signed
 * @error: return location
 *
 * Has `ssh-keygen` sign a checkpoint. It asks for a passphrase or for a touch of
 * the key as the user's system is set up to, so this may take as long as a person
 * takes.
 *
 * Returns: (transfer full): the signature's bytes; %NULL with
 *   %CAL_STORE_ERROR_NOT_SIGNED, or with an error of the subprocess where there
 *   is no ssh-keygen
 */
GBytes *
cal_ssh_sign (const char *key, const char *checkpoint, GError **error)
{
  const char *const arguments[] = {
    "ssh-keygen", "-Y", "sign", "-n", CAL_SSHSIG_NAMESPACE, "-f", key, NULL,
  };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GBytes) signature = NULL;
  gboolean succeeded;

  if (!run (arguments, checkpoint, &output, &complaint, &succeeded, error))
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
