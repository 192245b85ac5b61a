/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cal-first-paint.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>

#define PATIENCE_MS 60000

struct _CalFirstPaint
{
  Display *display;
  int damage_event;
};

/* A window that is gone may not be named any more; that is no failure. */
static int
on_x_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

CalFirstPaint *
cal_first_paint_new (void)
{
  CalFirstPaint *paint = g_new0 (CalFirstPaint, 1);
  int damage_error;

  paint->display = XOpenDisplay (NULL);
  g_assert_nonnull (paint->display);
  XSetErrorHandler (on_x_error_cb);
  g_assert_true (XDamageQueryExtension (paint->display, &paint->damage_event, &damage_error));
  XSelectInput (paint->display, DefaultRootWindow (paint->display), SubstructureNotifyMask);
  return paint;
}

void
cal_first_paint_free (CalFirstPaint *paint)
{
  XCloseDisplay (paint->display);
  g_free (paint);
}

static pid_t
start (const char *program, const char *document)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      execl (program, program, document, NULL);
      _exit (127);
    }
  return pid;
}

static void
wait_for_event (Display *display, gint64 until)
{
  GPollFD fd = { .fd = ConnectionNumber (display), .events = G_IO_IN };

  while (XPending (display) == 0)
    {
      gint64 rest = until - g_get_monotonic_time ();

      if (rest <= 0 || g_poll (&fd, 1, (int) (rest / 1000) + 1) < 0)
        g_error ("no window was painted");
    }
}

static gboolean
has_title (Display *display, Window window, const char *title)
{
  Atom name = XInternAtom (display, "_NET_WM_NAME", False);
  Atom type;
  int format;
  unsigned long n, rest;
  unsigned char *text = NULL;
  gboolean has;

  if (title == NULL)
    return TRUE;
  if (XGetWindowProperty (display, window, name, 0, 64, False, AnyPropertyType, &type, &format, &n,
                          &rest, &text)
      != Success)
    return FALSE;
  has = text != NULL && g_str_equal ((const char *) text, title);
  XFree (text);
  return has;
}

/* Milliseconds from starting a program to the first damage of a mapped top-level
 * window, once that has @title where one is given: it says what the window shows. */
double
cal_first_paint_measure (CalFirstPaint *paint,
                         const char *program,
                         const char *document,
                         const char *title)
{
  gint64 begin = g_get_monotonic_time ();
  pid_t pid = start (program, document);
  Window mapped = None;
  Damage damage = None;
  gint64 end = 0;

  while (end == 0)
    {
      XEvent event;

      wait_for_event (paint->display, begin + PATIENCE_MS * G_TIME_SPAN_MILLISECOND);
      XNextEvent (paint->display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect && mapped == None)
        {
          mapped = event.xmap.window;
          damage = XDamageCreate (paint->display, mapped, XDamageReportNonEmpty);
          XFlush (paint->display);
        }
      else if (event.type == paint->damage_event + XDamageNotify
               && ((XDamageNotifyEvent *) (gpointer) &event)->drawable == mapped)
        {
          end = g_get_monotonic_time ();
          if (has_title (paint->display, mapped, title))
            break;
          end = 0;
          XDamageSubtract (paint->display, damage, None, None);
          XFlush (paint->display);
        }
    }
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  XSync (paint->display, True);
  return (double) (end - begin) / 1000;
}

/* A made-up cycle of a document's size, in @folder. */
char *
cal_first_paint_make_sample (const char *program,
                             const char *folder,
                             const char *people,
                             const char *decisions)
{
  g_autofree char *name = g_strconcat (people, ".calibrate", NULL);
  char *path = g_build_filename (folder, name, NULL);
  const char *arguments[] = { program, "sample",      path,      "--people",
                              people,  "--decisions", decisions, NULL };
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  return path;
}

void
cal_first_paint_remove (const char *folder)
{
  const char *arguments[] = { "rm", "-rf", folder, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
cal_first_paint_median (double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  return times[n / 2];
}
