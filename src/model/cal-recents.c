/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-recents.h"

#include <gio/gio.h>

#include "core/cal-decide.h"
#include "model/cal-filter.h"

#define MAX_RECENTS 12
#define SETTINGS "window"

struct _CalRecents
{
  char *path;
  GPtrArray *list;
  GHashTable *settings;
};

static void
recent_free (gpointer data)
{
  CalRecent *recent = data;

  g_free (recent->path);
  g_free (recent->title);
  g_free (recent->session);
  g_free (recent->counts);
  g_free (recent);
}

static guint
read_count (GKeyFile *file, const char *group, const char *key)
{
  return (guint) MAX (g_key_file_get_integer (file, group, key, NULL), 0);
}

static CalRecent *
read_recent (GKeyFile *file, const char *group)
{
  CalRecent *recent = g_new0 (CalRecent, 1);

  recent->path = g_key_file_get_string (file, group, "path", NULL);
  recent->title = g_key_file_get_string (file, group, "title", NULL);
  recent->session = g_key_file_get_string (file, group, "session", NULL);
  recent->n_subjects = read_count (file, group, "subjects");
  recent->n_decisions = read_count (file, group, "decisions");
  recent->n_discussed = read_count (file, group, "discussed");
  recent->columns = read_count (file, group, "columns");
  recent->opened = g_key_file_get_int64 (file, group, "opened", NULL);
  recent->counts = g_key_file_get_integer_list (file, group, "counts", &recent->n_counts, NULL);
  if (recent->path == NULL || recent->title == NULL)
    g_clear_pointer (&recent, recent_free);
  return recent;
}

/**
 * cal_recents_new:
 * @path: the file; need not exist, and one that cannot be read counts as empty
 *
 * Returns: (transfer full): what it says
 */
CalRecents *
cal_recents_new (const char *path)
{
  CalRecents *recents = g_new0 (CalRecents, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  recents->path = g_strdup (path);
  recents->list = g_ptr_array_new_with_free_func (recent_free);
  recents->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return recents;

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = NULL;

      if (g_str_has_prefix (groups[i], "cycle "))
        {
          CalRecent *recent = read_recent (file, groups[i]);

          if (recent != NULL)
            g_ptr_array_add (recents->list, recent);
        }
      else if (g_str_equal (groups[i], SETTINGS)
               && (keys = g_key_file_get_keys (file, SETTINGS, NULL, NULL)) != NULL)
        for (guint k = 0; keys[k] != NULL; k++)
          g_hash_table_insert (recents->settings, g_strdup (keys[k]),
                               g_key_file_get_string (file, SETTINGS, keys[k], NULL));
    }
  return recents;
}

/**
 * cal_recents_new_default:
 *
 * Returns: (transfer full): the user's own, under the XDG state directory
 */
CalRecents *
cal_recents_new_default (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_state_dir (), "calibrate", "recent.ini", NULL);

  return cal_recents_new (path);
}

void
cal_recents_free (CalRecents *recents)
{
  if (recents == NULL)
    return;
  g_ptr_array_unref (recents->list);
  g_hash_table_unref (recents->settings);
  g_free (recents->path);
  g_free (recents);
}

/**
 * cal_recents_list:
 *
 * Returns: (transfer none) (element-type CalRecent): the cycles, the latest
 *   opened first; those whose file has gone are among them
 */
GPtrArray *
cal_recents_list (CalRecents *recents)
{
  return recents->list;
}

static CalRecent *
take_out (CalRecents *recents, const char *path)
{
  for (guint i = 0; i < recents->list->len; i++)
    if (g_str_equal (((CalRecent *) g_ptr_array_index (recents->list, i))->path, path))
      return g_ptr_array_steal_index (recents->list, i);
  return NULL;
}

static guint
count_discussed (const CalBoard *board, guint session)
{
  guint counts[CAL_FILTER_N_KINDS];

  cal_filter_count (board, session, counts);
  return counts[CAL_FILTER_ALL] - counts[CAL_FILTER_NOT_DISCUSSED];
}

/**
 * cal_recents_note:
 * @path: an absolute path
 * @board: the document's board
 * @time: now, milliseconds since 1970 in UTC
 *
 * Puts a cycle on top of the list, with what is to be seen of it now.
 */
void
cal_recents_note (CalRecents *recents, const char *path, const CalBoard *board, gint64 time)
{
  CalRules *rules = cal_board_rules (board);
  CalRecent *recent = take_out (recents, path);
  guint session;

  g_clear_pointer (&recent, recent_free);
  recent = g_new0 (CalRecent, 1);
  recent->path = g_strdup (path);
  recent->title = g_strdup (cal_board_title (board));
  recent->n_subjects = cal_board_n_present (board);
  recent->n_decisions = cal_board_n_logged (board);
  recent->opened = time;
  if (cal_decide_session (board, NULL, &session, NULL))
    {
      recent->session = g_strdup (cal_board_session (board, session)->name);
      recent->n_discussed = count_discussed (board, session);
    }
  if (rules != NULL)
    {
      recent->columns = rules->performance.n_levels;
      recent->n_counts = rules->n_cells;
      recent->counts = g_new (int, rules->n_cells);
      for (guint i = 0; i < rules->n_cells; i++)
        recent->counts[i] = (int) cal_board_count (board, i);
    }
  g_ptr_array_insert (recents->list, 0, recent);
  if (recents->list->len > MAX_RECENTS)
    g_ptr_array_set_size (recents->list, MAX_RECENTS);
}

/**
 * cal_recents_move:
 * @from: where a document was
 * @to: where it is now
 */
void
cal_recents_move (CalRecents *recents, const char *from, const char *to)
{
  for (guint i = 0; i < recents->list->len; i++)
    {
      CalRecent *recent = g_ptr_array_index (recents->list, i);

      if (g_str_equal (recent->path, from))
        {
          g_free (recent->path);
          recent->path = g_strdup (to);
        }
    }
}

/**
 * cal_recents_forget:
 * @path: a document
 *
 * Takes it off the list; the file is not touched.
 */
void
cal_recents_forget (CalRecents *recents, const char *path)
{
  CalRecent *recent = take_out (recents, path);

  g_clear_pointer (&recent, recent_free);
}

/**
 * cal_recents_get_text:
 *
 * Returns: (transfer full) (nullable): a setting of the window, as it was left
 */
char *
cal_recents_get_text (CalRecents *recents, const char *key)
{
  return g_strdup (g_hash_table_lookup (recents->settings, key));
}

void
cal_recents_set_text (CalRecents *recents, const char *key, const char *value)
{
  g_hash_table_insert (recents->settings, g_strdup (key), g_strdup (value));
}

static void
write_recent (GKeyFile *file, const char *group, const CalRecent *recent)
{
  g_key_file_set_string (file, group, "path", recent->path);
  g_key_file_set_string (file, group, "title", recent->title);
  if (recent->session != NULL)
    g_key_file_set_string (file, group, "session", recent->session);
  g_key_file_set_integer (file, group, "subjects", (int) recent->n_subjects);
  g_key_file_set_integer (file, group, "decisions", (int) recent->n_decisions);
  g_key_file_set_integer (file, group, "discussed", (int) recent->n_discussed);
  g_key_file_set_int64 (file, group, "opened", recent->opened);
  g_key_file_set_integer (file, group, "columns", (int) recent->columns);
  if (recent->n_counts > 0)
    g_key_file_set_integer_list (file, group, "counts", recent->counts, recent->n_counts);
}

/**
 * cal_recents_save:
 *
 * Writes the file, for its owner alone: titles and paths say who is reviewed.
 *
 * Returns: whether it could be written
 */
gboolean
cal_recents_save (CalRecents *recents, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (recents->path);
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer key, value;
  gsize length;

  for (guint i = 0; i < recents->list->len; i++)
    {
      g_autofree char *group = g_strdup_printf ("cycle %u", i + 1);

      write_recent (file, group, g_ptr_array_index (recents->list, i));
    }
  g_hash_table_iter_init (&iter, recents->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_key_file_set_string (file, SETTINGS, key, value);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot make this folder", folder);
      return FALSE;
    }
  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (recents->path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
