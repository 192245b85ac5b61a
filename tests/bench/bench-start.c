/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#define ROUNDS 9
#define PATIENCE_MS 20000

/* From starting a program to the first frame in its window, as the X server sees
 * both: the window is mapped, and then drawn into. An empty libadwaita window is
 * the limit; all run in turn, so that a busy moment hits them alike. */
typedef struct
{
  const char *name;
  const char *program;
  const char *document;
  double aim;
  double times[ROUNDS];
} Contender;

static pid_t
start (const Contender *contender)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      execl (contender->program, contender->program, contender->document, NULL);
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

/* Milliseconds from the start to the first damage of a mapped top-level window. */
static double
measure (Display *display, int damage_event, const Contender *contender)
{
  gint64 begin = g_get_monotonic_time ();
  pid_t pid = start (contender);
  Window mapped = None;
  gint64 end = 0;

  while (end == 0)
    {
      XEvent event;

      wait_for_event (display, begin + PATIENCE_MS * G_TIME_SPAN_MILLISECOND);
      XNextEvent (display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect && mapped == None)
        {
          mapped = event.xmap.window;
          XDamageCreate (display, mapped, XDamageReportNonEmpty);
          XFlush (display);
        }
      else if (event.type == damage_event + XDamageNotify
               && ((XDamageNotifyEvent *) (gpointer) &event)->drawable == mapped)
        end = g_get_monotonic_time ();
    }
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  XSync (display, True);
  return (double) (end - begin) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median (Contender *contender)
{
  qsort (contender->times, ROUNDS, sizeof *contender->times, compare);
  return contender->times[ROUNDS / 2];
}

/* A window that is gone may not be named any more; that is no failure. */
static int
on_x_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

static char *
make_sample (const char *program, const char *folder, const char *people)
{
  g_autofree char *name = g_strconcat (people, ".calibrate", NULL);
  char *path = g_build_filename (folder, name, NULL);
  const char *arguments[] = { program, "sample",      path,  "--people",
                              people,  "--decisions", "100", NULL };
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  return path;
}

static void
remove_folder (const char *folder)
{
  const char *arguments[] = { "rm", "-rf", folder, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 3);

  g_autofree char *folder = g_dir_make_tmp ("calibrate-start-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_unsetenv ("G_DEBUG");
  g_autofree char *small = make_sample (argv[1], folder, "200");
  g_autofree char *large = make_sample (argv[1], folder, "10000");
  Contender contenders[] = {
    { "an empty libadwaita window", argv[2], NULL, 1.0, { 0 } },
    { "the board of 200", argv[1], small, 1.3, { 0 } },
    { "the board of 10,000", argv[1], large, 1.6, { 0 } },
  };
  Display *display = XOpenDisplay (NULL);
  int damage_event, damage_error;

  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error_cb);
  g_assert_true (XDamageQueryExtension (display, &damage_event, &damage_error));
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
    measure (display, damage_event, &contenders[i]);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
      contenders[i].times[round] = measure (display, damage_event, &contenders[i]);

  double limit = median (&contenders[0]);
  for (guint i = 0; i < G_N_ELEMENTS (contenders); i++)
    {
      double time = median (&contenders[i]);

      g_print ("%-28s median %6.1f ms   ratio %.2f   aim %.1f\n", contenders[i].name, time,
               time / limit, contenders[i].aim);
    }
  XCloseDisplay (display);
  remove_folder (folder);
  return 0;
}
