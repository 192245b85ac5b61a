/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cal-seal-state.h"

#include <glib/gi18n-lib.h>

#include "core/cal-time.h"
#include "model/cal-live-reading.h"

/* What is known of a document's seal: the last verification, what was decided
 * since, and the verification that is under way. */
struct _CalSealState
{
  GObject parent_instance;

  CalLiveDocument *document;
  char *allowed_signers;
  CalVerification *found;
  char *complaint;
  gint64 checked;
  GCancellable *checking;
  gboolean again;
  gboolean wanted;
  double fraction;
  guint n_finalised;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CalSealState, cal_seal_state, G_TYPE_OBJECT)

static void
tell (CalSealState *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
verify (const char *path,
        CalProgress progress,
        gpointer progress_data,
        gpointer data,
        GError **error)
{
  return cal_verification_watch (path, data, progress, progress_data, error);
}

static guint
count_finalised (CalLiveDocument *document)
{
  const CalBoard *board = cal_live_document_get_board (document);
  guint n = 0;

  for (guint i = 0; i < cal_board_n_sessions (board); i++)
    n += cal_board_session (board, i)->finalised ? 1 : 0;
  return n;
}

static void
on_progress_cb (double fraction, gpointer data)
{
  CalSealState *self = data;

  self->fraction = fraction;
  tell (self);
}

/* What is under way no longer says what is asked for. */
static void
check_anew (CalSealState *self)
{
  self->again = self->checking != NULL;
  if (self->again)
    g_cancellable_cancel (self->checking);
  else
    cal_seal_state_check (self);
}

static char *
describe_failure (CalSealState *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Verifying was stopped before its end"));
  if (cal_live_document_is_exclusive (self->document))
    return g_strdup (
        _ ("On a shared folder nobody else can read it while it is open: close it, copy "
           "it to this computer and verify the copy"));
  return g_strdup (error->message);
}

/* Where nobody here has given up, the document had to be alone for a moment. */
static void
on_verified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CalSealState) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) checking = g_steal_pointer (&self->checking);
  g_autoptr (CalVerification) found = cal_live_reading_finish (result, &error);

  g_clear_pointer (&self->complaint, g_free);
  if (self->again
      || (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && !g_cancellable_is_cancelled (checking)))
    {
      check_anew (self);
      return;
    }
  if (found != NULL)
    {
      g_clear_pointer (&self->found, cal_verification_free);
      self->found = g_steal_pointer (&found);
      self->checked = cal_time_now ();
    }
  else
    self->complaint = describe_failure (self, error);
  tell (self);
}

/* Whoever seals, here or elsewhere: the new seal is to be seen, and checked. */
static void
on_changed_cb (CalSealState *self)
{
  guint n = count_finalised (self->document);
  gboolean is_sealed_anew = n > self->n_finalised;

  self->n_finalised = n;
  if (is_sealed_anew && self->wanted)
    check_anew (self);
  else
    tell (self);
}

static void
cal_seal_state_dispose (GObject *object)
{
  CalSealState *self = CAL_SEAL_STATE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cal_seal_state_parent_class)->dispose (object);
}

static void
cal_seal_state_finalize (GObject *object)
{
  CalSealState *self = CAL_SEAL_STATE (object);

  g_clear_object (&self->checking);
  g_clear_pointer (&self->found, cal_verification_free);
  g_free (self->allowed_signers);
  g_free (self->complaint);
  G_OBJECT_CLASS (cal_seal_state_parent_class)->finalize (object);
}

static void
cal_seal_state_class_init (CalSealStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cal_seal_state_dispose;
  G_OBJECT_CLASS (klass)->finalize = cal_seal_state_finalize;

  /**
   * CalSealState::changed:
   *
   * Something else is known of the seal.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cal_seal_state_init (CalSealState *self)
{
}

/**
 * cal_seal_state_new:
 * @document: an open document
 *
 * Returns: (transfer full): its state, of which nothing is known before
 *   cal_seal_state_check()
 */
CalSealState *
cal_seal_state_new (CalLiveDocument *document)
{
  CalSealState *self = g_object_new (CAL_TYPE_SEAL_STATE, NULL);

  self->document = g_object_ref (document);
  self->n_finalised = count_finalised (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed_cb), self);
  return self;
}

/**
 * cal_seal_state_check:
 *
 * Starts to verify the document, in a thread and through a connection of its
 * own. Where that is under way already, it is left to it.
 */
void
cal_seal_state_check (CalSealState *self)
{
  g_return_if_fail (CAL_IS_SEAL_STATE (self));

  if (self->checking != NULL)
    return;
  self->checking = g_cancellable_new ();
  self->wanted = TRUE;
  self->fraction = 0;
  cal_live_reading_start (self->document, verify, g_strdup (self->allowed_signers), g_free,
                          (GDestroyNotify) cal_verification_free, self->checking, on_progress_cb,
                          self, on_verified_cb, g_object_ref (self));
  tell (self);
}

/**
 * cal_seal_state_cancel:
 *
 * Gives up verifying, if that is under way.
 */
void
cal_seal_state_cancel (CalSealState *self)
{
  g_return_if_fail (CAL_IS_SEAL_STATE (self));

  self->again = FALSE;
  g_cancellable_cancel (self->checking);
}

/**
 * cal_seal_state_set_allowed_signers:
 * @path: (nullable): a file from outside the document that says whose keys are
 *   trusted, as ssh-keygen reads it
 *
 * What was verified by another file is verified again.
 */
void
cal_seal_state_set_allowed_signers (CalSealState *self, const char *path)
{
  g_return_if_fail (CAL_IS_SEAL_STATE (self));

  if (g_strcmp0 (self->allowed_signers, path) == 0)
    return;
  g_free (self->allowed_signers);
  self->allowed_signers = g_strdup (path);
  if (self->wanted)
    check_anew (self);
}

const char *
cal_seal_state_get_allowed_signers (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  return self->allowed_signers;
}

CalLiveDocument *
cal_seal_state_get_document (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  return self->document;
}

CalSealKind
cal_seal_state_get_kind (CalSealState *self)
{
  const CalSealReport *seal;

  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), CAL_SEAL_NOT_CHECKED);

  if (cal_live_document_get_fault (self->document) != NULL)
    return CAL_SEAL_ALTERED;
  if (self->checking != NULL)
    return CAL_SEAL_CHECKING;
  if (self->complaint != NULL || self->found == NULL)
    return CAL_SEAL_NOT_CHECKED;
  if (self->found->fault != NULL)
    return CAL_SEAL_ALTERED;
  seal = cal_seal_state_get_last_seal (self);
  return seal != NULL && cal_live_document_get_size (self->document) == seal->seq + 1
             ? CAL_SEAL_SEALED
             : CAL_SEAL_NOT_SEALED;
}

/**
 * cal_seal_state_get_found:
 *
 * Returns: (transfer none) (nullable): what the last verification found, valid
 *   until the next `changed`
 */
const CalVerification *
cal_seal_state_get_found (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  return self->found;
}

/**
 * cal_seal_state_get_fault:
 *
 * Returns: (transfer none) (nullable): the first thing that does not hold: what the
 *   last verification found, or else what reading the document stopped at; valid until
 *   the next `changed`
 */
const CalFault *
cal_seal_state_get_fault (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  return self->found != NULL && self->found->fault != NULL
             ? self->found->fault
             : cal_live_document_get_fault (self->document);
}

/**
 * cal_seal_state_is_checking:
 *
 * Returns: whether the document is being verified
 */
gboolean
cal_seal_state_is_checking (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), FALSE);

  return self->checking != NULL;
}

/**
 * cal_seal_state_get_last_seal:
 *
 * Returns: (transfer none) (nullable): the latest seal that holds
 */
const CalSealReport *
cal_seal_state_get_last_seal (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  if (self->found == NULL || self->found->seals->len == 0)
    return NULL;
  return g_ptr_array_index (self->found->seals, self->found->seals->len - 1);
}

/**
 * cal_seal_state_get_checked:
 *
 * Returns: when the last verification ended, milliseconds since 1970 in UTC
 */
gint64
cal_seal_state_get_checked (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), 0);

  return self->checked;
}

/**
 * cal_seal_state_get_fraction:
 *
 * Returns: how far the verification under way is, 0 to 1
 */
double
cal_seal_state_get_fraction (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), 0);

  return self->fraction;
}

/**
 * cal_seal_state_get_complaint:
 *
 * Returns: (transfer none) (nullable): why the document was not verified
 */
const char *
cal_seal_state_get_complaint (CalSealState *self)
{
  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), NULL);

  return self->complaint;
}

/**
 * cal_seal_state_count_unsealed:
 *
 * Returns: how many decisions on the board come after the latest seal that is
 *   known of; 0 while they are still being read
 */
guint
cal_seal_state_count_unsealed (CalSealState *self)
{
  const CalSealReport *seal;
  const CalBoard *board;
  guint low = 0;
  guint high;
  guint n;

  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), 0);

  seal = cal_seal_state_get_last_seal (self);
  board = cal_live_document_get_board (self->document);
  if (!cal_board_has_history (board))
    return 0;
  n = cal_board_n_decisions (board);
  high = seal != NULL ? n : 0;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cal_board_decision (board, middle)->seq < seal->seq)
        low = middle + 1;
      else
        high = middle;
    }
  return n - low;
}

/**
 * cal_seal_state_trusts_keys:
 *
 * Returns: whether the latest seal was signed with a key that is known from
 *   outside the document
 */
gboolean
cal_seal_state_trusts_keys (CalSealState *self)
{
  const CalSealReport *seal;

  g_return_val_if_fail (CAL_IS_SEAL_STATE (self), FALSE);

  seal = cal_seal_state_get_last_seal (self);
  return seal != NULL && *(const char *) g_ptr_array_index (seal->signers, 0) != '\0';
}
