/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-decision-flow.h"

#include <glib/gi18n.h>

#include "app/cal-rationale-popover.h"
#include "core/cal-core-error.h"
#include "core/cal-time.h"
#include "model/cal-words.h"

/* From a gesture to a record: asks for the reason, has it recorded, and says
 * what came of it. While it asks, the board shows the drop as pending. */
struct _CalDecisionFlow
{
  GObject parent_instance;

  CalLiveDocument *document;
  CalBoardView *board_view;
  AdwToastOverlay *toasts;
  CalRationalePopover *popover;
  CalCommandKind kind;
  GArray *subjects;
  GArray *expected;
  CalPlacement to;
};

/* One command on its way to the disk, and what to say when it is there. */
typedef struct
{
  CalDecisionFlow *flow;
  CalCommandKind kind;
  char *said;
} Execution;

G_DEFINE_FINAL_TYPE (CalDecisionFlow, cal_decision_flow, G_TYPE_OBJECT)

static const CalBoard *
board_of (CalDecisionFlow *self)
{
  return cal_live_document_get_board (self->document);
}

static GArray *
target_of (CalDecisionFlow *self, CalCommandKind kind)
{
  guint session;

  if (!cal_decision_flow_can_decide (self)
      || !cal_live_document_get_session (self->document, &session))
    return NULL;
  return kind == CAL_COMMAND_UNDO ? cal_undo_target (board_of (self), session)
                                  : cal_redo_target (board_of (self), session);
}

static void
say (CalDecisionFlow *self, const char *text, gboolean can_undo)
{
  AdwToast *toast = adw_toast_new (text);

  if (can_undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "cycle.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What was kept, and what to do now, after the error's own sentence. */
static const char *
advice_for (const GError *error)
{
  if (g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_DISK_FULL))
    return _ ("Nothing was recorded; everything recorded before is kept. Make room on the disk, "
              "then decide again.");
  if (g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_READ_ONLY)
      || g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_LOCKED))
    return _ ("Nothing was recorded; everything recorded before is kept. Take the document over, "
              "then decide again.");
  if (g_error_matches (error, CAL_STORE_ERROR, CAL_STORE_ERROR_CORRUPT))
    return _ ("Nothing was recorded. Verify the document, and compare it with a copy that was "
              "kept, before you go on.");
  if (error->domain == CAL_STORE_ERROR)
    return _ ("Nothing was recorded; everything recorded before is kept. Check the disk, then "
              "decide again.");
  return _ ("Nothing was recorded, and the board is as it was.");
}

static void
say_failure (CalDecisionFlow *self, const GError *error)
{
  g_autofree char *body = g_strdup_printf ("%s.\n\n%s", error->message, advice_for (error));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->toasts));
  GtkWidget *dialog;

  if (root == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("The decision was not recorded"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_executed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Execution *execution = data;
  CalDecisionFlow *self = execution->flow;
  g_autoptr (GError) error = NULL;

  if (self->board_view != NULL)
    {
      cal_board_view_settle (self->board_view);
      if (cal_live_document_execute_finish (CAL_LIVE_DOCUMENT (source), result, &error))
        say (self, execution->said,
             execution->kind == CAL_COMMAND_MOVE || execution->kind == CAL_COMMAND_KEEP);
      else
        say_failure (self, error);
    }
  g_object_unref (self);
  g_free (execution->said);
  g_free (execution);
}

static GArray *
new_steps (CalDecisionFlow *self, const char *code, const char *reason, const char *proposed_by)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (CalStep));

  for (guint i = 0; i < self->subjects->len; i++)
    {
      CalStep step = {
        .subject =
            cal_board_subject (board_of (self), g_array_index (self->subjects, guint, i))->row->id,
        .to = self->to,
        .reason_code = code,
        .reason = reason,
        .proposed_by = proposed_by,
        .expects = &g_array_index (self->expected, CalPlacement, i),
      };

      g_array_append_val (steps, step);
    }
  return steps;
}

/* What the toast will say; reckoned before the board moves on. */
static char *
describe (CalDecisionFlow *self)
{
  g_autoptr (GArray) target = NULL;
  g_autofree char *what = NULL;

  if (self->kind == CAL_COMMAND_MOVE)
    return cal_words_move (board_of (self), (const guint *) (gpointer) self->subjects->data,
                           self->subjects->len, self->to);
  if (self->kind == CAL_COMMAND_KEEP)
    return cal_words_keep (board_of (self), (const guint *) (gpointer) self->subjects->data,
                           self->subjects->len);
  target = target_of (self, self->kind);
  if (target == NULL)
    return g_strdup ("");
  what = cal_words_target (board_of (self), target);
  return g_strdup_printf (self->kind == CAL_COMMAND_UNDO ? _ ("Undone: %s") : _ ("Redone: %s"),
                          what);
}

static void
on_recorded_cb (CalDecisionFlow *self,
                const char *code,
                const char *reason,
                const char *proposed_by)
{
  g_autoptr (GArray) steps = new_steps (self, code, reason, proposed_by);
  Execution *execution = g_new0 (Execution, 1);
  CalCommand command = {
    .kind = self->kind,
    .actor = cal_words_actor (),
    .time = cal_time_now (),
    .reason = reason,
  };

  if (self->kind == CAL_COMMAND_MOVE || self->kind == CAL_COMMAND_KEEP)
    {
      command.steps = (const CalStep *) (gpointer) steps->data;
      command.n_steps = steps->len;
    }
  execution->flow = g_object_ref (self);
  execution->kind = self->kind;
  execution->said = describe (self);
  cal_live_document_execute_async (self->document, &command, on_executed_cb, execution);
}

static void
on_cancelled_cb (CalDecisionFlow *self)
{
  cal_board_view_settle (self->board_view);
}

static void
remember_subjects (CalDecisionFlow *self, const guint *indexes, guint n)
{
  g_array_set_size (self->subjects, 0);
  g_array_set_size (self->expected, 0);
  for (guint i = 0; i < n; i++)
    {
      CalPlacement placement = cal_board_subject (board_of (self), indexes[i])->placement;

      g_array_append_val (self->subjects, indexes[i]);
      g_array_append_val (self->expected, placement);
    }
}

/* Stands the popover at a rectangle of the board. */
static void
point_at (CalDecisionFlow *self, GtkWidget *widget, GdkRectangle rectangle)
{
  double x, y;

  gtk_widget_translate_coordinates (widget, gtk_widget_get_parent (GTK_WIDGET (self->popover)),
                                    rectangle.x, rectangle.y, &x, &y);
  rectangle.x = (int) x;
  rectangle.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &rectangle);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_move_requested_cb (CalDecisionFlow *self, guint n, const guint *indexes, guint cell)
{
  const CalBoard *board = board_of (self);
  GdkRectangle rectangle = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self->board_view)), 1 };

  if (n == 0 || !cal_decision_flow_can_decide (self)
      || gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      cal_board_view_settle (self->board_view);
      return;
    }
  self->kind = CAL_COMMAND_MOVE;
  self->to =
      cell == G_MAXUINT ? CAL_HOLDING : cal_rules_cell_placement (cal_board_rules (board), cell);
  remember_subjects (self, indexes, n);
  cal_rationale_popover_ask (self->popover, board, indexes, n, cell);
  cal_board_view_get_pending_rectangle (self->board_view, &rectangle);
  point_at (self, GTK_WIDGET (self->board_view), rectangle);
}

/* Stands the popover at a subject's chip, or above the board where it has none. */
static void
point_at_subject (CalDecisionFlow *self, guint subject)
{
  GtkWidget *widget = GTK_WIDGET (self->board_view);
  GdkRectangle rectangle = { gtk_widget_get_width (widget) / 2, 0, 1, 1 };
  GtkWidget *chip = cal_board_view_get_chip (self->board_view, subject);

  if (chip != NULL && gtk_widget_get_mapped (chip))
    {
      rectangle = (GdkRectangle){ 0, 0, gtk_widget_get_width (chip), gtk_widget_get_height (chip) };
      widget = chip;
    }
  point_at (self, widget, rectangle);
}

static void
on_keep_requested_cb (CalDecisionFlow *self, guint n, const guint *indexes)
{
  if (n == 0 || !cal_decision_flow_can_decide (self)
      || gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  self->kind = CAL_COMMAND_KEEP;
  remember_subjects (self, indexes, n);
  cal_rationale_popover_ask_keep (self->popover, board_of (self), indexes, n);
  point_at_subject (self, indexes[0]);
}

static void
ask_back (CalDecisionFlow *self, CalCommandKind kind)
{
  g_autoptr (GArray) target = target_of (self, kind);
  g_autofree char *what = NULL;
  guint subject;

  if (target == NULL || gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  subject = cal_board_decision (board_of (self), g_array_index (target, guint, 0))->subject;
  what = cal_words_target (board_of (self), target);
  self->kind = kind;
  remember_subjects (self, NULL, 0);
  cal_rationale_popover_ask_undo (self->popover, board_of (self), kind == CAL_COMMAND_REDO, what);
  point_at_subject (self, subject);
}

static void
cal_decision_flow_dispose (GObject *object)
{
  CalDecisionFlow *self = CAL_DECISION_FLOW (object);

  if (self->board_view != NULL)
    g_signal_handlers_disconnect_by_data (self->board_view, self);
  if (self->popover != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->popover, self);
      gtk_widget_unparent (GTK_WIDGET (self->popover));
      self->popover = NULL;
    }
  g_clear_object (&self->board_view);
  g_clear_object (&self->toasts);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cal_decision_flow_parent_class)->dispose (object);
}

static void
cal_decision_flow_finalize (GObject *object)
{
  CalDecisionFlow *self = CAL_DECISION_FLOW (object);

  g_array_unref (self->subjects);
  g_array_unref (self->expected);
  G_OBJECT_CLASS (cal_decision_flow_parent_class)->finalize (object);
}

static void
cal_decision_flow_class_init (CalDecisionFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_decision_flow_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_decision_flow_finalize;
}

static void
cal_decision_flow_init (CalDecisionFlow *self)
{
  self->subjects = g_array_new (FALSE, FALSE, sizeof (guint));
  self->expected = g_array_new (FALSE, FALSE, sizeof (CalPlacement));
}

/**
 * cal_decision_flow_new:
 * @document: where decisions are recorded
 * @board_view: the board, in a parent already
 * @toasts: where to say what came of it
 *
 * Returns: (transfer full): the way from each of the board's gestures to a
 *   record. Drop it with the board's parent still there.
 */
CalDecisionFlow *
cal_decision_flow_new (CalLiveDocument *document, CalBoardView *board_view, AdwToastOverlay *toasts)
{
  CalDecisionFlow *self = g_object_new (CAL_TYPE_DECISION_FLOW, NULL);

  self->document = g_object_ref (document);
  self->board_view = g_object_ref (board_view);
  self->toasts = g_object_ref (toasts);
  self->popover = CAL_RATIONALE_POPOVER (cal_rationale_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover),
                         gtk_widget_get_parent (GTK_WIDGET (board_view)));
  g_signal_connect_swapped (self->popover, "recorded", G_CALLBACK (on_recorded_cb), self);
  g_signal_connect_swapped (self->popover, "cancelled", G_CALLBACK (on_cancelled_cb), self);
  g_signal_connect_swapped (board_view, "move-requested", G_CALLBACK (on_move_requested_cb), self);
  g_signal_connect_swapped (board_view, "keep-requested", G_CALLBACK (on_keep_requested_cb), self);
  return self;
}

/**
 * cal_decision_flow_can_decide:
 *
 * Returns: whether the document is held for writing and a session is open
 */
gboolean
cal_decision_flow_can_decide (CalDecisionFlow *self)
{
  guint session;

  g_return_val_if_fail (CAL_IS_DECISION_FLOW (self), FALSE);

  return cal_live_document_is_writable (self->document)
         && cal_live_document_get_session (self->document, &session);
}

gboolean
cal_decision_flow_can_undo (CalDecisionFlow *self)
{
  g_return_val_if_fail (CAL_IS_DECISION_FLOW (self), FALSE);

  g_autoptr (GArray) target = target_of (self, CAL_COMMAND_UNDO);
  return target != NULL;
}

gboolean
cal_decision_flow_can_redo (CalDecisionFlow *self)
{
  g_return_val_if_fail (CAL_IS_DECISION_FLOW (self), FALSE);

  g_autoptr (GArray) target = target_of (self, CAL_COMMAND_REDO);
  return target != NULL;
}

/**
 * cal_decision_flow_undo:
 *
 * Asks why the latest decision is taken back; Enter accepts what is filled in.
 */
void
cal_decision_flow_undo (CalDecisionFlow *self)
{
  g_return_if_fail (CAL_IS_DECISION_FLOW (self));

  ask_back (self, CAL_COMMAND_UNDO);
}

/**
 * cal_decision_flow_redo:
 *
 * Asks why the latest undo is taken back in its turn.
 */
void
cal_decision_flow_redo (CalDecisionFlow *self)
{
  g_return_if_fail (CAL_IS_DECISION_FLOW (self));

  ask_back (self, CAL_COMMAND_REDO);
}

/**
 * cal_decision_flow_get_proposer:
 *
 * Returns: (transfer none) (nullable): who proposed the last decision
 */
const char *
cal_decision_flow_get_proposer (CalDecisionFlow *self)
{
  g_return_val_if_fail (CAL_IS_DECISION_FLOW (self), NULL);

  return cal_rationale_popover_get_proposer (self->popover);
}

/**
 * cal_decision_flow_set_proposer:
 * @proposer: (nullable): who is offered first when the next reason is asked for
 */
void
cal_decision_flow_set_proposer (CalDecisionFlow *self, const char *proposer)
{
  g_return_if_fail (CAL_IS_DECISION_FLOW (self));

  cal_rationale_popover_set_proposer (self->popover, proposer);
}
