/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/cal-subject-map.h"

#include <string.h>

#include "log/cal-base64url.h"
#include "log/cal-disclosure.h"
#include "log/cal-json-reader.h"
#include "log/cal-json.h"
#include "log/cal-salts.h"
#include "log/cal-tree.h"

/* What an opening holds, in order. */
enum
{
  SUBJECT_SALT,
  SUBJECT,
  FINAL_SALT,
  FINAL,
  N_PARTS,
};

static void
clear_leaf (CalMapLeaf *leaf)
{
  g_free (leaf->leaf);
  g_free (leaf->opening);
}

CalSubjectMap *
cal_subject_map_new (void)
{
  CalSubjectMap *map = g_new0 (CalSubjectMap, 1);

  map->leaves = g_array_new (FALSE, FALSE, sizeof (CalMapLeaf));
  g_array_set_clear_func (map->leaves, (GDestroyNotify) clear_leaf);
  return map;
}

void
cal_subject_map_free (CalSubjectMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->leaves);
  g_free (map);
}

static void
hide (CalHasher *hasher, const guint8 *salt, const char *text, char digest[CAL_DIGEST_SIZE])
{
  g_autofree guint8 *bytes = g_malloc (CAL_SALT_SIZE + strlen (text));
  CalHash hash;

  memcpy (bytes, salt, CAL_SALT_SIZE);
  memcpy (bytes + CAL_SALT_SIZE, text, strlen (text));
  cal_hasher_digest (hasher, bytes, CAL_SALT_SIZE + strlen (text), &hash);
  cal_base64url_encode (hash.bytes, CAL_HASH_SIZE, digest);
}

static char *
write_leaf (const char *final, guint64 last, guint64 n, const char *subject)
{
  g_autoptr (GString) json = g_string_new ("{\"final\":");

  cal_json_append_text (json, final);
  g_string_append (json, ",\"last\":");
  cal_json_append_number (json, last);
  g_string_append (json, ",\"n\":");
  cal_json_append_number (json, n);
  g_string_append (json, ",\"subject\":");
  cal_json_append_text (json, subject);
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* What the board says of a subject. */
static guint64
last_of (const CalBoard *board, const CalBoardSubject *subject)
{
  return subject->last_decision == CAL_NONE
             ? subject->row_seq
             : cal_board_decision (board, (guint) subject->last_decision)->seq;
}

static CalMapLeaf
make_leaf (const CalBoard *board, guint index, CalSalts *salts, CalHasher *hasher)
{
  const CalBoardSubject *subject = cal_board_subject (board, index);
  char placement[CAL_PLACEMENT_TEXT_SIZE];
  char salt_texts[2][CAL_BASE64URL_LENGTH (CAL_SALT_SIZE) + 1];
  char digests[2][CAL_DIGEST_SIZE];
  const char *const parts[N_PARTS] = {
    [SUBJECT_SALT] = salt_texts[0],
    [SUBJECT] = subject->row->id,
    [FINAL_SALT] = salt_texts[1],
    [FINAL] = cal_placement_format (subject->placement, placement),
  };
  g_autoptr (GString) json = g_string_new (NULL);
  CalMapLeaf leaf;

  for (guint i = 0; i < 2; i++)
    {
      const guint8 *salt = cal_salts_next (salts);

      cal_base64url_encode (salt, CAL_SALT_SIZE, salt_texts[i]);
      hide (hasher, salt, parts[i == 0 ? SUBJECT : FINAL], digests[i]);
    }
  cal_json_append_list (json, parts, N_PARTS);
  leaf.opening = g_malloc0 (CAL_BASE64URL_LENGTH (json->len) + 1);
  cal_base64url_encode (json->str, json->len, leaf.opening);
  leaf.leaf = write_leaf (digests[1], last_of (board, subject), subject->n_decisions, digests[0]);
  return leaf;
}

/* Where the hidden subject starts in a leaf: what follows it is always as long. */
static const char *
sort_key (const char *leaf)
{
  return leaf + strlen (leaf) - (CAL_DIGEST_SIZE - 1) - strlen ("\"}");
}

static int
compare_leaves (gconstpointer a, gconstpointer b)
{
  return strcmp (sort_key (((const CalMapLeaf *) a)->leaf),
                 sort_key (((const CalMapLeaf *) b)->leaf));
}

/**
 * cal_subject_map_of_board:
 * @board: the board as it stands before the session is finalised
 *
 * Returns: (transfer full): the map, under fresh salts; nobody is in it who has
 *   been erased already
 */
CalSubjectMap *
cal_subject_map_of_board (const CalBoard *board)
{
  CalSubjectMap *map = cal_subject_map_new ();
  g_autoptr (CalSalts) salts = cal_salts_new ();
  g_autoptr (CalHasher) hasher = cal_hasher_new ();

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    if (cal_board_subject (board, i)->erased_by == 0)
      {
        CalMapLeaf leaf = make_leaf (board, i, salts, hasher);

        g_array_append_val (map->leaves, leaf);
      }
  g_array_sort (map->leaves, compare_leaves);
  return map;
}

/**
 * cal_subject_map_add:
 * @leaf: the next leaf, as stored
 * @opening: (nullable): what opens it
 */
void
cal_subject_map_add (CalSubjectMap *map, const char *leaf, const char *opening)
{
  CalMapLeaf next = { g_strdup (leaf), g_strdup (opening) };

  g_array_append_val (map->leaves, next);
}

/**
 * cal_subject_map_hashes:
 *
 * Returns: (transfer full) (element-type CalHash): the hash of each leaf
 */
GArray *
cal_subject_map_hashes (const CalSubjectMap *map, CalHasher *hasher)
{
  GArray *hashes = g_array_sized_new (FALSE, FALSE, sizeof (CalHash), map->leaves->len);

  for (guint i = 0; i < map->leaves->len; i++)
    {
      const char *leaf = g_array_index (map->leaves, CalMapLeaf, i).leaf;
      CalHash hash;

      cal_hasher_leaf (hasher, leaf, strlen (leaf), &hash);
      g_array_append_val (hashes, hash);
    }
  return hashes;
}

/**
 * cal_subject_map_root:
 * @root: (out): the root of the tree over the leaves
 */
void
cal_subject_map_root (const CalSubjectMap *map, CalHasher *hasher, CalHash *root)
{
  g_autoptr (GArray) hashes = cal_subject_map_hashes (map, hasher);

  cal_tree_root_of ((const CalHash *) hashes->data, hashes->len, hasher, root);
}

static gboolean
read_leaf (char *json, char **final, guint64 *last, guint64 *n, char **subject)
{
  CalJsonReader reader;

  return cal_json_reader_init (&reader, json, strlen (json))
         && cal_json_reader_skip (&reader, "{\"final\":")
         && (*final = cal_json_reader_text (&reader)) != NULL
         && cal_json_reader_skip (&reader, ",\"last\":") && cal_json_reader_number (&reader, last)
         && cal_json_reader_skip (&reader, ",\"n\":") && cal_json_reader_number (&reader, n)
         && cal_json_reader_skip (&reader, ",\"subject\":")
         && (*subject = cal_json_reader_text (&reader)) != NULL
         && cal_json_reader_skip (&reader, "}") && cal_json_reader_at_end (&reader);
}

static gboolean
fits (CalHasher *hasher, const char *salt_text, const char *text, const char *digest)
{
  guint8 salt[CAL_BASE64URL_LENGTH (CAL_SALT_SIZE)];
  char hidden[CAL_DIGEST_SIZE];
  gsize n;

  if (strlen (salt_text) != CAL_BASE64URL_LENGTH (CAL_SALT_SIZE)
      || !cal_base64url_decode (salt_text, strlen (salt_text), salt, &n) || n != CAL_SALT_SIZE)
    return FALSE;
  hide (hasher, salt, text, hidden);
  return strcmp (hidden, digest) == 0;
}

/**
 * cal_subject_map_open:
 * @leaf: a leaf
 * @opening: what is said to open it
 * @hasher: a hasher
 * @subject: (out) (transfer full): whose leaf it is
 * @final: (out) (transfer full): the final rating, as a placement's text
 * @n: (out): how many decisions concern them
 * @last: (out): the latest of them, or the seq of the import that holds them
 *
 * Returns: whether both are in canonical form and fit each other
 */
gboolean
cal_subject_map_open (const char *leaf,
                      const char *opening,
                      CalHasher *hasher,
                      char **subject,
                      char **final,
                      guint64 *n,
                      guint64 *last)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *leaf_json = g_strdup (leaf);
  g_autofree char *json = g_malloc0 (strlen (opening) + 1);
  CalJsonReader reader;
  char *hidden_final;
  char *hidden_subject;
  gsize length;

  if (!read_leaf (leaf_json, &hidden_final, last, n, &hidden_subject)
      || !cal_base64url_decode (opening, strlen (opening), json, &length)
      || !cal_json_reader_init (&reader, json, length) || !cal_json_reader_list (&reader, parts)
      || !cal_json_reader_at_end (&reader) || parts->len != N_PARTS
      || !fits (hasher, g_ptr_array_index (parts, SUBJECT_SALT), g_ptr_array_index (parts, SUBJECT),
                hidden_subject)
      || !fits (hasher, g_ptr_array_index (parts, FINAL_SALT), g_ptr_array_index (parts, FINAL),
                hidden_final))
    return FALSE;
  *subject = g_strdup (g_ptr_array_index (parts, SUBJECT));
  *final = g_strdup (g_ptr_array_index (parts, FINAL));
  return TRUE;
}

/**
 * cal_subject_map_leaf_subject:
 * @leaf: a leaf that cal_subject_map_open() has opened
 *
 * Returns: (transfer full): the hidden subject, by which an `erased` entry names
 *   what opens the leaf
 */
char *
cal_subject_map_leaf_subject (const char *leaf)
{
  return g_strndup (sort_key (leaf), CAL_DIGEST_SIZE - 1);
}

/* Of whom it is that has been erased cannot be seen, but how many decisions there
 * were and which was the latest. */
static gboolean
check_erased_leaf (const CalMapLeaf *leaf,
                   const CalBoard *board,
                   CalErasures *erasures,
                   gboolean *seen,
                   const char **why)
{
  g_autofree char *json = g_strdup (leaf->leaf);
  char *final;
  char *subject;
  guint64 last;
  guint64 n;
  guint index;

  *why = "what opens it is missing, and no record says that it was erased";
  if (!read_leaf (json, &final, &last, &n, &subject)
      || !cal_board_find_erased (board, cal_erasures_meet (erasures, subject), &index)
      || seen[index])
    return FALSE;
  seen[index] = TRUE;
  const CalBoardSubject *who = cal_board_subject (board, index);
  *why = "it differs from the decisions that were erased with it";
  return who->erased_by >= cal_board_size (board) && n == who->n_decisions
         && last == last_of (board, who);
}

static gboolean
check_leaf (const CalMapLeaf *leaf,
            const CalBoard *board,
            CalErasures *erasures,
            CalHasher *hasher,
            gboolean *seen,
            const char **why)
{
  g_autofree char *subject = NULL;
  g_autofree char *final = NULL;
  char placement[CAL_PLACEMENT_TEXT_SIZE];
  guint64 n;
  guint64 last;
  guint index;

  if (leaf->opening == NULL)
    return check_erased_leaf (leaf, board, erasures, seen, why);
  *why = "it is not opened by what stands beside it";
  if (!cal_subject_map_open (leaf->leaf, leaf->opening, hasher, &subject, &final, &n, &last))
    return FALSE;
  *why = "it is of nobody in the cycle, or of somebody who has one already";
  if (!cal_board_find (board, subject, &index) || seen[index])
    return FALSE;
  seen[index] = TRUE;
  const CalBoardSubject *who = cal_board_subject (board, index);
  *why = "it differs from the decisions before it";
  return strcmp (final, cal_placement_format (who->placement, placement)) == 0
         && n == who->n_decisions && last == last_of (board, who);
}

/* Those whom a map made now has: who has been erased before is in none. */
static guint
count_subjects (const CalBoard *board)
{
  guint n = 0;

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      guint64 erased_by = cal_board_subject (board, i)->erased_by;

      n += erased_by == 0 || erased_by >= cal_board_size (board);
    }
  return n;
}

/**
 * cal_subject_map_check:
 * @map: a map as stored
 * @board: the board before the seal
 * @erasures: what has been erased, then or since
 * @why: (out) (transfer full): what is wrong
 *
 * Returns: whether it has one leaf a subject, in order, saying what the board says
 */
gboolean
cal_subject_map_check (const CalSubjectMap *map,
                       const CalBoard *board,
                       CalErasures *erasures,
                       char **why)
{
  g_autofree gboolean *seen = g_new0 (gboolean, cal_board_n_subjects (board) + 1);
  guint n = count_subjects (board);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  const char *complaint;

  if (map->leaves->len != n)
    {
      *why = g_strdup_printf ("the subject map has %u leaves for %u subjects", map->leaves->len, n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);
      gboolean fine = check_leaf (leaf, board, erasures, hasher, seen, &complaint);

      if (fine && i > 0 && compare_leaves (leaf - 1, leaf) >= 0)
        {
          complaint = "it is out of order";
          fine = FALSE;
        }
      if (!fine)
        {
          *why = g_strdup_printf ("leaf %u of the subject map: %s", i + 1, complaint);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cal_subject_map_redact:
 * @opening: what opens a leaf
 *
 * Returns: (transfer full) (nullable): what opens its final rating alone: base64url of
 *   the canonical JSON array `[salt, final]`; %NULL where @opening is none
 */
char *
cal_subject_map_redact (const char *opening)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *json = g_malloc0 (strlen (opening) + 1);
  g_autoptr (GString) rest = g_string_new (NULL);
  CalJsonReader reader;
  gsize length;
  char *text;

  if (!cal_base64url_decode (opening, strlen (opening), json, &length)
      || !cal_json_reader_init (&reader, json, length) || !cal_json_reader_list (&reader, parts)
      || parts->len != N_PARTS)
    return NULL;
  cal_json_append_list (rest, (const char *const *) parts->pdata + FINAL_SALT,
                        N_PARTS - FINAL_SALT);
  text = g_malloc0 (CAL_BASE64URL_LENGTH (rest->len) + 1);
  cal_base64url_encode (rest->str, rest->len, text);
  return text;
}

/* The final rating, where what is left of an opening opens it. */
static char *
open_final (const char *opening, const char *hidden, CalHasher *hasher)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *json = g_malloc0 (strlen (opening) + 1);
  CalJsonReader reader;
  gsize length;

  if (!cal_base64url_decode (opening, strlen (opening), json, &length)
      || !cal_json_reader_init (&reader, json, length) || !cal_json_reader_list (&reader, parts)
      || !cal_json_reader_at_end (&reader) || parts->len != N_PARTS - FINAL_SALT
      || !fits (hasher, g_ptr_array_index (parts, 0), g_ptr_array_index (parts, 1), hidden))
    return NULL;
  return g_strdup (g_ptr_array_index (parts, 1));
}

/* How many subjects there are of whom a leaf would say the same. */
static GHashTable *
count_alike (const CalBoard *board)
{
  GHashTable *alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cal_board_n_subjects (board); i++)
    {
      const CalBoardSubject *who = cal_board_subject (board, i);
      char placement[CAL_PLACEMENT_TEXT_SIZE];
      char *key;

      if (who->erased_by != 0)
        continue;
      key = g_strdup_printf ("%" G_GUINT64_FORMAT " %u %s", last_of (board, who), who->n_decisions,
                             cal_placement_format (who->placement, placement));
      g_hash_table_insert (
          alike, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (alike, key)) + 1));
    }
  return alike;
}

static gboolean
check_redacted_leaf (const CalMapLeaf *leaf, GHashTable *alike, CalHasher *hasher, const char **why)
{
  g_autofree char *json = g_strdup (leaf->leaf);
  g_autofree char *final = NULL;
  g_autofree char *key = NULL;
  char *hidden_final;
  char *hidden_subject;
  guint64 last;
  guint64 n;
  guint left;

  *why = "its final rating is not opened by what stands beside it";
  if (!read_leaf (json, &hidden_final, &last, &n, &hidden_subject)
      || (final = open_final (leaf->opening, hidden_final, hasher)) == NULL)
    return FALSE;
  *why = "nobody has so many decisions, such a latest one and that rating";
  key = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s", last, n, final);
  left = GPOINTER_TO_UINT (g_hash_table_lookup (alike, key));
  if (left > 0)
    g_hash_table_insert (alike, g_steal_pointer (&key), GUINT_TO_POINTER (left - 1));
  return left > 0;
}

/**
 * cal_subject_map_check_redacted:
 * @map: a map as a redacted copy has it
 * @board: the board before the seal, under pseudonyms
 * @erasures: what has been erased, then or since
 * @why: (out) (transfer full): what is wrong
 *
 * Whose leaf is whose is withheld. How many decisions there are on somebody, which is
 * the latest and what they came to must be the same on both sides.
 *
 * Returns: whether they are
 */
gboolean
cal_subject_map_check_redacted (const CalSubjectMap *map,
                                const CalBoard *board,
                                CalErasures *erasures,
                                char **why)
{
  g_autofree gboolean *seen = g_new0 (gboolean, cal_board_n_subjects (board) + 1);
  g_autoptr (GHashTable) alike = count_alike (board);
  g_autoptr (CalHasher) hasher = cal_hasher_new ();
  const char *complaint;

  if (map->leaves->len != count_subjects (board))
    {
      *why = g_strdup ("the subject map has not as many leaves as there are subjects");
      return FALSE;
    }
  for (guint i = 0; i < map->leaves->len; i++)
    {
      const CalMapLeaf *leaf = &g_array_index (map->leaves, CalMapLeaf, i);

      if (leaf->opening == NULL ? check_erased_leaf (leaf, board, erasures, seen, &complaint)
                                : check_redacted_leaf (leaf, alike, hasher, &complaint))
        continue;
      *why = g_strdup_printf ("leaf %u of the subject map: %s", i + 1, complaint);
      return FALSE;
    }
  return TRUE;
}
