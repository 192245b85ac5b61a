/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Media that are full or cannot be written to. Only for a process of its own
 * (hand_run_apart()): nothing of this can be undone. */

/**
 * SmallDisk:
 *
 * A folder with little room: a real file system of its own where the kernel lets
 * us mount one, and otherwise a limit on the size of files.
 */
typedef struct
{
  char *folder;
  gboolean is_mount;
} SmallDisk;

void small_disk_mount (SmallDisk *disk, const char *folder, gsize size);
void small_disk_leave (SmallDisk *disk, gsize free);
void small_disk_clear (SmallDisk *disk);
gboolean medium_make_read_only (const char *folder);
void medium_give_up_rights (void);
