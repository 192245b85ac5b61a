/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cal-medium.h"

#include <sys/vfs.h>
#include <unistd.h>

/* File systems whose files other computers may hold, by the numbers of statfs(2)
 * and of the kernel's own sources. */
static const guint32 shared_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x65735546, /* FUSE: sshfs, davfs and the like */
  0x5346414f, /* AFS */
  0x6b414653, /* AFS in the kernel */
  0x73757245, /* Coda */
  0x01021997, /* 9P */
  0x564c,     /* NCP */
  0x00c36400, /* Ceph */
  0x47504653, /* GPFS */
  0x0bd00bd0, /* Lustre */
  0x01161970, /* GFS2 */
  0x7461636f, /* OCFS2 */
};

/**
 * cal_medium_type_is_shared:
 * @type: `f_type` of statfs(2)
 *
 * Returns: whether it is a network file system's
 */
gboolean
cal_medium_type_is_shared (guint64 type)
{
  /* Where f_type is signed and narrow it comes with its sign extended. */
  for (guint i = 0; i < G_N_ELEMENTS (shared_types); i++)
    if ((guint32) type == shared_types[i])
      return TRUE;
  return FALSE;
}

/**
 * cal_medium_look:
 * @medium: (out): what is found
 * @path: an existing file
 */
void
cal_medium_look (CalMedium *medium, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs status;

  medium->is_shared =
      statfs (path, &status) == 0 && cal_medium_type_is_shared ((guint64) status.f_type);
  medium->file_writable = access (path, W_OK) == 0;
  medium->folder_writable = access (folder, W_OK | X_OK) == 0;
}
