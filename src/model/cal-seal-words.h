/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-seal-state.h"

char *cal_seal_words_title (CalSealState *state, gint64 now);
char *cal_seal_words_detail (CalSealState *state, gint64 now);
char *cal_seal_words_status (CalSealState *state, gint64 now);
char *cal_seal_words_key_warning (CalSealState *state);
char *cal_seal_words_witnesses (const CalSealReport *seal);
