/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cal-key-picker.h"

#include "app/cal-style.h"

#define MINE "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJl0e6lYYV3RvH061NZn8+yzkZRcQDFSF92FWfcC1ElG me"
#define NAMELESS "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEWQvPL0pMcv2iMcGDy9Ngd2SbPhIHwSbGGHpK2MNQOJ"

static GPtrArray *
keys_of (const char *const *lines)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) cal_ssh_key_free);

  for (; *lines != NULL; lines++)
    g_ptr_array_add (keys, cal_ssh_key_parse (*lines));
  return keys;
}

static CalKeyPicker *
new_picker (const char *const *lines, gboolean optional)
{
  CalKeyPicker *picker = g_object_new (CAL_TYPE_KEY_PICKER, "optional", optional, NULL);
  g_autoptr (GPtrArray) keys = keys_of (lines);

  cal_key_picker_set_keys (picker, keys);
  return g_object_ref_sink (picker);
}

static GtkWidget *
find_choice (GtkWidget *widget, guint *nth)
{
  GtkWidget *found = NULL;

  if (GTK_IS_CHECK_BUTTON (widget) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, nth);
  return found;
}

static void
click (CalKeyPicker *picker, guint nth)
{
  GtkWidget *choice = find_choice (GTK_WIDGET (picker), &nth);

  g_assert_nonnull (choice);
  g_assert_true (gtk_widget_activate (choice));
}

static void
test_only_one (void)
{
  g_autoptr (CalKeyPicker) picker = new_picker ((const char *const[]){ MINE, NULL }, FALSE);

  g_assert_cmpstr (cal_key_picker_get_key (picker)->comment, ==, "me");
  click (picker, 0);
  g_assert_nonnull (cal_key_picker_get_key (picker));
}

static void
test_one_of_two (void)
{
  g_autoptr (CalKeyPicker) picker =
      new_picker ((const char *const[]){ MINE, NAMELESS, NULL }, FALSE);

  click (picker, 1);
  g_assert_cmpstr (cal_key_picker_get_key (picker)->comment, ==, "");
  g_assert_cmpstr (cal_key_picker_name (cal_key_picker_get_key (picker)), ==, "Key without a name");
  click (picker, 0);
  g_assert_cmpstr (cal_key_picker_name (cal_key_picker_get_key (picker)), ==, "me");
}

static void
test_nobody (void)
{
  g_autoptr (CalKeyPicker) picker = new_picker ((const char *const[]){ MINE, NULL }, TRUE);

  g_assert_null (cal_key_picker_get_key (picker));
  click (picker, 1);
  g_assert_cmpstr (cal_key_picker_get_key (picker)->comment, ==, "me");
  click (picker, 0);
  g_assert_null (cal_key_picker_get_key (picker));
}

static void
test_added (void)
{
  g_autoptr (CalKeyPicker) picker = new_picker ((const char *const[]){ MINE, NULL }, FALSE);
  g_autoptr (CalSshKey) other = cal_ssh_key_parse (NAMELESS);

  cal_key_picker_add_key (picker, other, TRUE);
  g_assert_cmpstr (cal_key_picker_get_key (picker)->fingerprint, ==, other->fingerprint);
  cal_key_picker_add_key (picker, other, FALSE);
  click (picker, 0);
  g_assert_cmpstr (cal_key_picker_get_key (picker)->comment, ==, "me");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  cal_style_init ();
  g_test_add_func ("/key-picker/only-one", test_only_one);
  g_test_add_func ("/key-picker/one-of-two", test_one_of_two);
  g_test_add_func ("/key-picker/nobody", test_nobody);
  g_test_add_func ("/key-picker/added", test_added);
  return g_test_run ();
}
