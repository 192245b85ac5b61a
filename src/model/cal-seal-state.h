/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "store/cal-verification.h"

G_BEGIN_DECLS

/**
 * CalSealKind:
 * @CAL_SEAL_CHECKING: it is being verified
 * @CAL_SEAL_NOT_CHECKED: it was not verified to the end
 * @CAL_SEAL_ALTERED: something does not hold, as verifying says, or reading said
 *   before, which no verifying under way makes undone
 * @CAL_SEAL_NOT_SEALED: all of it holds, but not all of it is sealed
 * @CAL_SEAL_SEALED: all of it holds and is sealed
 *
 * What is known of a document's seal.
 */
typedef enum
{
  CAL_SEAL_CHECKING,
  CAL_SEAL_NOT_CHECKED,
  CAL_SEAL_ALTERED,
  CAL_SEAL_NOT_SEALED,
  CAL_SEAL_SEALED,
} CalSealKind;

#define CAL_TYPE_SEAL_STATE (cal_seal_state_get_type ())
G_DECLARE_FINAL_TYPE (CalSealState, cal_seal_state, CAL, SEAL_STATE, GObject)

CalSealState *cal_seal_state_new (CalLiveDocument *document);

void cal_seal_state_check (CalSealState *self);
void cal_seal_state_cancel (CalSealState *self);
void cal_seal_state_set_allowed_signers (CalSealState *self, const char *path);
const char *cal_seal_state_get_allowed_signers (CalSealState *self);

CalLiveDocument *cal_seal_state_get_document (CalSealState *self);
CalSealKind cal_seal_state_get_kind (CalSealState *self);
const CalVerification *cal_seal_state_get_found (CalSealState *self);
const CalSealReport *cal_seal_state_get_last_seal (CalSealState *self);
const CalFault *cal_seal_state_get_fault (CalSealState *self);
gboolean cal_seal_state_is_checking (CalSealState *self);
gint64 cal_seal_state_get_checked (CalSealState *self);
double cal_seal_state_get_fraction (CalSealState *self);
const char *cal_seal_state_get_complaint (CalSealState *self);
guint cal_seal_state_count_unsealed (CalSealState *self);
gboolean cal_seal_state_trusts_keys (CalSealState *self);

G_END_DECLS
