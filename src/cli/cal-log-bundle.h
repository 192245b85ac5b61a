/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/cal-bundle.h"
#include "store/cal-document.h"

gboolean cal_log_bundle_fill (CalBundle *bundle, CalDocument *document, GError **error);
