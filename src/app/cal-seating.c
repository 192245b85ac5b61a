/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-seating.h"

#include "charts/cal-marks.h"
#include "core/cal-board-present.h"

/* One cell, or the holding area, which stands after the last cell. */
typedef struct
{
  GArray *subjects;
  GArray *marked;
  gboolean sorted;
} Room;

struct _CalSeating
{
  const CalBoard *board;
  CalSeatingFilter filter;
  gpointer user_data;
  guint n_cells;
  Room *rooms;
  GByteArray *cell_of;
};

/* A name with its collation key, while a room is sorted. */
typedef struct
{
  guint index;
  char *key;
} Keyed;

/* A subject with when they were decided about last, while the marked are sorted. */
typedef struct
{
  gint64 last;
  guint index;
} Dated;

static Room *
room_of (const CalSeating *seating, guint cell)
{
  return &seating->rooms[cell == CAL_SEAT_HOLDING ? seating->n_cells : cell];
}

static guint
cell_of_subject (const CalSeating *seating, guint index)
{
  const CalBoardSubject *subject = cal_board_subject (seating->board, index);

  if (subject->gone)
    return CAL_SEAT_NONE;
  if (seating->filter != NULL && !seating->filter (seating->board, index, seating->user_data))
    return CAL_SEAT_NONE;
  if (!cal_placement_is_placed (subject->placement))
    return CAL_SEAT_HOLDING;
  return cal_rules_cell (cal_board_rules (seating->board), subject->placement);
}

/* A number that is the higher the later. */
static gint64
last_decision (const CalSeating *seating, guint index)
{
  const CalStanding *standing;

  if (cal_board_has_history (seating->board))
    return cal_board_subject (seating->board, index)->last_decision;
  standing = cal_board_latest_standing (seating->board, index);
  return standing != NULL ? (gint64) standing->last : CAL_NONE;
}

static int
compare_dated (gconstpointer a, gconstpointer b)
{
  const Dated *first = a;
  const Dated *second = b;

  return (first->last < second->last) - (first->last > second->last);
}

/* The latest to have been decided about comes first. */
static void
sort_by_latest (const CalSeating *seating, GArray *marked)
{
  g_autofree Dated *dated = g_new (Dated, marked->len + 1);

  for (guint i = 0; i < marked->len; i++)
    {
      dated[i].index = g_array_index (marked, guint, i);
      dated[i].last = last_decision (seating, dated[i].index);
    }
  qsort (dated, marked->len, sizeof (Dated), compare_dated);
  for (guint i = 0; i < marked->len; i++)
    g_array_index (marked, guint, i) = dated[i].index;
}

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *first = a;
  const Keyed *second = b;
  int order = g_strcmp0 (first->key, second->key);

  return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

static void
sort_by_name (const CalSeating *seating, GArray *subjects)
{
  g_autofree Keyed *keyed = g_new (Keyed, subjects->len + 1);

  for (guint i = 0; i < subjects->len; i++)
    {
      guint index = g_array_index (subjects, guint, i);

      keyed[i].index = index;
      keyed[i].key = g_utf8_collate_key (cal_board_subject (seating->board, index)->row->name, -1);
    }
  qsort (keyed, subjects->len, sizeof (Keyed), compare_keyed);
  for (guint i = 0; i < subjects->len; i++)
    {
      g_array_index (subjects, guint, i) = keyed[i].index;
      g_free (keyed[i].key);
    }
}

static void
remove_from (GArray *subjects, guint index)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      if (g_array_index (subjects, guint, i) == index)
        {
          g_array_remove_index (subjects, i);
          return;
        }
    }
}

/**
 * cal_seating_is_marked:
 *
 * Returns: whether the subject has moved in this session
 */
gboolean
cal_seating_is_marked (const CalSeating *seating, guint index)
{
  return (cal_marks_of_subject (seating->board, index) & CAL_MARK_MOVED) != 0;
}

/**
 * cal_seating_new:
 * @board: a board
 * @filter: (nullable) (scope forever): who is shown; %NULL for everybody
 * @user_data: for @filter
 *
 * Returns: (transfer full): who stands where
 */
CalSeating *
cal_seating_new (const CalBoard *board, CalSeatingFilter filter, gpointer user_data)
{
  CalSeating *seating = g_new0 (CalSeating, 1);
  guint n = cal_board_n_subjects (board);

  seating->board = board;
  seating->filter = filter;
  seating->user_data = user_data;
  seating->n_cells = cal_board_rules (board)->n_cells;
  seating->rooms = g_new0 (Room, seating->n_cells + 1);
  seating->cell_of = g_byte_array_sized_new (n);
  g_byte_array_set_size (seating->cell_of, n);
  for (guint i = 0; i <= seating->n_cells; i++)
    {
      seating->rooms[i].subjects = g_array_new (FALSE, FALSE, sizeof (guint));
      seating->rooms[i].marked = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  for (guint i = 0; i < n; i++)
    {
      guint cell = cell_of_subject (seating, i);

      seating->cell_of->data[i] = (guint8) cell;
      if (cell == CAL_SEAT_NONE)
        continue;
      g_array_append_val (room_of (seating, cell)->subjects, i);
      if (cal_seating_is_marked (seating, i))
        g_array_append_val (room_of (seating, cell)->marked, i);
    }
  for (guint i = 0; i <= seating->n_cells; i++)
    sort_by_latest (seating, seating->rooms[i].marked);
  return seating;
}

/**
 * cal_seating_free:
 * @seating: (transfer full) (nullable): a seating
 *
 * Frees it.
 */
void
cal_seating_free (CalSeating *seating)
{
  if (seating == NULL)
    return;
  for (guint i = 0; i <= seating->n_cells; i++)
    {
      g_array_unref (seating->rooms[i].subjects);
      g_array_unref (seating->rooms[i].marked);
    }
  g_free (seating->rooms);
  g_byte_array_unref (seating->cell_of);
  g_free (seating);
}

/**
 * cal_seating_cell_of:
 * @seating: a seating
 * @index: a subject
 *
 * Returns: the cell that they are shown in, %CAL_SEAT_HOLDING or %CAL_SEAT_NONE
 */
guint
cal_seating_cell_of (const CalSeating *seating, guint index)
{
  return index < seating->cell_of->len ? seating->cell_of->data[index] : CAL_SEAT_NONE;
}

/**
 * cal_seating_count:
 * @seating: a seating
 * @cell: a cell, or %CAL_SEAT_HOLDING
 *
 * Returns: how many are shown there
 */
guint
cal_seating_count (const CalSeating *seating, guint cell)
{
  return room_of (seating, cell)->subjects->len;
}

/**
 * cal_seating_n_marked:
 * @seating: a seating
 * @cell: a cell, or %CAL_SEAT_HOLDING
 *
 * Returns: how many of those shown there have moved in this session
 */
guint
cal_seating_n_marked (const CalSeating *seating, guint cell)
{
  return room_of (seating, cell)->marked->len;
}

/**
 * cal_seating_n_placed:
 * @seating: a seating
 *
 * Returns: how many are shown in cells
 */
guint
cal_seating_n_placed (const CalSeating *seating)
{
  guint n = 0;

  for (guint i = 0; i < seating->n_cells; i++)
    n += seating->rooms[i].subjects->len;
  return n;
}

/**
 * cal_seating_list:
 * @seating: a seating
 * @cell: a cell, or %CAL_SEAT_HOLDING
 * @n: (out): how many
 *
 * Sorted when it is first asked for: a cell that shows counts never is.
 *
 * Returns: (array length=n): who is shown there, in order
 */
const guint *
cal_seating_list (CalSeating *seating, guint cell, guint *n)
{
  Room *room = room_of (seating, cell);

  if (!room->sorted)
    {
      sort_by_name (seating, room->subjects);
      room->sorted = TRUE;
    }
  *n = room->subjects->len;
  return (const guint *) room->subjects->data;
}

/**
 * cal_seating_marked:
 * @seating: a seating
 * @cell: a cell, or %CAL_SEAT_HOLDING
 * @n: (out): how many
 *
 * Returns: (array length=n): who of them has moved in this session, the latest
 *   first
 */
const guint *
cal_seating_marked (const CalSeating *seating, guint cell, guint *n)
{
  const Room *room = room_of (seating, cell);

  *n = room->marked->len;
  return (const guint *) room->marked->data;
}

/**
 * cal_seating_update:
 * @seating: a seating
 * @index: a subject whom something has been decided about
 * @from: (out): where they were shown
 * @to: (out): where they are shown now
 *
 * Follows the board for one subject.
 *
 * Returns: whether the place has changed
 */
gboolean
cal_seating_update (CalSeating *seating, guint index, guint *from, guint *to)
{
  g_return_val_if_fail (index < seating->cell_of->len, FALSE);

  *from = seating->cell_of->data[index];
  *to = cell_of_subject (seating, index);
  if (*from != CAL_SEAT_NONE)
    {
      remove_from (room_of (seating, *from)->marked, index);
      if (*from != *to)
        remove_from (room_of (seating, *from)->subjects, index);
    }
  if (*to != CAL_SEAT_NONE)
    {
      Room *room = room_of (seating, *to);

      if (cal_seating_is_marked (seating, index))
        g_array_prepend_val (room->marked, index);
      if (*from != *to)
        g_array_append_val (room->subjects, index);
    }
  seating->cell_of->data[index] = (guint8) *to;
  return *from != *to;
}
