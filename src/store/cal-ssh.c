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

/* What ssh-keygen says, in every language, as it begins to sign, and when a
 * hardware key waits to be touched. */
#define SIGNING "Signing data on standard input"
#define TOUCH "Confirm user presence"

/* What it says when it did not sign. */
static const struct
{
  CalSshRefusal refusal;
  const char *complaint;
  const char *sentence;
} refusals[] = {
  { CAL_SSH_REFUSAL_PASSPHRASE, "incorrect passphrase",
    "no passphrase or PIN was given, or not the right one" },
  { CAL_SSH_REFUSAL_NO_PRIVATE_KEY, "No private key found",
    "its private half does not stand beside it, and no agent that could be reached holds it" },
  { CAL_SSH_REFUSAL_AGENT, "agent refused",
    "the agent that holds it did not sign: it is locked, or asked and was told no" },
  { CAL_SSH_REFUSAL_NO_DEVICE, "device not found", "the hardware key is not plugged in" },
};

/* A program of OpenSSH that runs, what it is given, and what came of it. */
typedef struct
{
  const char *const *arguments;
  const char *input;
  const CalSshPrompt *prompt;
  const char *key;
  const char *passphrase;
  CalSshTouchFunc touch;
  gpointer touch_data;

  char *output;
  char *complaint;
  gboolean succeeded;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->output);
  g_free (run->complaint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

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
start (const Run *run, const char *input_path, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_stdin_file_path (launcher, input_path);
  if (run->prompt != NULL)
    {
      g_subprocess_launcher_set_child_setup (launcher, lead_group, NULL, NULL);
      g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS_REQUIRE", "force", TRUE);
      g_subprocess_launcher_setenv (launcher, CAL_SSH_ASKPASS_VARIABLE, run->key, TRUE);
      if (run->prompt->askpass != NULL)
        g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS", run->prompt->askpass, TRUE);
    }
  if (run->passphrase != NULL)
    g_subprocess_launcher_setenv (launcher, CAL_SSH_PASSPHRASE_VARIABLE, run->passphrase, TRUE);
  return g_subprocess_launcher_spawnv (launcher, run->arguments, error);
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

/* Reads what it says while it runs, for the moment in which a hardware key waits;
 * what it was given to sign is not worth a word. It writes little to its output
 * until then. */
static gboolean
listen (Run *run, GSubprocess *process, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autoptr (GString) complaint = g_string_new (NULL);
  GError *failure = NULL;
  char *line;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while ((line = g_data_input_stream_read_line (lines, NULL, cancellable, &failure)) != NULL)
    {
      if (g_str_has_prefix (line, TOUCH))
        run->touch (run->touch_data);
      else if (!g_str_has_prefix (line, SIGNING))
        g_string_append_printf (complaint, "%s\n", line);
      g_free (line);
    }
  run->complaint = g_strdup (g_strchomp (complaint->str));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Runs it with its input from a file, for one that ends without having read a pipe
 * would take this program with it. */
static gboolean
run_program (Run *run, GError **error)
{
  GCancellable *cancellable = run->prompt != NULL ? run->prompt->cancellable : NULL;
  g_autofree char *path = write_file (run->input, error);
  g_autoptr (GSubprocess) process = path != NULL ? start (run, path, error) : NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  gboolean done = process != NULL
                  && (run->touch == NULL || listen (run, process, cancellable, error))
                  && g_subprocess_communicate (process, NULL, cancellable, &out, &err, error);

  if (path != NULL)
    g_unlink (path);
  if (process != NULL && !done)
    end_group (process);
  if (!done)
    return FALSE;
  run->output = text_of (out);
  if (run->complaint == NULL)
    run->complaint = g_strchomp (text_of (err));
  run->succeeded = g_subprocess_get_successful (process);
  return TRUE;
}

static void
set_not_signed (const char *key, const char *complaint, GError **error)
{
  const char *sentence = *complaint != '\0' ? complaint : "ssh-keygen gave no reason";

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strstr (complaint, refusals[i].complaint) != NULL)
      sentence = refusals[i].sentence;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED,
               "%s: nothing was signed with this key, so nothing was recorded and the session is "
               "open as before (%s)",
               key, sentence);
}

/**
 * cal_ssh_sign:
 * @key: a private key's file, or a public one's whose key the agent holds
 * @checkpoint: what is to be signed
 * @prompt: (nullable): how its user is asked; %NULL at a terminal
 * @touch: called when the key waits to be touched
 * @user_data: for @touch
 * @error: return location
 *
 * Has `ssh-keygen` sign a checkpoint. It asks for a passphrase or for a touch of
 * the key as the user's system is set up to, so this may take as long as a person
 * takes. Of a hardware key that the agent holds, only the agent says that it waits.
 *
 * Returns: (transfer full): the signature's bytes; %NULL with
 *   %CAL_STORE_ERROR_NOT_SIGNED, with %G_IO_ERROR_CANCELLED, or with an error of
 *   the subprocess where there is no ssh-keygen
 */
GBytes *
cal_ssh_sign (const char *key,
              const char *checkpoint,
              const CalSshPrompt *prompt,
              CalSshTouchFunc touch,
              gpointer user_data,
              GError **error)
{
  const char *const arguments[] = {
    "ssh-keygen", "-Y", "sign", "-n", CAL_SSHSIG_NAMESPACE, "-f", key, NULL,
  };
  g_auto (Run) run = {
    .arguments = arguments,
    .input = checkpoint,
    .prompt = prompt,
    .key = key,
    .touch = touch,
    .touch_data = user_data,
  };
  g_autoptr (GBytes) signature = NULL;

  if (!run_program (&run, error))
    return NULL;
  signature = run.succeeded ? cal_sshsig_from_armour (run.output) : NULL;
  if (signature != NULL && cal_sshsig_check_form (signature))
    return g_steal_pointer (&signature);
  set_not_signed (key, run.complaint, error);
  return NULL;
}

/**
 * cal_ssh_refusal_of:
 * @error: what cal_ssh_sign() answered with
 *
 * Returns: why the key did not sign, for somebody to be told in their own words
 */
CalSshRefusal
cal_ssh_refusal_of (const GError *error)
{
  gboolean is_of_key = g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);

  for (guint i = 0; is_of_key && i < G_N_ELEMENTS (refusals); i++)
    if (strstr (error->message, refusals[i].sentence) != NULL)
      return refusals[i].refusal;
  return CAL_SSH_REFUSAL_OTHER;
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
  g_auto (Run) run = {
    .arguments = allowed_signers != NULL ? trusting : bare,
    .input = checkpoint,
  };
  done = run_program (&run, error);
  *good = run.succeeded;
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
  gboolean good;

  *signer = NULL;
  if (path == NULL)
    return FALSE;
  const char *const arguments[] = {
    "ssh-keygen", "-Y", "find-principals", "-s", path, "-f", allowed_signers, NULL,
  };
  g_auto (Run) run = { .arguments = arguments, .input = "" };
  gboolean done = run_program (&run, error);

  g_unlink (path);
  if (!done || !run.succeeded)
    return done;
  run.output[strcspn (run.output, ",\n")] = '\0';
  if (!cal_ssh_check (signature, checkpoint, allowed_signers, run.output, &good, error))
    return FALSE;
  *signer = good ? g_steal_pointer (&run.output) : NULL;
  return TRUE;
}

/**
 * cal_ssh_key_place_is_free:
 * @path: where a private key might be
 *
 * Returns: whether neither it nor the public one beside it would take a file's
 *   place, nor that of a link to nowhere
 */
gboolean
cal_ssh_key_place_is_free (const char *path)
{
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  GFileTest anything = G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK;

  return !g_file_test (path, anything) && !g_file_test (public_path, anything);
}

static gboolean
prepare_place (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      cal_store_set_errno_error (error, errno, folder);
      return FALSE;
    }
  if (cal_ssh_key_place_is_free (path))
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
  g_auto (Run) run = {
    .arguments = arguments,
    .input = "",
    .prompt = &prompt,
    .key = path,
    .passphrase = is_locked ? passphrase : NULL,
  };

  if (!prepare_place (path, error) || !run_program (&run, error))
    return FALSE;
  if (run.succeeded)
    return TRUE;
  g_set_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED, "%s: no key was made (%s)", path,
               *run.complaint != '\0' ? run.complaint : "ssh-keygen gave no reason");
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
  g_auto (Run) run = { .arguments = arguments, .input = "" };

  if (g_getenv ("SSH_AUTH_SOCK") == NULL || !run_program (&run, NULL) || !run.succeeded)
    return g_new0 (char *, 1);
  return g_strsplit (g_strchomp (run.output), "\n", -1);
}
