/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/cal-live-document.h"
#include "model/cal-live-story.h"

/* A folder of the test's own, and a cycle of made-up people in it. */
typedef struct
{
  char *folder;
  char *path;
  CalLiveDocument *document;
} ModelFixture;

void model_fixture_set_up (ModelFixture *fixture, gconstpointer data);
void model_fixture_tear_down (ModelFixture *fixture, gconstpointer data);

CalLiveDocument *model_open (const char *path, GError **error);
void model_close (CalLiveDocument *document);
CalLiveStory *model_read_story (CalLiveDocument *document, const char *id, GError **error);
gboolean model_execute (CalLiveDocument *document, const CalCommand *command, GError **error);
gboolean model_move (CalLiveDocument *document, guint subject, CalPlacement to, GError **error);
void model_wait_for (gboolean (*done) (gpointer data), gpointer data);
