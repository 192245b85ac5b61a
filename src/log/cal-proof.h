/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "log/cal-hasher.h"

GArray *cal_proof_inclusion (const CalHash *leaves, guint64 size, guint64 index, CalHasher *hasher);
GPtrArray *cal_proof_inclusions (const CalHash *leaves,
                                 guint64 size,
                                 const guint64 *indexes,
                                 guint n_indexes,
                                 CalHasher *hasher,
                                 CalHash *root);
GArray *
cal_proof_consistency (const CalHash *leaves, guint64 size1, guint64 size2, CalHasher *hasher);

gboolean cal_proof_check_inclusion (const CalHash *proof,
                                    gsize n,
                                    guint64 index,
                                    guint64 size,
                                    const CalHash *leaf,
                                    const CalHash *root,
                                    CalHasher *hasher);
gboolean cal_proof_check_consistency (const CalHash *proof,
                                      gsize n,
                                      guint64 size1,
                                      guint64 size2,
                                      const CalHash *root1,
                                      const CalHash *root2,
                                      CalHasher *hasher);
