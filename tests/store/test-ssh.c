/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-ssh.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cycle.h"
#include "log/cal-sshsig.h"
#include "sealed-cycle.h"
#include "store/cal-ssh-key.h"
#include "store/cal-store-error.h"

#define PASSPHRASE "correct horse"
#define PATIENCE_S 30
#define CHECKPOINT "calibrate.example.com/log/0\n1\nroot\n"

typedef struct
{
  char *folder;
  char *askpass;
  char *key;
} Case;

static void
write_script (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

/* The askpass program answers for a new key with what it is told. */
static void
set_up (Case *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->folder = cycle_folder ();
  test->askpass = g_build_filename (test->folder, "askpass", NULL);
  test->key = g_build_filename (test->folder, "mine", NULL);
  write_script (test->askpass, "#!/bin/sh\nprintf '%s\\n' \"$" CAL_SSH_PASSPHRASE_VARIABLE "\"\n");
  g_assert_true (cal_ssh_make_key (test->key, "me@here", PASSPHRASE, test->askpass, &error));
  g_assert_no_error (error);
}

static void
tear_down (Case *test, gconstpointer data)
{
  cycle_remove (test->folder);
  g_free (test->folder);
  g_free (test->askpass);
  g_free (test->key);
}

static void
test_make (Case *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CalSshKey) key = cal_ssh_key_read (test->key, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (key->comment, ==, "me@here");
  g_assert_true (g_str_has_prefix (key->fingerprint, "SHA256:"));
  g_assert_false (key->is_hardware);
  g_assert_true (g_file_get_contents (test->key, &text, NULL, NULL));
  g_assert_false (cal_ssh_make_key (test->key, "me", "", test->askpass, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_EXISTS);
}

/* A name is taken by the public half alone as well, and by a link to nowhere. */
static void
test_make_overwrites_nothing (Case *test, gconstpointer data)
{
  g_autofree char *lone = g_build_filename (test->folder, "lone", NULL);
  g_autofree char *lone_public = g_strconcat (lone, ".pub", NULL);
  g_autofree char *link = g_build_filename (test->folder, "link", NULL);
  g_autofree char *nowhere = g_build_filename (test->folder, "nowhere", NULL);
  g_autofree char *text = NULL;
  const char *const taken[] = { test->key, lone, link };

  g_assert_true (g_file_set_contents (lone_public, "mine\n", -1, NULL));
  g_assert_cmpint (symlink (nowhere, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cal_ssh_key_place_is_free (taken[i]));
      g_assert_false (cal_ssh_make_key (taken[i], "me", "", test->askpass, &error));
      g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_EXISTS);
    }
  g_assert_true (g_file_get_contents (lone_public, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine\n");
  g_assert_false (g_file_test (lone, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

/* No key of these tests is a hardware key. */
static void
on_touch_cb (gpointer data)
{
  g_assert_not_reached ();
}

static void
test_sign (Case *test, gconstpointer data)
{
  const CalSshPrompt prompt = { .askpass = test->askpass };
  g_autoptr (CalSshKey) key = cal_ssh_key_read (test->key, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autofree char *fingerprint = NULL;
  gboolean good;

  write_script (test->askpass, "#!/bin/sh\necho '" PASSPHRASE "'\n");
  signature = cal_ssh_sign (test->key, CHECKPOINT, &prompt, on_touch_cb, NULL, &error);
  g_assert_no_error (error);
  fingerprint = cal_sshsig_fingerprint (signature);
  g_assert_cmpstr (fingerprint, ==, key->fingerprint);
  g_assert_true (cal_ssh_check (signature, CHECKPOINT, NULL, NULL, &good, &error));
  g_assert_true (good);
}

static void
test_no_passphrase (Case *test, gconstpointer data)
{
  const CalSshPrompt prompt = { .askpass = test->askpass };
  g_autoptr (GError) error = NULL;

  write_script (test->askpass, "#!/bin/sh\nexit 1\n");
  g_assert_null (cal_ssh_sign (test->key, CHECKPOINT, &prompt, on_touch_cb, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);
  g_assert_cmpint (cal_ssh_refusal_of (error), ==, CAL_SSH_REFUSAL_PASSPHRASE);
}

/* The private half is neither beside the public one nor in an agent. */
static void
test_no_private_key (Case *test, gconstpointer data)
{
  const CalSshPrompt prompt = { .askpass = test->askpass };
  g_autofree char *public_path = g_strconcat (test->key, ".pub", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_unsetenv ("SSH_AUTH_SOCK");
  g_assert_cmpint (g_unlink (test->key), ==, 0);
  g_assert_null (cal_ssh_sign (public_path, CHECKPOINT, &prompt, on_touch_cb, NULL, &error));
  g_assert_error (error, CAL_STORE_ERROR, CAL_STORE_ERROR_NOT_SIGNED);
  g_assert_cmpint (cal_ssh_refusal_of (error), ==, CAL_SSH_REFUSAL_NO_PRIVATE_KEY);
  g_set_error (&other, CAL_STORE_ERROR, CAL_STORE_ERROR_IO, "%s", error->message);
  g_assert_cmpint (cal_ssh_refusal_of (other), ==, CAL_SSH_REFUSAL_OTHER);
}

static gpointer
cancel_when_asked (gpointer data)
{
  GCancellable *cancellable = data;
  const char *asked = g_object_get_data (G_OBJECT (cancellable), "asked");

  while (!g_file_test (asked, G_FILE_TEST_EXISTS))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Whoever asks holds the writing end of a pipe with a name, which ends with them. */
static void
wait_until_closed (int pipe)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;
  char byte;

  while (read (pipe, &byte, 1) != 0)
    {
      g_assert_cmpint (errno, ==, EAGAIN);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

/* Given up, whoever asks for the passphrase asks no more. */
static void
test_given_up (Case *test, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const CalSshPrompt prompt = { .askpass = test->askpass, .cancellable = cancellable };
  g_autofree char *asked = g_build_filename (test->folder, "asked", NULL);
  g_autofree char *asking = g_build_filename (test->folder, "asking", NULL);
  g_autofree char *script = g_strdup_printf (
      "#!/bin/sh\nexec 9>%s\ntouch %s\nwhile :; do sleep 0.05; done\n", asking, asked);
  g_autoptr (GError) error = NULL;
  GThread *thread;
  int pipe;

  g_assert_cmpint (mkfifo (asking, 0600), ==, 0);
  pipe = open (asking, O_RDONLY | O_NONBLOCK);
  g_assert_cmpint (pipe, >=, 0);
  write_script (test->askpass, script);
  g_object_set_data (G_OBJECT (cancellable), "asked", asked);
  thread = g_thread_new ("canceller", cancel_when_asked, cancellable);
  g_assert_null (cal_ssh_sign (test->key, CHECKPOINT, &prompt, on_touch_cb, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  wait_until_closed (pipe);
  close (pipe);
}

static void
test_list (Case *test, gconstpointer data)
{
  g_autofree char *other = sealed_key (test->folder, "another");
  g_autofree char *orphan = g_build_filename (test->folder, "orphan.pub", NULL);
  g_autofree char *junk = g_build_filename (test->folder, "junk.pub", NULL);
  g_autofree char *text = NULL;
  g_autofree char *public_path = g_strconcat (other, ".pub", NULL);
  g_autoptr (GPtrArray) keys = NULL;

  g_unsetenv ("SSH_AUTH_SOCK");
  g_assert_true (g_file_get_contents (public_path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (orphan, text, -1, NULL));
  g_assert_true (g_file_set_contents (junk, "no key\n", -1, NULL));
  keys = cal_ssh_key_list (test->folder);
  g_assert_cmpuint (keys->len, ==, 2);
  for (guint i = 0; i < keys->len; i++)
    {
      const CalSshKey *key = g_ptr_array_index (keys, i);
      g_autofree char *path = cal_ssh_key_private_path (key);

      g_assert_cmpstr (path, ==, i == 0 ? other : test->key);
      g_assert_false (key->in_agent);
    }
}

static void
test_lines (void)
{
  static const char *const bad[] = {
    "", "ssh-ed25519", "ssh-ed25519 ", "ssh-dss AAAA me", "no key here at all", "ssh-ed25519 \xff",
  };
  g_autoptr (CalSshKey) hardware = cal_ssh_key_parse ("sk-ssh-ed25519@openssh.com AAAA my token\n");

  g_assert_nonnull (hardware);
  g_assert_true (hardware->is_hardware);
  g_assert_cmpstr (hardware->comment, ==, "my token");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (cal_ssh_key_parse (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Case, NULL, set_up, test, tear_down)
  ADD ("/ssh/make", test_make);
  ADD ("/ssh/make-overwrites-nothing", test_make_overwrites_nothing);
  ADD ("/ssh/sign", test_sign);
  ADD ("/ssh/no-passphrase", test_no_passphrase);
  ADD ("/ssh/no-private-key", test_no_private_key);
  ADD ("/ssh/given-up", test_given_up);
  ADD ("/ssh/list", test_list);
#undef ADD
  g_test_add_func ("/ssh/lines", test_lines);
  return g_test_run ();
}
