/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window with a board of made-up people in it, for tests that drive it from
 * outside with a pointer, a keyboard or assistive technology. It answers
 * questions on standard input with one line each on standard output. */

#include <adwaita.h>
#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cal-board-view-private.h"
#include "app/cal-holding-area.h"
#include "app/cal-rationale-popover.h"
#include "app/cal-style.h"
#include "cal-display-board.h"

typedef struct
{
  CalBoard *board;
  CalBoardView *view;
  GtkWidget *window;
  GtkWidget *holding;
  GtkWidget *popover;
  GMainLoop *loop;
  gboolean hold;
  gboolean ask;
  guint n_opened;
} Host;

static void
record (Host *host)
{
  const guint *pending;
  guint n;
  guint cell;
  g_autoptr (GArray) changed = NULL;

  if (!cal_board_view_get_pending (host->view, &pending, &n, &cell))
    return;
  changed = cal_display_board_move (host->board, pending, n, cell);
  cal_board_view_refresh (host->view, (const guint *) changed->data, changed->len);
  cal_board_view_settle (host->view);
}

static void
ask (Host *host, guint n, const guint *indexes, guint cell)
{
  GdkRectangle place;

  cal_rationale_popover_ask (CAL_RATIONALE_POPOVER (host->popover), host->board, indexes, n, cell);
  if (cal_board_view_get_pending_rectangle (host->view, &place))
    gtk_popover_set_pointing_to (GTK_POPOVER (host->popover), &place);
  gtk_popover_popup (GTK_POPOVER (host->popover));
}

static void
on_recorded_cb (CalRationalePopover *popover,
                const char *code,
                const char *reason,
                const char *proposer,
                Host *host)
{
  printf ("recorded %s|%s|%s\n", code, reason, proposer);
  fflush (stdout);
  record (host);
}

static void
on_cancelled_cb (CalRationalePopover *popover, Host *host)
{
  puts ("cancelled");
  fflush (stdout);
  cal_board_view_settle (host->view);
}

static void
on_move_requested_cb (CalBoardView *view, guint n, gpointer indexes, guint cell, Host *host)
{
  if (host->ask)
    ask (host, n, indexes, cell);
  else if (!host->hold)
    record (host);
}

static void
on_open_requested_cb (CalBoardView *view, guint index, Host *host)
{
  host->n_opened++;
}

static void
answer_rect (Host *host, GtkWidget *widget, const graphene_rect_t *rect)
{
  graphene_point_t at;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (host->window));
  double x;
  double y;

  gtk_native_get_surface_transform (GTK_NATIVE (host->window), &x, &y);
  if (surface == NULL || !gtk_widget_compute_point (widget, host->window, &rect->origin, &at))
    {
      puts ("none");
      return;
    }
  printf ("%d %d %d %d\n", (int) (at.x + x), (int) (at.y + y), (int) rect->size.width,
          (int) rect->size.height);
}

static void
answer_chip (Host *host, const char *id)
{
  guint index;
  GtkWidget *chip = NULL;

  if (cal_board_find (host->board, id, &index))
    chip = cal_board_view_get_chip (host->view, index);
  if (chip == NULL)
    puts ("none");
  else
    answer_rect (
        host, chip,
        &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (chip), gtk_widget_get_height (chip)));
}

static void
answer_cell (Host *host, guint cell, gboolean free_slot)
{
  CalRect rect = free_slot ? cal_board_layout_free_slot (host->view->layout, cell)
                           : host->view->layout->cells[cell].area;

  answer_rect (host, GTK_WIDGET (host->view),
               &GRAPHENE_RECT_INIT (rect.x, rect.y, rect.width, rect.height));
}

/* Who stands in the cell, in the order of its chips. */
static void
answer_list (Host *host, guint cell)
{
  GPtrArray *chips = cal_cell_get_chips (g_ptr_array_index (host->view->cells, cell));

  for (guint i = 0; i < chips->len; i++)
    {
      guint index = cal_chip_get_index (g_ptr_array_index (chips, i));

      if (index != G_MAXUINT)
        printf ("%s ", cal_board_subject (host->board, index)->row->id);
    }
  putchar ('\n');
}

static void
answer_held (Host *host, const char *id)
{
  guint index;

  if (!cal_board_find (host->board, id, &index))
    {
      puts ("none");
      return;
    }
  for (GtkWidget *chip = gtk_widget_get_first_child (host->holding); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      if (cal_chip_get_index (CAL_CHIP (chip)) == index)
        {
          answer_rect (host, chip,
                       &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (chip),
                                            gtk_widget_get_height (chip)));
          return;
        }
    }
  puts ("none");
}

static void
answer_focus (Host *host)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (host->window));
  guint index = CAL_IS_CHIP (focus) ? cal_chip_get_index (CAL_CHIP (focus)) : G_MAXUINT;

  puts (index == G_MAXUINT ? "" : cal_board_subject (host->board, index)->row->id);
}

static void
answer_indexes (Host *host, const guint *indexes, guint n)
{
  for (guint i = 0; i < n; i++)
    printf (i > 0 ? " %s" : "%s", cal_board_subject (host->board, indexes[i])->row->id);
  putchar ('\n');
}

static void
answer_subject (Host *host, const char *id)
{
  char text[CAL_PLACEMENT_TEXT_SIZE];
  guint index;

  if (!cal_board_find (host->board, id, &index))
    puts ("none");
  else
    printf ("%s\n", cal_placement_format (cal_board_subject (host->board, index)->placement, text));
}

static gboolean
answer (Host *host, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  const char *verb = words[0];
  const char *argument = verb != NULL && words[1] != NULL ? words[1] : "";
  guint number = (guint) g_ascii_strtoull (argument, NULL, 10);
  g_autoptr (GArray) selection = NULL;
  const guint *indexes;
  guint n;
  guint cell;

  if (g_strcmp0 (verb, "chip") == 0)
    answer_chip (host, argument);
  else if (g_strcmp0 (verb, "cell") == 0)
    answer_cell (host, number, FALSE);
  else if (g_strcmp0 (verb, "free") == 0)
    answer_cell (host, number, TRUE);
  else if (g_strcmp0 (verb, "list") == 0)
    answer_list (host, number);
  else if (g_strcmp0 (verb, "placement") == 0)
    answer_subject (host, argument);
  else if (g_strcmp0 (verb, "holding") == 0)
    answer_rect (host, host->holding,
                 &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (host->holding),
                                      gtk_widget_get_height (host->holding)));
  else if (g_strcmp0 (verb, "selection") == 0)
    {
      selection = cal_board_view_get_selection (host->view);
      answer_indexes (host, (const guint *) selection->data, selection->len);
    }
  else if (g_strcmp0 (verb, "pending") == 0)
    {
      cal_board_view_get_pending (host->view, &indexes, &n, &cell);
      answer_indexes (host, indexes, n);
    }
  else if (g_strcmp0 (verb, "name") == 0)
    puts (cal_board_find (host->board, argument, &n) ? cal_board_subject (host->board, n)->row->name
                                                     : "none");
  else if (g_strcmp0 (verb, "n-held") == 0)
    printf ("%u\n", cal_board_view_get_held (host->view, &indexes));
  else if (g_strcmp0 (verb, "carried") == 0)
    answer_indexes (host, (const guint *) host->view->carried.indexes->data,
                    host->view->carried.indexes->len);
  else if (g_strcmp0 (verb, "focus") == 0)
    answer_focus (host);
  else if (g_strcmp0 (verb, "held") == 0)
    answer_held (host, argument);
  else if (g_strcmp0 (verb, "asking") == 0)
    printf ("%d\n", gtk_widget_get_mapped (host->popover));
  else if (g_strcmp0 (verb, "ready") == 0)
    printf ("%d\n", host->view->layout != NULL && gtk_widget_get_mapped (GTK_WIDGET (host->view)));
  else if (g_strcmp0 (verb, "opened") == 0)
    printf ("%u\n", host->n_opened);
  else if (g_strcmp0 (verb, "list-open") == 0)
    printf ("%d\n", host->view->opened != NULL);
  else if (g_strcmp0 (verb, "hold") == 0)
    printf ("%d\n", host->hold = number);
  else if (g_strcmp0 (verb, "ask") == 0)
    printf ("%d\n", host->ask = number);
  else if (g_strcmp0 (verb, "record") == 0)
    {
      record (host);
      puts ("done");
    }
  else if (g_strcmp0 (verb, "settle") == 0)
    {
      cal_board_view_settle (host->view);
      puts ("done");
    }
  else if (g_strcmp0 (verb, "open-cell") == 0)
    {
      cal_board_view_open_cell (host->view, number);
      puts ("done");
    }
  else if (g_strcmp0 (verb, "quit") == 0)
    g_main_loop_quit (host->loop);
  else
    puts ("what?");
  fflush (stdout);
  return g_strcmp0 (verb, "quit") != 0;
}

static void
on_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Host *host = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    g_main_loop_quit (host->loop);
  else if (answer (host, line))
    g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_LOW, NULL,
                                         on_line_cb, host);
}

static GtkWidget *
make_content (Host *host)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  host->view = CAL_BOARD_VIEW (cal_board_view_new ());
  cal_board_view_set_board (host->view, host->board);
  host->holding = cal_holding_area_new (host->view);
  gtk_widget_set_size_request (host->holding, 252, -1);
  gtk_widget_set_valign (host->holding, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), host->holding);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (host->view));
  host->popover = cal_rationale_popover_new ();
  gtk_widget_set_parent (host->popover, GTK_WIDGET (host->view));
  g_signal_connect (host->popover, "recorded", G_CALLBACK (on_recorded_cb), host);
  g_signal_connect (host->popover, "cancelled", G_CALLBACK (on_cancelled_cb), host);
  g_signal_connect (host->view, "move-requested", G_CALLBACK (on_move_requested_cb), host);
  g_signal_connect (host->view, "open-requested", G_CALLBACK (on_open_requested_cb), host);
  return box;
}

int
main (int argc, char **argv)
{
  int people = 200;
  int decisions = 40;
  int width = 1566;
  int height = 1002;
  gboolean dark = FALSE;
  const GOptionEntry options[] = {
    { "people", 0, 0, G_OPTION_ARG_INT, &people, "How many subjects", "N" },
    { "decisions", 0, 0, G_OPTION_ARG_INT, &decisions, "How many decisions", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark appearance", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  Host host = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  g_set_prgname ("board-host");
  adw_init ();
  cal_style_init ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  host.board = cal_display_board_new ((guint) people, (guint) decisions);
  host.loop = g_main_loop_new (NULL, FALSE);
  host.window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (host.window), "Board");
  gtk_window_set_decorated (GTK_WINDOW (host.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (host.window), width, height);
  gtk_window_set_child (GTK_WINDOW (host.window), make_content (&host));
  g_signal_connect_swapped (host.window, "destroy", G_CALLBACK (g_main_loop_quit), host.loop);
  gtk_window_present (GTK_WINDOW (host.window));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_LOW, NULL, on_line_cb, &host);
  g_main_loop_run (host.loop);

  cal_board_view_set_board (host.view, NULL);
  gtk_widget_unparent (host.popover);
  gtk_window_destroy (GTK_WINDOW (host.window));
  g_main_loop_unref (host.loop);
  cal_board_free (host.board);
  return 0;
}
