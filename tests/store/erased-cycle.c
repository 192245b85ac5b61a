/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erased-cycle.h"

#include <string.h>

#include "cycle.h"
#include "log/cal-base64url.h"
#include "sealed-cycle.h"

/* 2026-11-21T09:05:00.000Z */
#define START G_GINT64_CONSTANT (1795251900000)

/* What is said of a person, told from what is said of others by their number: each
 * is long enough not to come about by chance. */
static const char *const patterns[] = {
  "id-%04u-zq",           "Name%04uqx Surname", "reason %04u: delivered", "proposer %04u xj",
  "evidence %04u of May", "dissenter %04u vw",  "site %04u west",         "hold %04u: dispute",
};

enum
{
  ID,
  NAME,
  REASON,
  PROPOSER,
  EVIDENCE,
  DISSENT,
  SITE,
  HOLD,
};

static char *
said (guint what, guint person)
{
  g_auto (GStrv) parts = g_strsplit (patterns[what], "%04u", 2);

  return g_strdup_printf ("%s%04u%s", parts[0], person, parts[1]);
}

static CalRoster *
make_roster (void)
{
  CalRoster *roster = cal_roster_new ();

  cal_roster_add_column (roster, CAL_FIELD_ATTRIBUTE, "Site");
  for (guint i = 0; i < ERASED_N_PEOPLE; i++)
    {
      g_autofree char *id = said (ID, i);
      g_autofree char *name = said (NAME, i);
      g_autofree char *site = said (SITE, i);
      const char *const values[] = { site };

      g_assert_true (
          cal_roster_add (roster, id, name, "", cal_placement (i % 3 + 1, i % 2 + 1), values));
    }
  return roster;
}

static void
run (CalDocument *document, CalBoard *board, CalCommand *command)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  command->actor = "Ines Weber";
  command->time = START + (gint64) cal_board_size (board) * 1000;
  entries = cal_document_execute (document, board, command, &error);
  g_assert_no_error (error);
}

/* A batch of one to three, moved or kept. */
static void
decide (CalDocument *document, CalBoard *board, GRand *rand)
{
  guint n = (guint) g_rand_int_range (rand, 1, 4);
  guint first = (guint) g_rand_int_range (rand, 0, ERASED_N_PEOPLE);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  CalStep steps[3] = { 0 };
  char *lists[3][2][2] = { 0 };
  gboolean keeps = g_rand_boolean (rand);
  CalCommand command = {
    .kind = keeps ? CAL_COMMAND_KEEP : CAL_COMMAND_MOVE,
    .steps = steps,
    .n_steps = n,
  };

  for (guint i = 0; i < n; i++)
    {
      guint person = (first + i) % ERASED_N_PEOPLE;
      guint index;

      for (guint what = ID; what <= DISSENT; what++)
        g_ptr_array_add (texts, said (what, person));
      char **own = (char **) texts->pdata + (gsize) i * (DISSENT + 1);
      lists[i][0][0] = own[EVIDENCE];
      lists[i][1][0] = own[DISSENT];
      g_assert_true (cal_board_find (board, own[ID], &index));
      steps[i] = (CalStep){
        .subject = own[ID],
        .to = cal_placement (cal_board_subject (board, index)->placement.performance % 3 + 1, 3),
        .reason_code = "scope",
        .reason = own[REASON],
        .proposed_by = own[PROPOSER],
        .evidence = (const char *const *) lists[i][0],
        .dissent = (const char *const *) lists[i][1],
      };
    }
  run (document, board, &command);
}

static void
hold_and_lift (CalDocument *document, CalBoard *board, guint person)
{
  g_autofree char *id = said (ID, person);
  g_autofree char *reason = said (HOLD, person);
  const CalStep step = { .subject = id };
  CalCommand set = { .kind = CAL_COMMAND_SET_HOLD, .steps = &step, .n_steps = 1, .reason = reason };
  CalCommand lift = set;

  lift.kind = CAL_COMMAND_LIFT_HOLD;
  run (document, board, &set);
  run (document, board, &lift);
}

/* A cycle with batches, undone ones, holds that were lifted, a sealed session and
 * decisions after the seal. */
void
erased_create (const char *path, const char *key, GRand *rand)
{
  g_autoptr (CalRoster) roster = make_roster ();
  g_autoptr (CalDocument) document = cycle_create_from (path, roster);
  g_autoptr (CalBoard) board = cycle_load (document, CAL_NONE);
  CalCommand undo = { .kind = CAL_COMMAND_UNDO, .reason = "thought better of it" };
  g_autoptr (GError) error = NULL;

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 10; i++)
        decide (document, board, rand);
      run (document, board, &undo);
      hold_and_lift (document, board, (guint) g_rand_int_range (rand, 0, ERASED_N_PEOPLE));
      if (round > 0)
        break;
      g_assert_true (sealed_seal (document, board, "S1", key, NULL, &error));
      g_assert_no_error (error);
      sealed_start_session (document, board, "S2");
    }
}

CalErasure *
erased_erase (CalDocument *document, CalBoard *board, const char *id, GError **error)
{
  const CalErasing erasing = {
    .subject = id,
    .actor = "Ines Weber",
    .time = START + (gint64) cal_board_size (board) * 1000,
    .reason = "End of retention",
  };

  return cal_document_erase (document, board, &erasing, error);
}

/* A text's base64url as it stands within that of something longer, at each of the
 * three ways in which letters and bytes can be aligned. */
static char *
encoded (const char *text, guint shift)
{
  gsize n = strlen (text);
  g_autofree char *shifted = g_strdup_printf ("%.*s%s", (int) shift, "...", text);
  char *letters = g_malloc0 (CAL_BASE64URL_LENGTH (n + shift) + 1);
  gsize first = (shift * 8 + 5) / 6;
  gsize end = (n + shift) * 8 / 6;

  cal_base64url_encode (shifted, n + shift, letters);
  memmove (letters, letters + first, end - first);
  letters[end - first] = '\0';
  return letters;
}

gboolean
erased_is_in_bytes (const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = cycle_bytes (path);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean found = memmem (data, size, text, strlen (text)) != NULL;

  for (guint shift = 0; shift < 3 && !found; shift++)
    {
      g_autofree char *letters = encoded (text, shift);

      found = memmem (data, size, letters, strlen (letters)) != NULL;
    }
  return found;
}

static gboolean
is_in_folder (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while (!found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      found = g_file_test (path, G_FILE_TEST_IS_REGULAR) && erased_is_in_bytes (path, text);
    }
  return found;
}

/* That no file of the folder has anything that was said of a person. */
void
erased_assert_nowhere (const char *folder, guint person)
{
  for (guint what = 0; what < G_N_ELEMENTS (patterns); what++)
    {
      g_autofree char *text = said (what, person);

      g_test_message ("%s", text);
      g_assert_false (is_in_folder (folder, text));
    }
}

/* That the search would find them. */
void
erased_assert_somewhere (const char *folder, guint person)
{
  for (guint what = ID; what <= NAME; what++)
    {
      g_autofree char *text = said (what, person);

      g_test_message ("%s", text);
      g_assert_true (is_in_folder (folder, text));
    }
}
