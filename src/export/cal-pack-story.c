/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/cal-pack-story.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "charts/cal-chart-text.h"
#include "core/cal-naming.h"
#include "export/cal-pack-story-private.h"
#include "log/cal-record-reader.h"
#include "log/cal-roster-row.h"

/* Day and time here, with their zone. */
char *
cal_telling_moment (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%-d %b %Y, %H:%M %Z") : g_strdup ("");
}

/* "2,3 Growing", as the rules name the cell. */
char *
cal_telling_placement (const CalBoard *board, CalPlacement placement)
{
  CalRules *rules = cal_board_rules (board);
  char text[CAL_PLACEMENT_TEXT_SIZE];

  if (!cal_placement_is_placed (placement))
    return g_strdup (_ ("Holding area"));
  return g_strdup_printf ("%s %s", cal_placement_format (placement, text),
                          cal_text_translated (cal_rules_cell_label (rules, placement)));
}

static const CalDecision *
decision_at (const CalTelling *telling, guint i)
{
  return cal_board_decision (telling->board, g_array_index (telling->decisions, guint, i));
}

static void
read_entries (CalTelling *telling)
{
  g_autoptr (CalRecordReader) reader = cal_record_reader_new ();

  telling->entries = cal_entries_new ();
  for (guint i = 0; i < telling->pack->records->len; i++)
    {
      const CalPackRecord *record = g_ptr_array_index (telling->pack->records, i);
      CalEntry *entry = cal_record_reader_read (reader, record->bytes, strlen (record->bytes),
                                                (const char *const *) record->disclosures, NULL);

      if (entry == NULL)
        continue;
      g_ptr_array_add (telling->entries, entry);
      if (entry->kind == CAL_KIND_SESSION_FINALISED && telling->pack->leaf != NULL)
        telling->seal = entry;
    }
}

static void
list_decisions (CalTelling *telling)
{
  guint at = cal_board_subject (telling->board, telling->subject)->n_decisions;
  gint64 index = cal_board_subject (telling->board, telling->subject)->last_decision;

  telling->decisions = g_array_sized_new (FALSE, FALSE, sizeof (guint), at);
  g_array_set_size (telling->decisions, at);
  while (index != CAL_NONE)
    {
      const CalDecision *decision = cal_board_decision (telling->board, (guint) index);

      g_array_index (telling->decisions, guint, --at) = (guint) index;
      telling->n_sealed += telling->seal != NULL && decision->seq < telling->seal->seq;
      index = decision->previous;
    }
}

/* Where a row of the roster puts the subject. */
static CalPlacement
placement_of_row (const CalPackRow *row)
{
  g_autoptr (CalDisclosure) disclosure = cal_disclosure_new ();
  const char *text = row->disclosures[CAL_ROW_RATINGS];
  CalPlacement ratings;

  if (!cal_disclosure_read (disclosure, text, strlen (text), NULL)
      || !cal_roster_row_read_ratings (disclosure, &ratings) || !cal_placement_is_placed (ratings))
    return CAL_HOLDING;
  return ratings;
}

static char *
rater_of (const CalTelling *telling)
{
  const char *id = cal_board_subject (telling->board, telling->subject)->row->manager_id;
  guint rater;

  if (*id == '\0')
    return NULL;
  if (cal_board_find (telling->board, id, &rater))
    return g_strdup (cal_board_subject (telling->board, rater)->row->name);
  return g_strdup (id);
}

/* The roster's file is named, unless its name went with somebody's data. */
static char *
row_text (const CalPackRow *row, const CalEntry *entry)
{
  char **file = entry->values[CAL_IMPORT_FILE].list;

  if (file == NULL || file[0] == NULL)
    return g_strdup_printf (
        _ ("Row %lu of %lu in a roster whose file name was erased with another person's "
           "data, imported as decision %lu. Never overwritten."),
        (gulong) row->index + 1, (gulong) row->size, (gulong) entry->seq + 1);
  return g_strdup_printf (_ ("Row %lu of %lu in %s, imported as decision %lu. Never overwritten."),
                          (gulong) row->index + 1, (gulong) row->size, file[0],
                          (gulong) entry->seq + 1);
}

static void
add_import (CalTelling *telling, const CalEntry *entry, guint n_before)
{
  const CalPackRow *row = n_before < telling->pack->rows->len
                              ? g_ptr_array_index (telling->pack->rows, n_before)
                              : NULL;
  CalStoryStep *step;
  g_autofree char *rating = NULL;

  if (row == NULL || row->import != entry->seq)
    return;
  rating = cal_telling_placement (telling->board, placement_of_row (row));
  step = cal_story_add_step (telling->story, CAL_STORY_MARK_START);
  step->when = cal_telling_moment (entry->time);
  if (n_before > 0)
    step->title = g_strdup_printf (_ ("A corrected roster: %s"), rating);
  else if (telling->options->for_subject)
    step->title = g_strdup_printf (_ ("Your rater's proposal: %s"), rating);
  else
    step->title = g_strdup_printf (_ ("The rater's proposal: %s"), rating);
  step->text = row_text (row, entry);
}

static char *
list_text (const char *const *list)
{
  return g_strjoinv (", ", (char **) list);
}

static char *
evidence_text (CalTelling *telling, const CalDecision *decision)
{
  g_autofree char *list = NULL;

  if (decision->evidence == NULL || decision->evidence[0] == NULL)
    return g_strdup (_ ("Evidence: none attached."));
  if (telling->options->for_subject
      && cal_naming_others_in_list (telling->board, telling->subject, decision->evidence))
    {
      telling->n_withheld++;
      return g_strdup (_ ("Evidence: withheld here, since it names somebody else."));
    }
  list = list_text (decision->evidence);
  return g_strdup_printf (g_str_has_suffix (list, ".") ? _ ("Evidence: %s") : _ ("Evidence: %s."),
                          list);
}

static char *
dissent_text (const CalTelling *telling, const CalDecision *decision)
{
  guint n = decision->dissent != NULL ? g_strv_length ((char **) decision->dissent) : 0;
  g_autofree char *list = NULL;

  if (n == 0)
    return g_strdup (_ ("Dissent: none."));
  if (telling->options->for_subject)
    return g_strdup_printf (
        ngettext ("Dissent: %u, the name withheld.", "Dissent: %u, the names withheld.", n), n);
  list = list_text (decision->dissent);
  return g_strdup_printf (_ ("Dissent: %s."), list);
}

/* The subject is told once, at the foot, that these names are withheld. */
static char *
who_text (const CalTelling *telling, const CalDecision *decision)
{
  if (telling->options->for_subject)
    return g_strdup ("");
  if (*decision->proposed_by == '\0' || strcmp (decision->proposed_by, decision->actor) == 0)
    return g_strdup_printf (_ ("Proposed and recorded by %s."), decision->actor);
  return g_strdup_printf (_ ("Proposed by %s, recorded by %s."), decision->proposed_by,
                          decision->actor);
}

static void
add_reason (CalTelling *telling, const CalDecision *decision, CalStoryStep *step)
{
  g_autofree char *who = who_text (telling, decision);
  g_autofree char *evidence = evidence_text (telling, decision);
  g_autofree char *dissent = dissent_text (telling, decision);

  step->lead =
      g_strdup_printf ("%s.", cal_text_translated (cal_rules_reason_label (
                                  cal_board_rules (telling->board), decision->reason_code)));
  if (telling->options->for_subject
      && cal_naming_others (telling->board, telling->subject, decision->reason))
    {
      telling->n_withheld++;
      step->text = g_strdup (_ ("The words of the reason are withheld here, since they name "
                                "somebody else."));
    }
  else
    step->text = g_strdup (decision->reason);
  step->detail = g_strstrip (g_strdup_printf ("%s %s %s", who, evidence, dissent));
}

static char *
note_of (const CalDecision *decision)
{
  if (!decision->in_force)
    return g_strdup_printf (_ ("undone by %lu"), (gulong) decision->reverted_by + 1);
  if (decision->reverts == CAL_NONE)
    return NULL;
  return g_strdup_printf (decision->compensates ? _ ("undoes %lu") : _ ("takes back %lu"),
                          (gulong) decision->reverts + 1);
}

static CalStoryMark
mark_of (const CalDecision *decision)
{
  if (!decision->in_force)
    return CAL_STORY_MARK_UNDONE;
  return decision->compensates ? CAL_STORY_MARK_UNDO : CAL_STORY_MARK_DECISION;
}

static void
add_decision (CalTelling *telling, guint i)
{
  const CalDecision *decision = decision_at (telling, i);
  gint64 reverts = decision->reverts;
  gpointer undone;
  CalStoryStep *step = cal_story_add_step (telling->story, mark_of (decision));
  g_autofree char *from = cal_telling_placement (telling->board, decision->from);
  g_autofree char *to = cal_telling_placement (telling->board, decision->to);

  step->when = cal_telling_moment (decision->time);
  step->number = g_strdup_printf (_ ("decision %lu · seq %lu"), (gulong) decision->seq + 1,
                                  (gulong) decision->seq);
  step->title = decision->kept ? g_strdup_printf (_ ("%s confirmed"), to)
                               : g_strdup_printf ("%s → %s", from, to);
  step->note = note_of (decision);
  add_reason (telling, decision, step);
  if (g_hash_table_lookup_extended (telling->steps, &reverts, NULL, &undone))
    step->undoes = GPOINTER_TO_INT (undone);
  g_hash_table_insert (telling->steps, g_memdup2 (&decision->seq, sizeof decision->seq),
                       GINT_TO_POINTER ((int) telling->story->steps->len - 1));
  if (!decision->kept)
    cal_story_add_leg (telling->story, decision->from, decision->to, decision->seq + 1,
                       !decision->in_force || decision->compensates);
}

static gboolean
is_all_sealed (const CalTelling *telling)
{
  return telling->seal != NULL && telling->n_sealed == telling->decisions->len;
}

static void
add_end (CalTelling *telling)
{
  const CalBoardSubject *subject = cal_board_subject (telling->board, telling->subject);
  g_autofree char *rating = cal_telling_placement (telling->board, subject->placement);
  gboolean sealed = is_all_sealed (telling);
  CalStoryStep *step =
      cal_story_add_step (telling->story, sealed ? CAL_STORY_MARK_SEALED : CAL_STORY_MARK_OPEN);

  step->when = cal_telling_moment (sealed ? telling->seal->time : telling->options->time);
  step->title = sealed ? g_strdup_printf (_ ("Final rating: %s"), rating)
                       : g_strdup_printf (_ ("Working rating: %s"), rating);
  if (sealed)
    step->text = g_strdup_printf (
        _ ("Sealed with session %s (decision %lu). Nothing later concerns this rating."),
        telling->seal->session, (gulong) telling->seal->seq + 1);
  else if (telling->seal != NULL)
    step->text =
        g_strdup_printf (ngettext ("Not sealed yet: %u decision came after the latest seal.",
                                   "Not sealed yet: %u decisions came after the latest seal.",
                                   telling->decisions->len - telling->n_sealed),
                         telling->decisions->len - telling->n_sealed);
  else
    step->text = g_strdup (_ ("Not sealed yet: until a seal stands, what is told here can still "
                              "be altered without a trace."));
}

/* Imports and decisions in the order of the log. */
static void
add_steps (CalTelling *telling)
{
  guint n_imports = 0;
  guint n_decisions = 0;

  for (guint i = 0; i < telling->entries->len; i++)
    {
      const CalEntry *entry = g_ptr_array_index (telling->entries, i);

      if (entry->kind == CAL_KIND_ROSTER_IMPORTED)
        add_import (telling, entry, n_imports++);
      else if ((entry->kind == CAL_KIND_MOVED || entry->kind == CAL_KIND_KEPT)
               && n_decisions < telling->decisions->len)
        add_decision (telling, n_decisions++);
    }
  add_end (telling);
}

static void
add_ratings (CalTelling *telling)
{
  CalStory *story = telling->story;
  const CalBoardSubject *subject = cal_board_subject (telling->board, telling->subject);
  gboolean sealed = is_all_sealed (telling);
  g_autofree char *rater = rater_of (telling);

  story->start = telling->decisions->len > 0 ? decision_at (telling, 0)->from : subject->placement;
  story->end = subject->placement;
  story->before[0] = g_strdup (_ ("Pre-calibration rating"));
  story->before[1] = cal_telling_placement (telling->board, story->start);
  if (telling->options->for_subject)
    story->before[2] = g_strdup (_ ("proposed by your rater"));
  else if (rater != NULL)
    story->before[2] = g_strdup_printf (_ ("proposed by the rater, %s"), rater);
  story->after[0] = g_strdup (sealed ? _ ("Final rating") : _ ("Working rating"));
  story->after[1] = cal_telling_placement (telling->board, subject->placement);
  if (sealed)
    {
      g_autofree char *when = cal_telling_moment (telling->seal->time);

      story->after[2] = g_strdup_printf (_ ("sealed %s, unchanged since"), when);
    }
  else
    story->after[2] = g_strdup (_ ("not sealed yet"));
}

static void
add_head (CalTelling *telling)
{
  CalStory *story = telling->story;
  CalRules *rules = cal_board_rules (telling->board);

  story->cycle = g_strdup (cal_board_title (telling->board));
  story->name = g_strdup (cal_board_subject (telling->board, telling->subject)->row->name);
  story->n_performance = rules->performance.n_levels;
  story->n_potential = rules->potential.n_levels;
  story->cell_labels = g_strdupv (rules->cell_labels);
  if (telling->options->for_subject)
    {
      story->heading = g_strdup (_ ("Subject access pack"));
      story->lead = g_strdup (_ ("How your rating came about: where it started, every decision "
                                 "about it in order, undone ones included, and where it ended."));
    }
  else
    {
      story->heading = g_strdup (_ ("One subject's story"));
      story->lead = g_strdup (_ ("How this rating came about: where it started, every decision "
                                 "about it in order, undone ones included, and where it stands."));
    }
  add_ratings (telling);
}

/**
 * cal_pack_story_new:
 * @board: the board that the pack was made with
 * @subject: the subject's index
 * @pack: their pack
 * @options: who is to read it
 *
 * Tells a subject's story from their pack: what the pack withholds from them is
 * not told to them either.
 *
 * Returns: (transfer full): the story
 */
CalStory *
cal_pack_story_new (const CalBoard *board,
                    guint subject,
                    const CalPack *pack,
                    const CalPackStoryOptions *options)
{
  CalTelling telling = {
    .story = cal_story_new (),
    .board = board,
    .subject = subject,
    .pack = pack,
    .options = options,
    .steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };

  read_entries (&telling);
  list_decisions (&telling);
  add_head (&telling);
  add_steps (&telling);
  cal_telling_add_facts (&telling);
  g_ptr_array_unref (telling.entries);
  g_array_unref (telling.decisions);
  g_hash_table_unref (telling.steps);
  return telling.story;
}
