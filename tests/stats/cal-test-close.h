/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib.h>

/* Whether a figure is what it should be, within @off; exactly where @off is 0. */
#define close_to(is, should, off)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    double close_is = (is), close_should = (should);                                               \
                                                                                                   \
    if (!(fabs (close_is - close_should) <= (off)))                                                \
      g_assertion_message_cmpnum (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC,                     \
                                  #is " is close to " #should, close_is, "≈", close_should, 'f');  \
  }                                                                                                \
  G_STMT_END
