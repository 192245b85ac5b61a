/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/cal-chart-text.h"

#include <glib/gi18n-lib.h>

static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);

/* One context a thread, with neither hinted metrics nor rounded positions, so
 * that a text is as wide on paper and at any scale as it was when measured. */
static PangoContext *
text_context (void)
{
  PangoContext *context = g_private_get (&contexts);

  if (context == NULL)
    {
      cairo_font_options_t *options = cairo_font_options_create ();

      context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
      cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
      cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
      pango_cairo_context_set_font_options (context, options);
      pango_context_set_round_glyph_positions (context, FALSE);
      /* Figures stay before or after a name in a right-to-left script. */
      pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
      cairo_font_options_destroy (options);
      g_private_set (&contexts, context);
    }
  return context;
}

static PangoLayout *
new_layout (double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (text_context ());
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  /* A name in a right-to-left script still starts where the others do. */
  pango_layout_set_auto_dir (layout, FALSE);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  return layout;
}

static void
add_tabular_figures (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_layout_get_attributes (layout);
  PangoAttrList *with =
      attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();

  pango_attr_list_insert (with, pango_attr_font_features_new ("tnum=1"));
  /* A fingerprint that is broken must not seem to have a hyphen in it. */
  pango_attr_list_insert (with, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, with);
  pango_attr_list_unref (with);
}

/**
 * cal_text_layout:
 * @text: the text, one paragraph
 * @size: its size in pixels
 * @bold: whether it is bold
 * @width: where it wraps, in pixels; 0 for never
 *
 * Sets a text in Cantarell, or the system's font where that is missing, with
 * tabular figures.
 *
 * Returns: (transfer full): the laid out text
 */
PangoLayout *
cal_text_layout (const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = new_layout (size, bold, width);

  pango_layout_set_text (layout, text, -1);
  add_tabular_figures (layout);
  return layout;
}

/**
 * cal_text_layout_markup:
 * @markup: the text in Pango's markup
 * @size: its size in pixels
 * @width: where it wraps, in pixels; 0 for never
 *
 * Returns: (transfer full): the laid out text
 */
PangoLayout *
cal_text_layout_markup (const char *markup, double size, double width)
{
  PangoLayout *layout = new_layout (size, FALSE, width);

  pango_layout_set_markup (layout, markup, -1);
  add_tabular_figures (layout);
  return layout;
}

/**
 * cal_text_layout_width:
 *
 * Returns: how far the text reaches, in pixels
 */
double
cal_text_layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/**
 * cal_text_layout_height:
 *
 * Returns: the height of all its lines, in pixels
 */
double
cal_text_layout_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

/**
 * cal_text_show:
 * @cr: the context to draw on
 * @layout: the text
 * @color: its colour
 * @x: where it stands
 * @baseline: the y of its first line's baseline
 * @align: which end of the text stands at @x
 */
void
cal_text_show (cairo_t *cr,
               PangoLayout *layout,
               CalColor color,
               double x,
               double baseline,
               CalAlign align)
{
  PangoRectangle logical;
  double left = x;

  pango_layout_get_extents (layout, NULL, &logical);
  if (align == CAL_ALIGN_CENTER)
    left -= logical.width / 2.0 / PANGO_SCALE;
  else if (align == CAL_ALIGN_END)
    left -= (double) logical.width / PANGO_SCALE;
  cal_palette_set_source (cr, color, 1);
  cairo_move_to (cr, left - (double) logical.x / PANGO_SCALE,
                 baseline - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

/**
 * cal_text_width:
 *
 * Returns: the width of @text on one line, in pixels
 */
double
cal_text_width (const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = cal_text_layout (text, size, bold, 0);

  return cal_text_layout_width (layout);
}

/**
 * cal_text_draw:
 *
 * Lays @text out on one line and shows it; see cal_text_show().
 */
void
cal_text_draw (cairo_t *cr,
               const char *text,
               double size,
               gboolean bold,
               CalColor color,
               double x,
               double baseline,
               CalAlign align)
{
  g_autoptr (PangoLayout) layout = cal_text_layout (text, size, bold, 0);

  cal_text_show (cr, layout, color, x, baseline, align);
}

/**
 * cal_text_draw_fitted:
 * @room: how wide it may be
 *
 * As cal_text_draw(), but set smaller where the text would be wider than its
 * place, so that it is whole all the same.
 */
void
cal_text_draw_fitted (cairo_t *cr,
                      const char *text,
                      double size,
                      gboolean bold,
                      CalColor color,
                      double x,
                      double baseline,
                      CalAlign align,
                      double room)
{
  double width = cal_text_width (text, size, bold);

  if (width > room && room > 0)
    size *= room / width;
  cal_text_draw (cr, text, size, bold, color, x, baseline, align);
}

/**
 * cal_text_wrapped_height:
 * @room: how wide its lines may be
 *
 * Returns: the height of @text where it wraps into that room, in pixels
 */
double
cal_text_wrapped_height (const char *text, double size, gboolean bold, double room)
{
  g_autoptr (PangoLayout) layout = cal_text_layout (text, size, bold, room);

  return cal_text_layout_height (layout);
}

/* The blocks of the scripts that are written from right to left (Unicode,
 * Roadmap to the BMP). */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00);
}

/**
 * cal_text_isolated:
 *
 * Returns: (transfer full): @name so that a script from right to left does not
 *   draw figures that stand beside it to its other end (Unicode Standard Annex 9,
 *   isolates)
 */
char *
cal_text_isolated (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (is_right_to_left (g_utf8_get_char (at)))
      return g_strconcat ("\342\201\250", name, "\342\201\251", NULL);
  return g_strdup (name);
}

/**
 * cal_text_translated:
 * @label: the name of a level or a cell, as the rules have it
 *
 * Returns: it as the reader's language has it, @label itself where the
 *   catalogue does not know it
 */
const char *
cal_text_translated (const char *label)
{
  return *label == '\0' ? label : _ (label);
}

/**
 * cal_text_percent:
 *
 * Returns: (transfer full): @part as a percentage of @whole with one decimal,
 *   "–" where there is no whole
 */
char *
cal_text_percent (guint part, guint whole)
{
  if (whole == 0)
    return g_strdup ("–");
  /* Translators: a percentage with a no-break space before its sign. */
  return g_strdup_printf (_ ("%.1f %%"), 100.0 * part / whole);
}
