/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/cal-rationale-popover.h"
#include "app/cal-reason-history.h"
#include "app/cal-style.h"
#include "cal-display-board.h"

typedef struct
{
  CalBoard *board;
  GtkWidget *window;
  GtkWidget *popover;
  guint n_recorded;
  guint n_cancelled;
  char *code;
  char *reason;
  char *proposer;
} Fixture;

static void
on_recorded_cb (CalRationalePopover *popover,
                const char *code,
                const char *reason,
                const char *proposer,
                Fixture *fixture)
{
  fixture->n_recorded++;
  g_free (fixture->code);
  g_free (fixture->reason);
  g_free (fixture->proposer);
  fixture->code = g_strdup (code);
  fixture->reason = g_strdup (reason);
  fixture->proposer = g_strdup (proposer);
}

static void
on_cancelled_cb (CalRationalePopover *popover, Fixture *fixture)
{
  fixture->n_cancelled++;
}

static Fixture *
set_up (guint decisions)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  fixture->board = cal_display_board_new (60, decisions);
  fixture->popover = cal_rationale_popover_new ();
  gtk_widget_set_parent (fixture->popover, box);
  g_signal_connect (fixture->popover, "recorded", G_CALLBACK (on_recorded_cb), fixture);
  g_signal_connect (fixture->popover, "cancelled", G_CALLBACK (on_cancelled_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  gtk_widget_unparent (fixture->popover);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  cal_board_free (fixture->board);
  g_free (fixture->code);
  g_free (fixture->reason);
  g_free (fixture->proposer);
  g_free (fixture);
}

/* The first descendant of that type whose accessible label is @label, or any
 * when @label is NULL. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *differs =
          label == NULL ? NULL
                        : gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                              GTK_ACCESSIBLE_PROPERTY_LABEL, label);

      if (differs == NULL)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
entry_of (Fixture *fixture)
{
  return find (fixture->popover, GTK_TYPE_ENTRY, NULL);
}

static void
pop_up (Fixture *fixture)
{
  gtk_popover_popup (GTK_POPOVER (fixture->popover));
  while (!gtk_widget_get_mapped (fixture->popover))
    g_main_context_iteration (NULL, TRUE);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (entry_of (fixture), "activate");
}

/* Only one that has not been up: GTK 4.8 keeps any popover that was. */
static void
test_goes_away (void)
{
  CalBoard *board = cal_display_board_new (60, 5);
  gpointer popover = g_object_ref_sink (cal_rationale_popover_new ());
  guint index = 3;

  cal_rationale_popover_ask (popover, board, &index, 1, 8);
  g_object_add_weak_pointer (G_OBJECT (popover), &popover);
  g_object_unref (popover);
  g_assert_null (popover);
  cal_board_free (board);
}

static void
test_needs_code_and_reason (void)
{
  Fixture *fixture = set_up (0);
  GtkWidget *record;
  guint index = 3;

  cal_rationale_popover_ask (CAL_RATIONALE_POPOVER (fixture->popover), fixture->board, &index, 1,
                             8);
  pop_up (fixture);
  record = find (fixture->popover, GTK_TYPE_BUTTON, "Record");
  g_assert_false (gtk_widget_get_sensitive (record));
  g_assert_nonnull (gtk_widget_get_tooltip_text (record));
  press_enter (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), "  Holds the same bar.  ");
  g_assert_false (gtk_widget_get_sensitive (record));
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_recorded, ==, 0);

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find (fixture->popover, GTK_TYPE_TOGGLE_BUTTON, "Same bar as others")),
      TRUE);
  g_assert_true (gtk_widget_get_sensitive (record));
  g_assert_null (gtk_widget_get_tooltip_text (record));
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_recorded, ==, 1);
  g_assert_cmpstr (fixture->code, ==, "consistency");
  g_assert_cmpstr (fixture->reason, ==, "Holds the same bar.");
  g_assert_cmpstr (fixture->proposer, ==, "The panel");
  g_assert_cmpuint (fixture->n_cancelled, ==, 0);
  tear_down (fixture);
}

static void
test_closing_calls_off_once (void)
{
  Fixture *fixture = set_up (0);
  guint index = 3;

  cal_rationale_popover_ask (CAL_RATIONALE_POPOVER (fixture->popover), fixture->board, &index, 1,
                             G_MAXUINT);
  pop_up (fixture);
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  g_assert_cmpuint (fixture->n_recorded, ==, 0);
  tear_down (fixture);
}

static void
test_remembers_who_proposed (void)
{
  Fixture *fixture = set_up (0);
  GtkDropDown *proposer = GTK_DROP_DOWN (find (fixture->popover, GTK_TYPE_DROP_DOWN, NULL));
  g_autofree char *chosen = NULL;
  guint index = 3;

  for (guint round = 0; round < 2; round++)
    {
      cal_rationale_popover_ask (CAL_RATIONALE_POPOVER (fixture->popover), fixture->board, &index,
                                 1, 8);
      pop_up (fixture);
      if (round == 0)
        {
          gtk_drop_down_set_selected (proposer, 2);
          chosen =
              g_strdup (gtk_string_object_get_string (gtk_drop_down_get_selected_item (proposer)));
        }
      gtk_toggle_button_set_active (
          GTK_TOGGLE_BUTTON (find (fixture->popover, GTK_TYPE_TOGGLE_BUTTON, "Other reason")),
          TRUE);
      gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), "Heard so.");
      press_enter (fixture);
      g_assert_cmpstr (fixture->proposer, ==, chosen);
    }
  g_assert_cmpuint (fixture->n_recorded, ==, 2);
  tear_down (fixture);
}

static void
test_undo_is_accepted_as_it_is (void)
{
  Fixture *fixture = set_up (5);

  cal_rationale_popover_ask_undo (CAL_RATIONALE_POPOVER (fixture->popover), fixture->board, FALSE,
                                  "Moved Aisha Khan to 3,3");
  pop_up (fixture);
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_recorded, ==, 1);
  g_assert_cmpstr (fixture->code, ==, CAL_REASON_UNDO);
  g_assert_cmpstr (fixture->reason, !=, "");
  g_assert_cmpstr (fixture->proposer, ==, "");

  cal_rationale_popover_ask_undo (CAL_RATIONALE_POPOVER (fixture->popover), fixture->board, TRUE,
                                  "Moved Aisha Khan to 3,3");
  pop_up (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), "");
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_recorded, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), "Right after all.");
  press_enter (fixture);
  g_assert_cmpstr (fixture->code, ==, CAL_REASON_REDO);
  tear_down (fixture);
}

/* Moves one subject after another, each time with the next of the reasons. */
static void
decide (CalBoard *board, const char *const *reasons)
{
  for (guint i = 0; reasons[i] != NULL; i++)
    {
      const CalBoardSubject *subject = cal_board_subject (board, i);
      CalPlacement to = cal_placement_equal (subject->placement, cal_placement (1, 1))
                            ? cal_placement (3, 3)
                            : cal_placement (1, 1);
      CalStep step = {
        .subject = subject->row->id, .to = to, .reason_code = "other", .reason = reasons[i]
      };
      CalCommand command = {
        .kind = CAL_COMMAND_MOVE, .actor = "Ada", .steps = &step, .n_steps = 1, .time = 1000
      };

      g_array_unref (cal_display_board_run (board, &command));
    }
}

static void
test_earlier_reasons (void)
{
  static const char *const reasons[] = { "Led the migration.",      "Same bar as Data.",
                                         "Led the on-call reform.", "Led the migration.",
                                         "Straße gesperrt",         NULL };
  CalBoard *board = cal_display_board_new (60, 0);
  g_autoptr (GArray) history = NULL;
  CalUsedReason found[3];

  decide (board, reasons);
  /* An undo's reason is nothing to argue the next move with. */
  g_array_unref (cal_display_board_undo (board));
  history = cal_reason_history (board);
  g_assert_cmpuint (history->len, ==, 4);
  g_assert_cmpstr (g_array_index (history, CalUsedReason, 0).text, ==, "Led the migration.");
  g_assert_cmpuint (g_array_index (history, CalUsedReason, 0).n, ==, 2);

  g_assert_cmpuint (cal_reason_history_match (history, "led THE", found, 3), ==, 2);
  g_assert_cmpstr (found[0].text, ==, "Led the migration.");
  g_assert_cmpstr (found[1].text, ==, "Led the on-call reform.");
  g_assert_cmpuint (cal_reason_history_match (history, "Led", found, 1), ==, 1);
  g_assert_cmpuint (cal_reason_history_match (history, "Led the migration.", found, 3), ==, 0);
  g_assert_cmpuint (cal_reason_history_match (history, "strasse", found, 3), ==, 1);
  g_assert_cmpuint (cal_reason_history_match (history, "", found, 3), ==, 3);
  cal_board_free (board);
}

static void
test_a_batch_counts_once (void)
{
  CalBoard *board = cal_display_board_new (60, 0);
  guint indexes[] = { 0, 1, 2, 3, 4 };
  guint n = 0;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) history = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      if (!cal_placement_equal (cal_board_subject (board, i)->placement, cal_placement (3, 3)))
        indexes[n++] = i;
    }
  g_assert_cmpuint (n, >, 1);
  changed = cal_display_board_move (board, indexes, n, 8);
  history = cal_reason_history (board);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpuint (g_array_index (history, CalUsedReason, 0).n, ==, 1);
  cal_board_free (board);
}

static void
check_title (Fixture *fixture, const char *title)
{
  gtk_test_accessible_assert_property (fixture->popover, GTK_ACCESSIBLE_PROPERTY_LABEL, title);
}

static void
test_keep (void)
{
  Fixture *fixture = set_up (0);
  CalRationalePopover *popover = CAL_RATIONALE_POPOVER (fixture->popover);
  guint alike[2] = { 0 };
  guint other = 0;
  guint n = 0;

  for (guint i = 0; i < cal_board_n_subjects (fixture->board); i++)
    {
      CalPlacement placement = cal_board_subject (fixture->board, i)->placement;

      if (!cal_placement_equal (placement, cal_placement (2, 2)))
        other = i;
      else if (n < G_N_ELEMENTS (alike))
        alike[n++] = i;
    }
  g_assert_cmpuint (n, ==, 2);
  cal_rationale_popover_ask_keep (popover, fixture->board, alike, 1);
  check_title (fixture, "Why keep Core?");
  cal_rationale_popover_ask_keep (popover, fixture->board, alike, 2);
  check_title (fixture, "Why keep Core? 2 subjects");
  alike[1] = other;
  cal_rationale_popover_ask_keep (popover, fixture->board, alike, 2);
  check_title (fixture, "Why keep them where they are? 2 subjects");
  tear_down (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add_func ("/rationale/goes-away", test_goes_away);
  g_test_add_func ("/rationale/needs-code-and-reason", test_needs_code_and_reason);
  g_test_add_func ("/rationale/closing-calls-off-once", test_closing_calls_off_once);
  g_test_add_func ("/rationale/remembers-who-proposed", test_remembers_who_proposed);
  g_test_add_func ("/rationale/keep", test_keep);
  g_test_add_func ("/rationale/undo", test_undo_is_accepted_as_it_is);
  g_test_add_func ("/rationale/earlier-reasons", test_earlier_reasons);
  g_test_add_func ("/rationale/batch-counts-once", test_a_batch_counts_once);
  return g_test_run ();
}
