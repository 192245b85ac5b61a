/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sealed-cycle.h"

#include "cycle.h"

/* 2026-11-21T09:05:00.000Z, as in the cycle's other commands. */
#define START G_GINT64_CONSTANT (1795251900000)

/* A new key without a passphrase; its file. */
char *
sealed_key (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  const char *const arguments[] = {
    "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path, NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return path;
}

/* A file of allowed signers, with one of them. */
char *
sealed_allow (const char *folder, const char *name, const char *identity)
{
  g_autofree char *public_name = g_strconcat (name, ".pub", NULL);
  g_autofree char *public_path = g_build_filename (folder, public_name, NULL);
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_strconcat (public_path, ".allowed", NULL);

  g_file_get_contents (public_path, &key, NULL, &error);
  g_assert_no_error (error);
  line = g_strdup_printf ("%s namespaces=\"checkpoint@calibrate.example.com\" %s", identity, key);
  g_file_set_contents (path, line, -1, &error);
  g_assert_no_error (error);
  return path;
}

void
sealed_start_session (CalDocument *document, CalBoard *board, const char *name)
{
  const CalCommand command = {
    .kind = CAL_COMMAND_START_SESSION,
    .session = name,
    .actor = "Ines Weber",
    .time = START + (gint64) cal_board_size (board) * 1000,
    .reason = "One more session",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cal_document_execute (document, board, &command, &error);

  g_assert_no_error (error);
}

gboolean
sealed_seal (CalDocument *document,
             CalBoard *board,
             const char *session,
             const char *key,
             const char *witness_key,
             GError **error)
{
  const CalSealing sealing = {
    .session = session,
    .actor = "Ines Weber",
    .time = START + (gint64) cal_board_size (board) * 1000,
    .key = key,
    .witness_key = witness_key,
  };

  return cal_document_seal (document, board, &sealing, error);
}

/* A cycle with a sealed session, and another that is still open. */
void
sealed_create (const char *path, const char *key, const char *witness_key)
{
  g_autoptr (CalDocument) document = cycle_create (path, SEALED_N_PEOPLE);
  g_autoptr (CalBoard) board = cal_document_load (document, CAL_NONE, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;

  cycle_decide_at_random (document, board, rand, 20);
  g_assert_true (sealed_seal (document, board, "S1", key, witness_key, &error));
  g_assert_no_error (error);
  sealed_start_session (document, board, "S2");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) entries = cycle_move (document, board, "p0", NULL);
    }
}
