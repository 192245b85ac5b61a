/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "app/cal-board-text.h"
#include "app/cal-board-view-private.h"
#include "app/cal-cell-list.h"
#include "app/cal-holding-area.h"
#include "app/cal-style.h"
#include "cal-display-board.h"

typedef struct
{
  CalBoard *board;
  CalBoardView *view;
  GtkWidget *window;
  GtkWidget *holding;
  guint n_requested;
  guint n_selection_changed;
  guint asked_cell;
  GArray *asked;
} Fixture;

static void
settle_layout (Fixture *fixture)
{
  /* Layout and painting happen in the frame that the clock gives. */
  while (fixture->view->layout == NULL
         || gtk_widget_get_width (GTK_WIDGET (fixture->view)) != fixture->view->layout->width)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_move_requested_cb (CalBoardView *view, guint n, gpointer indexes, guint cell, Fixture *fixture)
{
  fixture->n_requested++;
  fixture->asked_cell = cell;
  g_array_set_size (fixture->asked, 0);
  g_array_append_vals (fixture->asked, indexes, n);
}

static void
on_selection_changed_cb (CalBoardView *view, Fixture *fixture)
{
  fixture->n_selection_changed++;
}

static Fixture *
set_up (guint people, guint decisions, int width, int height)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  fixture->board = cal_display_board_new (people, decisions);
  fixture->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  fixture->view = CAL_BOARD_VIEW (cal_board_view_new ());
  cal_board_view_set_board (fixture->view, fixture->board);
  g_signal_connect (fixture->view, "move-requested", G_CALLBACK (on_move_requested_cb), fixture);
  g_signal_connect (fixture->view, "selection-changed", G_CALLBACK (on_selection_changed_cb),
                    fixture);
  fixture->holding = cal_holding_area_new (fixture->view);
  gtk_widget_set_size_request (fixture->holding, 252, -1);
  gtk_box_append (GTK_BOX (box), fixture->holding);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->view));
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle_layout (fixture);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (view);
  g_array_unref (fixture->asked);
  cal_board_free (fixture->board);
  g_free (fixture);
}

static GPtrArray *
chips_in (Fixture *fixture, guint cell)
{
  return cal_cell_get_chips (g_ptr_array_index (fixture->view->cells, cell));
}

static guint
first_in (Fixture *fixture, guint cell)
{
  return cal_chip_get_index (g_ptr_array_index (chips_in (fixture, cell), 0));
}

/* Takes what was asked for to the board, as the application does once the
 * decision is on disk. */
static void
record (Fixture *fixture)
{
  g_autoptr (GArray) changed =
      cal_display_board_move (fixture->board, (const guint *) fixture->asked->data,
                              fixture->asked->len, fixture->asked_cell);

  cal_board_view_refresh (fixture->view, (const guint *) changed->data, changed->len);
  cal_board_view_settle (fixture->view);
}

/* Every subject who is to be named has one chip, in their cell, and no chip is
 * anywhere else. */
static void
check_chips (Fixture *fixture, CalBoardFilter filter)
{
  guint n = cal_board_n_subjects (fixture->board);
  g_autofree guint *seen = g_new0 (guint, n);
  guint expected[9] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const CalBoardSubject *subject = cal_board_subject (fixture->board, i);

      if (cal_placement_is_placed (subject->placement)
          && (filter == NULL || filter (fixture->board, i, NULL)))
        expected[cal_rules_cell (cal_board_rules (fixture->board), subject->placement)]++;
    }
  for (guint cell = 0; cell < 9; cell++)
    {
      const CalCellLayout *layout = &fixture->view->layout->cells[cell];
      GPtrArray *chips = chips_in (fixture, cell);

      g_assert_cmpuint (layout->n, ==, expected[cell]);
      g_assert_cmpuint (chips->len, ==, layout->n_slots);
      for (guint i = 0; i < chips->len; i++)
        {
          CalChip *chip = g_ptr_array_index (chips, i);
          guint index = cal_chip_get_index (chip);

          g_assert_true (gtk_widget_get_parent (GTK_WIDGET (chip))
                         == g_ptr_array_index (fixture->view->cells, cell));
          if (index == G_MAXUINT)
            continue;
          g_assert_cmpuint (seen[index]++, ==, 0);
          g_assert_cmpuint (cal_rules_cell (cal_board_rules (fixture->board),
                                            cal_board_subject (fixture->board, index)->placement),
                            ==, cell);
          g_assert_true (cal_board_view_get_chip (fixture->view, index) == GTK_WIDGET (chip));
        }
    }
}

static void
test_all_names (void)
{
  Fixture *fixture = set_up (200, 40, 1566, 1002);
  guint named = 0;

  check_chips (fixture, NULL);
  for (guint cell = 0; cell < 9; cell++)
    named += fixture->view->layout->cells[cell].n_named;
  g_assert_cmpuint (named, ==, cal_board_n_placed (fixture->board));
  g_assert_cmpuint (named + cal_holding_area_get_n_shown (CAL_HOLDING_AREA (fixture->holding)), ==,
                    200);
  tear_down (fixture);
}

static void
test_names_in_order (void)
{
  Fixture *fixture = set_up (200, 0, 1566, 1002);
  GPtrArray *chips = chips_in (fixture, 4);

  g_assert_cmpuint (chips->len, >, 10);
  for (guint i = 1; i < chips->len; i++)
    {
      guint a = cal_chip_get_index (g_ptr_array_index (chips, i - 1));
      guint b = cal_chip_get_index (g_ptr_array_index (chips, i));

      g_assert_cmpint (g_utf8_collate (cal_board_subject (fixture->board, a)->row->name,
                                       cal_board_subject (fixture->board, b)->row->name),
                       <=, 0);
    }
  tear_down (fixture);
}

static void
test_a_move_is_only_asked_for (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);
  guint before = cal_board_count (fixture->board, 8);
  guint n_chips = chips_in (fixture, 8)->len;
  GdkRectangle place;
  CalChip *ghost;

  cal_board_view_request_move (fixture->view, &index, 1, 8);
  g_assert_cmpuint (fixture->n_requested, ==, 1);
  g_assert_cmpuint (fixture->asked_cell, ==, 8);
  g_assert_cmpuint (cal_board_count (fixture->board, 8), ==, before);
  g_assert_true (cal_board_view_is_pending (fixture->view, index));
  g_assert_cmpuint (chips_in (fixture, 8)->len, ==, n_chips + 1);
  ghost = CAL_CHIP (cal_board_view_get_chip (fixture->view, index));
  g_assert_cmpint (cal_chip_get_state (ghost), ==, CAL_CHIP_GHOST);
  g_assert_cmpint (cal_chip_get_state (g_ptr_array_index (chips_in (fixture, 8), n_chips)), ==,
                   CAL_CHIP_PENDING);
  g_assert_true (cal_board_view_get_pending_rectangle (fixture->view, &place));
  g_assert_cmpint (place.x, >=, fixture->view->layout->cells[8].area.x);
  g_assert_cmpint (place.y + place.height, <=,
                   fixture->view->layout->cells[8].area.y
                       + fixture->view->layout->cells[8].area.height);

  /* A second one waits for the first. */
  cal_board_view_request_move (fixture->view, &index, 1, 0);
  g_assert_cmpuint (fixture->n_requested, ==, 1);

  cal_board_view_settle (fixture->view);
  g_assert_false (cal_board_view_is_pending (fixture->view, index));
  g_assert_cmpuint (first_in (fixture, 4), ==, index);
  g_assert_cmpint (cal_chip_get_state (ghost), ==, CAL_CHIP_REST);
  check_chips (fixture, NULL);
  tear_down (fixture);
}

static void
test_a_recorded_move_disturbs_nobody_else (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *chips = chips_in (fixture, 8);

  for (guint i = 0; i < chips->len; i++)
    {
      guint one = cal_chip_get_index (g_ptr_array_index (chips, i));

      g_array_append_val (before, one);
    }
  cal_board_view_request_move (fixture->view, &index, 1, 8);
  record (fixture);
  check_chips (fixture, NULL);
  chips = chips_in (fixture, 8);
  g_assert_cmpuint (chips->len, ==, before->len + 1);
  for (guint i = 0; i < before->len; i++)
    g_assert_cmpuint (cal_chip_get_index (g_ptr_array_index (chips, i)), ==,
                      g_array_index (before, guint, i));
  g_assert_true (cal_chip_is_moved (g_ptr_array_index (chips, before->len)));
  g_assert_cmpuint (cal_chip_get_index (g_ptr_array_index (chips, before->len)), ==, index);
  tear_down (fixture);
}

static void
test_several_at_once (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint indexes[4] = { 0 };
  g_autoptr (GArray) selection = NULL;

  for (guint i = 0; i < 3; i++)
    indexes[i] = cal_chip_get_index (g_ptr_array_index (chips_in (fixture, 4), i));
  indexes[3] = first_in (fixture, 8);
  cal_board_view_select (fixture->view, indexes, 4);
  g_assert_cmpuint (fixture->n_selection_changed, ==, 1);
  selection = cal_board_view_get_selection (fixture->view);
  g_assert_cmpuint (selection->len, ==, 4);

  /* An action on one of them is about all; who is there already is left out. */
  g_assert_true (gtk_widget_activate_action (cal_board_view_get_chip (fixture->view, indexes[0]),
                                             "chip.move-to-9", NULL));
  g_assert_cmpuint (fixture->asked->len, ==, 3);
  record (fixture);
  check_chips (fixture, NULL);
  g_assert_cmpuint (cal_board_subject (fixture->board, indexes[2])->placement.potential, ==, 3);
  tear_down (fixture);
}

static void
test_to_the_holding_area (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);
  const guint *held;
  guint before = cal_board_view_get_held (fixture->view, &held);

  g_assert_true (gtk_widget_activate_action (cal_board_view_get_chip (fixture->view, index),
                                             "chip.move-to-holding", NULL));
  g_assert_cmpuint (fixture->asked_cell, ==, G_MAXUINT);
  g_assert_cmpuint (cal_holding_area_get_n_shown (CAL_HOLDING_AREA (fixture->holding)), ==,
                    before + 1);
  record (fixture);
  g_assert_cmpuint (cal_board_view_get_held (fixture->view, &held), ==, before + 1);
  g_assert_null (cal_board_view_get_chip (fixture->view, index));
  check_chips (fixture, NULL);
  tear_down (fixture);
}

static void
test_only_looking (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);
  GtkWidget *chip = cal_board_view_get_chip (fixture->view, index);

  cal_board_view_set_sensitive_to_moves (fixture->view, FALSE);
  cal_board_view_request_move (fixture->view, &index, 1, 8);
  gtk_widget_activate_action (chip, "chip.move-to-9", NULL);
  g_assert_null (cal_board_view_prepare_drag (fixture->view, index));
  g_assert_cmpuint (fixture->n_requested, ==, 0);
  cal_board_view_set_sensitive_to_moves (fixture->view, TRUE);
  gtk_widget_activate_action (chip, "chip.move-to-9", NULL);
  g_assert_cmpuint (fixture->n_requested, ==, 1);
  tear_down (fixture);
}

static void
on_keep_requested_cb (CalBoardView *view, guint n, gpointer indexes, GArray *kept)
{
  g_array_append_vals (kept, indexes, n);
}

/* By its own digit or by name; a drop where it stands is a change of mind. */
static void
test_keep (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  guint indexes[3] = { first_in (fixture, 4), first_in (fixture, 8), 0 };
  GtkWidget *chip = cal_board_view_get_chip (fixture->view, indexes[0]);
  const guint *held;

  g_signal_connect (fixture->view, "keep-requested", G_CALLBACK (on_keep_requested_cb), kept);
  cal_board_view_request_move (fixture->view, indexes, 1, 4);
  g_assert_cmpuint (kept->len, ==, 0);
  gtk_widget_activate_action (chip, "chip.move-to-5", NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (g_array_index (kept, guint, 0), ==, indexes[0]);

  g_array_set_size (kept, 0);
  g_assert_cmpuint (cal_board_view_get_held (fixture->view, &held), >, 0);
  indexes[2] = held[0];
  cal_board_view_select (fixture->view, indexes, 3);
  gtk_widget_activate_action (chip, "chip.keep", NULL);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpuint (fixture->n_requested, ==, 0);

  g_array_set_size (kept, 0);
  cal_board_view_set_sensitive_to_moves (fixture->view, FALSE);
  gtk_widget_activate_action (chip, "chip.keep", NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  check_chips (fixture, NULL);
  tear_down (fixture);
}

static gboolean
every_third (const CalBoard *board, guint index, gpointer user_data)
{
  return index % 3 == 0;
}

static void
test_filter (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);

  cal_board_view_select (fixture->view, &index, 1);
  cal_board_view_set_filter (fixture->view, every_third, NULL);
  check_chips (fixture, every_third);
  cal_board_view_set_filter (fixture->view, NULL, NULL);
  check_chips (fixture, NULL);
  g_assert_true (cal_board_view_is_selected (fixture->view, index));
  tear_down (fixture);
}

static void
test_preview (void)
{
  Fixture *fixture = set_up (200, 10, 1566, 1002);
  guint index = first_in (fixture, 4);
  g_autoptr (GdkContentProvider) content = cal_board_view_prepare_drag (fixture->view, index);
  g_auto (GValue) value = G_VALUE_INIT;
  const guint *indexes;
  guint n;
  guint cell;

  g_assert_nonnull (content);
  g_assert_false (cal_board_view_get_preview (fixture->view, &indexes, &n, &cell));
  cal_board_view_preview_drop (fixture->view, TRUE, 8);
  g_assert_true (cal_board_view_get_preview (fixture->view, &indexes, &n, &cell));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (indexes[0], ==, index);
  g_assert_cmpuint (cell, ==, 8);
  cal_board_view_preview_drop (fixture->view, FALSE, 0);
  g_assert_false (cal_board_view_get_preview (fixture->view, &indexes, &n, &cell));

  /* The payload is employee ids, nothing of this process. */
  g_value_init (&value, G_TYPE_STRV);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (((char **) g_value_get_boxed (&value))[0], ==,
                   cal_board_subject (fixture->board, index)->row->id);
  g_assert_true (cal_board_view_drop (fixture->view, &value, 8));
  g_assert_cmpuint (fixture->n_requested, ==, 1);
  /* Until it is recorded, charts go on showing it as an outline. */
  g_assert_true (cal_board_view_get_preview (fixture->view, &indexes, &n, &cell));
  record (fixture);
  g_assert_false (cal_board_view_get_preview (fixture->view, &indexes, &n, &cell));
  tear_down (fixture);
}

static void
test_thousands (void)
{
  Fixture *fixture = set_up (5000, 300, 1566, 1002);
  const CalCellLayout *core = &fixture->view->layout->cells[4];
  GPtrArray *chips = chips_in (fixture, 4);
  guint index = CAL_NO_SUBJECT;

  g_assert_cmpint (core->density, ==, CAL_DENSITY_COUNTS);
  g_assert_cmpuint (core->n, ==, cal_board_count (fixture->board, 4));
  g_assert_cmpuint (core->n_named + core->n_more, ==,
                    cal_seating_n_marked (fixture->view->seating, 4));
  check_chips (fixture, NULL);

  /* Whoever arrives is named first there. */
  for (guint i = 0; index == CAL_NO_SUBJECT; i++)
    {
      if (cal_seating_cell_of (fixture->view->seating, i) == 7
          && cal_board_subject (fixture->board, i)->n_decisions == 0)
        index = i;
    }
  cal_board_view_request_move (fixture->view, &index, 1, 4);
  chips = chips_in (fixture, 4);
  g_assert_cmpuint (cal_chip_get_index (g_ptr_array_index (chips, 0)), ==, index);
  record (fixture);
  chips = chips_in (fixture, 4);
  g_assert_cmpuint (cal_chip_get_index (g_ptr_array_index (chips, 0)), ==, index);
  check_chips (fixture, NULL);

  cal_board_view_open_cell (fixture->view, 4);
  g_assert_cmpuint (cal_cell_list_get_n_shown (CAL_CELL_LIST (fixture->view->opened)), ==,
                    cal_board_count (fixture->board, 4));
  cal_board_view_close_cell (fixture->view);
  g_assert_null (fixture->view->opened);
  tear_down (fixture);
}

/* Keys after a search are about who was found, with a chip or without. */
static void
test_focus_follows_the_found (void)
{
  Fixture *fixture = set_up (5000, 10, 1566, 1002);
  guint named = first_in (fixture, 4);
  guint unnamed = CAL_NO_SUBJECT;

  for (guint i = 0; unnamed == CAL_NO_SUBJECT; i++)
    if (cal_seating_cell_of (fixture->view->seating, i) == 4
        && cal_board_view_get_chip (fixture->view, i) == NULL)
      unnamed = i;
  cal_board_view_select (fixture->view, &named, 1);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == cal_board_view_get_chip (fixture->view, named));

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  cal_board_view_select (fixture->view, &unnamed, 1);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == g_ptr_array_index (fixture->view->cells, 4));
  tear_down (fixture);
}

static void
test_accessible (void)
{
  Fixture *fixture = set_up (200, 0, 1566, 1002);
  guint index = first_in (fixture, 4);
  GtkWidget *chip = cal_board_view_get_chip (fixture->view, index);
  GtkWidget *cell = g_ptr_array_index (fixture->view->cells, 4);
  g_autofree char *label =
      g_strdup_printf ("%s, Core 2,2", cal_board_subject (fixture->board, index)->row->name);
  g_autofree char *cell_label = NULL;

  gtk_test_accessible_assert_role (chip, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (chip, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_LIST_BOX);
  cell_label =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_assert_true (g_str_has_prefix (cell_label, "Core 2,2: "));
  cal_board_view_select (fixture->view, &index, 1);
  gtk_test_accessible_assert_state (chip, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  tear_down (fixture);
}

/* Anything in any order: the chips always say what the board says. */
static void
test_random (void)
{
  Fixture *fixture = set_up (400, 60, 1566, 1002);

  for (guint step = 0; step < 400; step++)
    {
      guint n = (guint) g_test_rand_int_range (1, 6);
      guint cell = (guint) g_test_rand_int_range (0, 10);
      CalBoardFilter filter = g_test_rand_int_range (0, 10) == 0 ? every_third : NULL;
      guint indexes[6];

      for (guint i = 0; i < n; i++)
        indexes[i] = (guint) g_test_rand_int_range (0, 400);
      cal_board_view_set_filter (fixture->view, filter, NULL);
      if (g_test_rand_bit ())
        cal_board_view_select (fixture->view, indexes, n);
      fixture->n_requested = 0;
      cal_board_view_request_move (fixture->view, indexes, n, cell == 9 ? G_MAXUINT : cell);
      if (fixture->n_requested > 0 && g_test_rand_bit ())
        record (fixture);
      else
        cal_board_view_settle (fixture->view);
      if (g_test_rand_int_range (0, 6) == 0 && cal_board_n_decisions (fixture->board) > 0)
        {
          g_autoptr (GArray) target = cal_undo_target (fixture->board, 0);

          if (target != NULL)
            {
              g_autoptr (GArray) changed = cal_display_board_undo (fixture->board);

              cal_board_view_refresh (fixture->view, (const guint *) changed->data, changed->len);
            }
        }
      check_chips (fixture, filter);
      if (step % 20 == 0)
        while (g_main_context_iteration (NULL, FALSE))
          continue;
    }
  tear_down (fixture);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *forms[CAL_N_NAME_FORMS];
  } cases[] = {
    { "Agnieszka Kowalczyk", { "Agnieszka Kowalczyk", "A. Kowalczyk", "A. Kowalczyk", "A. K." } },
    { "Fatima Zahra Alaoui", { "Fatima Zahra Alaoui", "F. Zahra Alaoui", "F. Alaoui", "F. A." } },
    { "Élodie Martin", { "Élodie Martin", "É. Martin", "É. Martin", "É. M." } },
    { "E\xcc\x81lodie Martin",
      { "E\xcc\x81lodie Martin", "E\xcc\x81. Martin", "E\xcc\x81. Martin", "E\xcc\x81. M." } },
    { "ليلى منصور", { "ليلى منصور", "ل. منصور", "ل. منصور", "ل. م." } },
    { "Suharto", { "Suharto", "Suharto", "Suharto", "Suharto" } },
    { "E00017 ", { "E00017 ", "E00017 ", "E00017 ", "E00017 " } },
    { "", { "", "", "", "" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint form = 0; form < CAL_N_NAME_FORMS; form++)
        {
          g_autofree char *text = cal_name_form (cases[i].name, form);

          g_assert_cmpstr (text, ==, cases[i].forms[form]);
        }
    }
}

/* What the wall shows of somebody besides the name. */
static void
test_second_line (void)
{
  Fixture *fixture = set_up (12, 0, 1566, 1002);

  for (guint i = 0; i < 12; i++)
    {
      const CalRoster *roster = cal_board_roster (fixture->board);
      const CalSubject *row = cal_board_subject (fixture->board, i)->row;
      g_autofree char *line = cal_subject_second_line (fixture->board, i, 0);
      guint column;
      guint n_shown = 0;

      for (column = 0; column < cal_roster_n_columns (roster); column++)
        {
          if (*row->values[column] == '\0' || strstr (line, row->values[column]) == NULL)
            continue;
          g_assert_false (cal_column_is_demographic (cal_roster_column (roster, column)));
          n_shown++;
        }
      g_assert_cmpuint (n_shown, >=, 2);
      g_assert_nonnull (strstr (line, " · "));
    }
  tear_down (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add_func ("/board-view/all-names", test_all_names);
  g_test_add_func ("/board-view/names-in-order", test_names_in_order);
  g_test_add_func ("/board-view/move-is-only-asked-for", test_a_move_is_only_asked_for);
  g_test_add_func ("/board-view/recorded-move", test_a_recorded_move_disturbs_nobody_else);
  g_test_add_func ("/board-view/several-at-once", test_several_at_once);
  g_test_add_func ("/board-view/holding-area", test_to_the_holding_area);
  g_test_add_func ("/board-view/only-looking", test_only_looking);
  g_test_add_func ("/board-view/keep", test_keep);
  g_test_add_func ("/board-view/filter", test_filter);
  g_test_add_func ("/board-view/preview", test_preview);
  g_test_add_func ("/board-view/thousands", test_thousands);
  g_test_add_func ("/board-view/focus-follows-the-found", test_focus_follows_the_found);
  g_test_add_func ("/board-view/accessible", test_accessible);
  g_test_add_func ("/board-view/random", test_random);
  g_test_add_func ("/board-view/names", test_names);
  g_test_add_func ("/board-view/second-line", test_second_line);
  return g_test_run ();
}
