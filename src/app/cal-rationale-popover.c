/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-rationale-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/cal-board-text.h"
#include "app/cal-reason-history.h"
#include "core/cal-guideline.h"
#include "model/cal-filter.h"
#include "model/cal-words.h"

/* A code a digit key. */
#define CODES_MAX 9
#define OFFERS_MAX 2
/* Kept free for them, so that nothing jumps while somebody types. */
#define OFFERS_HEIGHT 58

struct _CalRationalePopover
{
  GtkPopover parent_instance;

  const CalBoard *board;
  GArray *history;
  GPtrArray *code_names;
  GPtrArray *code_buttons;
  /* What is written without a choice: undo or redo. */
  const char *fixed_code;
  gboolean done;
  /* Enter was pressed too early: what is missing comes before the offers. */
  gboolean insists;

  CalUsedReason offered[OFFERS_MAX];
  guint n_offered;
  /* Kept from one reason to the next, for one speaker often argues several. */
  char *last_proposer;
  guint n_listed_subjects;

  GtkWidget *title;
  GtkWidget *summary;
  GtkWidget *codes;
  GtkWidget *entry;
  GtkWidget *offers;
  GtkWidget *proposed;
  GtkWidget *proposer;
  GtkWidget *record;
  GtkWidget *cancel_label;
};

enum
{
  SIGNAL_RECORDED,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalRationalePopover, cal_rationale_popover, GTK_TYPE_POPOVER)

static const char *
chosen_code (CalRationalePopover *self)
{
  if (self->fixed_code != NULL)
    return self->fixed_code;
  for (guint i = 0; i < self->code_buttons->len; i++)
    {
      if (gtk_toggle_button_get_active (g_ptr_array_index (self->code_buttons, i)))
        return g_ptr_array_index (self->code_names, i);
    }
  return NULL;
}

static char *
typed_reason (CalRationalePopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* What is still wanting, %NULL when the reason can be recorded. */
static const char *
what_is_missing (CalRationalePopover *self)
{
  g_autofree char *reason = typed_reason (self);
  gboolean has_code = chosen_code (self) != NULL;

  if (!has_code && *reason == '\0')
    return _ ("Choose what kind of reason it is, and say why in one sentence.");
  if (!has_code)
    return _ ("Choose what kind of reason it is: click one, or press Alt and its number.");
  if (*reason == '\0')
    return _ ("Say why in one sentence.");
  return NULL;
}

static GtkWidget *
key_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
on_offer_clicked_cb (GtkButton *button, CalRationalePopover *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "offer"));

  if (which >= self->n_offered)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->offered[which].text);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* An earlier reason, what was typed of it in bold. */
static GtkWidget *
make_offer (CalRationalePopover *self, guint which, gsize typed_length)
{
  const CalUsedReason *used = &self->offered[which];
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  gsize split = g_utf8_offset_to_pointer (used->text, (glong) typed_length) - used->text;
  g_autofree char *head = g_strndup (used->text, split);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>%s", head, used->text + split);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, used->text);
  gtk_box_append (GTK_BOX (box), label);
  if (used->n > 1)
    {
      g_autofree char *times =
          g_strdup_printf (ngettext ("used %u time", "used %u times", used->n), used->n);
      GtkWidget *count = gtk_label_new (times);

      gtk_widget_add_css_class (count, "rationale-dim");
      gtk_box_append (GTK_BOX (box), count);
    }
  if (which == 0)
    gtk_box_append (GTK_BOX (box), key_label (_ ("Tab")));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rationale-offer");
  gtk_widget_set_focusable (button, FALSE);
  g_object_set_data (G_OBJECT (button), "offer", GUINT_TO_POINTER (which));
  g_signal_connect (button, "clicked", G_CALLBACK (on_offer_clicked_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  used->text, -1);
  return button;
}

static void
update_offers (CalRationalePopover *self)
{
  g_autofree char *typed = typed_reason (self);
  const char *missing = what_is_missing (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->offers)) != NULL)
    gtk_box_remove (GTK_BOX (self->offers), child);
  self->n_offered =
      self->fixed_code != NULL || self->history == NULL
          ? 0
          : cal_reason_history_match (self->history, typed, self->offered,
                                      self->insists && missing != NULL ? 1 : OFFERS_MAX);
  for (guint i = 0; i < self->n_offered; i++)
    gtk_box_append (GTK_BOX (self->offers),
                    make_offer (self, i, (gsize) g_utf8_strlen (typed, -1)));
  if (self->n_offered < OFFERS_MAX && missing != NULL)
    {
      GtkWidget *hint = gtk_label_new (missing);

      gtk_label_set_xalign (GTK_LABEL (hint), 0);
      gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
      gtk_widget_add_css_class (hint, "rationale-hint");
      gtk_box_append (GTK_BOX (self->offers), hint);
    }
}

static void
update_record (CalRationalePopover *self)
{
  const char *missing = what_is_missing (self);

  gtk_widget_set_sensitive (self->record, missing == NULL);
  gtk_widget_set_tooltip_text (self->record, missing);
  update_offers (self);
}

static void
on_entry_changed_cb (CalRationalePopover *self)
{
  update_record (self);
}

static void
on_code_toggled_cb (GtkToggleButton *button, CalRationalePopover *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  update_record (self);
  gtk_widget_grab_focus (self->entry);
}

static char *
chosen_proposer (CalRationalePopover *self)
{
  GtkStringObject *object;

  if (self->fixed_code != NULL)
    return g_strdup ("");
  object = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->proposer));
  return g_strdup (object != NULL ? gtk_string_object_get_string (object) : "");
}

static void
on_record_cb (CalRationalePopover *self)
{
  g_autofree char *reason = NULL;
  g_autofree char *proposer = NULL;

  if (self->done)
    return;
  if (what_is_missing (self) != NULL)
    {
      self->insists = TRUE;
      update_offers (self);
      return;
    }
  reason = typed_reason (self);
  proposer = chosen_proposer (self);
  if (self->fixed_code == NULL)
    {
      g_free (self->last_proposer);
      self->last_proposer = g_strdup (proposer);
    }
  self->done = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_RECORDED], 0, chosen_code (self), reason, proposer);
}

static void
on_cancel_cb (CalRationalePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_closed_cb (CalRationalePopover *self)
{
  if (self->done)
    return;
  self->done = TRUE;
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static gboolean
choose_code (CalRationalePopover *self, guint number)
{
  if (self->fixed_code != NULL || number == 0 || number > self->code_buttons->len)
    return FALSE;
  gtk_toggle_button_set_active (g_ptr_array_index (self->code_buttons, number - 1), TRUE);
  return TRUE;
}

/* Digits belong to the codes unless they are typed into a sentence. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   CalRationalePopover *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean in_entry = focus != NULL && gtk_widget_is_ancestor (focus, self->entry);
  gboolean in_codes = focus != NULL && gtk_widget_is_ancestor (focus, self->codes);
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
  guint number = 0;

  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    number = key - GDK_KEY_0;
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    number = key - GDK_KEY_KP_0;
  if (number > 0 && !(modifiers & GDK_CONTROL_MASK)
      && ((modifiers & GDK_ALT_MASK) || in_codes || (in_entry && is_empty)))
    return choose_code (self, number);
  if (key == GDK_KEY_Tab && modifiers == 0 && in_entry && self->n_offered > 0)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), self->offered[0].text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      return TRUE;
    }
  return FALSE;
}

static void
fill_codes (CalRationalePopover *self)
{
  const CalRules *rules = cal_board_rules (self->board);
  guint n = MIN (g_strv_length (rules->reason_codes), CODES_MAX);
  guint rows = (n + 1) / 2;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->codes)) != NULL)
    gtk_grid_remove (GTK_GRID (self->codes), child);
  g_ptr_array_set_size (self->code_buttons, 0);
  g_ptr_array_set_size (self->code_names, 0);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      const char *words = _ (rules->reason_labels[i]);
      GtkWidget *label = gtk_label_new (words);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), key_label (number));
      gtk_box_append (GTK_BOX (box), label);
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "rationale-code");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, number, -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     g_ptr_array_index (self->code_buttons, 0));
      g_signal_connect (button, "toggled", G_CALLBACK (on_code_toggled_cb), self);
      gtk_grid_attach (GTK_GRID (self->codes), button, (int) (i / rows), (int) (i % rows), 1, 1);
      g_ptr_array_add (self->code_buttons, button);
      g_ptr_array_add (self->code_names, rules->reason_codes[i]);
    }
}

/* The panel as a whole, then every rater by name. */
static void
fill_proposers (CalRationalePopover *self)
{
  g_autoptr (GtkStringList) names = NULL;
  g_autoptr (GPtrArray) raters = NULL;
  guint n = cal_board_n_subjects (self->board);
  guint selected = 0;

  if (self->n_listed_subjects != n)
    {
      names = gtk_string_list_new (NULL);
      gtk_string_list_append (names, _ ("The panel"));
      raters = cal_filter_rater_choices (self->board);
      for (guint i = 0; i < raters->len; i++)
        {
          const CalFilterChoice *choice = g_ptr_array_index (raters, i);

          gtk_string_list_append (names, choice->label);
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->proposer), G_LIST_MODEL (names));
      self->n_listed_subjects = n;
    }
  if (self->last_proposer != NULL)
    {
      GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->proposer));

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        {
          const char *name = gtk_string_list_get_string (GTK_STRING_LIST (model), i);

          if (g_str_equal (name, self->last_proposer))
            {
              selected = i;
              break;
            }
        }
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->proposer), selected);
}

static char *
move_question (CalRationalePopover *self, guint cell)
{
  const CalRules *rules = cal_board_rules (self->board);

  if (cell == G_MAXUINT)
    return g_strdup (_ ("Why the holding area?"));
  /* Translators: the name of a cell */
  return g_strdup_printf (_ ("Why %s?"),
                          _ (cal_rules_cell_label (rules, cal_rules_cell_placement (rules, cell))));
}

/* By the cell's name where all stand in the same. */
static char *
keep_question (CalRationalePopover *self, const guint *indexes, guint n)
{
  CalPlacement placement = cal_board_subject (self->board, indexes[0])->placement;

  for (guint i = 1; i < n; i++)
    if (!cal_placement_equal (cal_board_subject (self->board, indexes[i])->placement, placement))
      return g_strdup (_ ("Why keep them where they are?"));
  /* Translators: the name of a cell */
  return g_strdup_printf (_ ("Why keep %s?"),
                          _ (cal_rules_cell_label (cal_board_rules (self->board), placement)));
}

static void
set_title (CalRationalePopover *self, const char *question, guint n)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u subject", "%u subjects", n), n);
  g_autofree char *title = n > 1 ? g_strdup_printf ("%s %s", question, count) : g_strdup (question);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* "3,2 → 3,3 · Star 11 → 12 · Exceeds 63, guideline 35 to 43" */
static void
set_summary (CalRationalePopover *self, const guint *indexes, guint n, guint cell)
{
  const CalRules *rules = cal_board_rules (self->board);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *drop = NULL;

  if (n == 1)
    {
      CalPlacement from = cal_board_subject (self->board, indexes[0])->placement;
      CalPlacement to = cell == G_MAXUINT ? CAL_HOLDING : cal_rules_cell_placement (rules, cell);
      g_autofree char *before = cal_words_placement_short (from);
      g_autofree char *after = cal_words_placement_short (to);

      g_string_append_printf (text, "%s → %s", before, after);
    }
  if (cell != G_MAXUINT)
    {
      guint now = cal_board_count (self->board, cell);
      g_autofree char *before = cal_words_count (now);
      g_autofree char *after = cal_words_count (now + n);

      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append_printf (
          text, "%s %s → %s",
          _ (cal_rules_cell_label (rules, cal_rules_cell_placement (rules, cell))), before, after);
      drop = cal_drop_guideline_text (self->board, indexes, n, cell);
      if (drop != NULL)
        g_string_append_printf (text, " · %s", drop);
    }
  gtk_label_set_label (GTK_LABEL (self->summary), text->str);
}

static void
set_keep_summary (CalRationalePopover *self, const guint *indexes, guint n)
{
  const CalBoardSubject *subject = cal_board_subject (self->board, indexes[0]);
  g_autofree char *where = cal_words_placement (cal_board_rules (self->board), subject->placement);
  g_autofree char *text = n > 1
                              ? g_strdup (_ ("The rating of each is confirmed; nobody moves."))
                              : g_strdup_printf (_ ("%s, stays in %s"), subject->row->name, where);

  gtk_label_set_label (GTK_LABEL (self->summary), text);
}

static void
start (CalRationalePopover *self, const CalBoard *board, const char *fixed_code)
{
  self->board = board;
  self->fixed_code = fixed_code;
  self->done = FALSE;
  self->insists = FALSE;
  g_clear_pointer (&self->history, g_array_unref);
  self->history = cal_reason_history (board);
  fill_codes (self);
  gtk_widget_set_visible (self->codes, fixed_code == NULL);
  gtk_widget_set_size_request (self->offers, -1, fixed_code == NULL ? OFFERS_HEIGHT : -1);
  gtk_widget_set_visible (self->proposed, fixed_code == NULL);
  gtk_label_set_label (GTK_LABEL (self->cancel_label),
                       fixed_code == NULL ? _ ("put back") : _ ("leave it"));
}

static void
cal_rationale_popover_show (GtkWidget *widget)
{
  CalRationalePopover *self = CAL_RATIONALE_POPOVER (widget);

  GTK_WIDGET_CLASS (cal_rationale_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (self->entry);
}

static void
cal_rationale_popover_finalize (GObject *object)
{
  CalRationalePopover *self = CAL_RATIONALE_POPOVER (object);

  g_clear_pointer (&self->history, g_array_unref);
  g_ptr_array_unref (self->code_names);
  g_ptr_array_unref (self->code_buttons);
  g_free (self->last_proposer);
  G_OBJECT_CLASS (cal_rationale_popover_parent_class)->finalize (object);
}

static void
cal_rationale_popover_class_init (CalRationalePopoverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->finalize = cal_rationale_popover_finalize;
  widget_class->show = cal_rationale_popover_show;
  signals[SIGNAL_RECORDED] =
      g_signal_new ("recorded", CAL_TYPE_RATIONALE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", CAL_TYPE_RATIONALE_POPOVER,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/Calibrate/cal-rationale-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, title);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, summary);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, codes);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, offers);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, proposed);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, proposer);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, record);
  gtk_widget_class_bind_template_child (widget_class, CalRationalePopover, cancel_label);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
cal_rationale_popover_init (CalRationalePopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->code_names = g_ptr_array_new ();
  self->code_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->proposer), name);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed_cb), NULL);
}

/**
 * cal_rationale_popover_new:
 *
 * The question that stands beside a drop: why? One popover serves a board for
 * as long as it is shown, and remembers who proposed last.
 *
 * Returns: (transfer floating): a popover; the caller gives it a parent and a
 *   place, asks, and pops it up
 */
GtkWidget *
cal_rationale_popover_new (void)
{
  return g_object_new (CAL_TYPE_RATIONALE_POPOVER, NULL);
}

/**
 * cal_rationale_popover_ask:
 * @self: a popover that is not up
 * @board: the board as it is before the move
 * @indexes: (array length=n): who would move
 * @n: how many
 * @cell: where to, %G_MAXUINT for the holding area
 *
 * Asks for a reason code, a sentence and who proposed it.
 */
void
cal_rationale_popover_ask (CalRationalePopover *self,
                           const CalBoard *board,
                           const guint *indexes,
                           guint n,
                           guint cell)
{
  g_autofree char *question = NULL;

  g_return_if_fail (CAL_IS_RATIONALE_POPOVER (self));
  g_return_if_fail (n > 0);

  start (self, board, NULL);
  fill_proposers (self);
  question = move_question (self, cell);
  set_title (self, question, n);
  set_summary (self, indexes, n, cell);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_record (self);
}

/**
 * cal_rationale_popover_ask_keep:
 * @self: a popover that is not up
 * @board: the board
 * @indexes: (array length=n): whose ratings are to be confirmed
 * @n: how many
 *
 * Asks for the same as cal_rationale_popover_ask(), about subjects who stay
 * where they are.
 */
void
cal_rationale_popover_ask_keep (CalRationalePopover *self,
                                const CalBoard *board,
                                const guint *indexes,
                                guint n)
{
  g_autofree char *question = NULL;

  g_return_if_fail (CAL_IS_RATIONALE_POPOVER (self));
  g_return_if_fail (n > 0);

  start (self, board, NULL);
  fill_proposers (self);
  question = keep_question (self, indexes, n);
  set_title (self, question, n);
  set_keep_summary (self, indexes, n);
  gtk_label_set_label (GTK_LABEL (self->cancel_label), _ ("leave it"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_record (self);
}

/**
 * cal_rationale_popover_ask_undo:
 * @self: a popover that is not up
 * @board: the board
 * @redo: whether it is a redo
 * @what: what would be undone or redone, in words
 *
 * Asks for a sentence, which is filled in: Enter accepts.
 */
void
cal_rationale_popover_ask_undo (CalRationalePopover *self,
                                const CalBoard *board,
                                gboolean redo,
                                const char *what)
{
  const char *title = redo ? _ ("Redo?") : _ ("Undo?");

  g_return_if_fail (CAL_IS_RATIONALE_POPOVER (self));

  start (self, board, redo ? CAL_REASON_REDO : CAL_REASON_UNDO);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->summary), what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         redo ? _ ("Done again after all.") : _ ("Taken back."));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  update_record (self);
}

/**
 * cal_rationale_popover_get_proposer:
 *
 * Returns: (transfer none) (nullable): who proposed what was recorded last,
 *   %NULL when nothing has been
 */
const char *
cal_rationale_popover_get_proposer (CalRationalePopover *self)
{
  g_return_val_if_fail (CAL_IS_RATIONALE_POPOVER (self), NULL);

  return self->last_proposer;
}

/**
 * cal_rationale_popover_set_proposer:
 * @proposer: (nullable): who is to be filled in next, where the board's raters
 *   have somebody of that name
 */
void
cal_rationale_popover_set_proposer (CalRationalePopover *self, const char *proposer)
{
  g_return_if_fail (CAL_IS_RATIONALE_POPOVER (self));

  g_free (self->last_proposer);
  self->last_proposer = g_strdup (proposer);
}
