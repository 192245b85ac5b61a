/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each decision below the one that it reverts: that makes trees, to which only leaves
 * are added, and in which a decision is in force where none directly below it is. One
 * leaf can turn over everything above it, so that no state is kept for each decision.
 *
 * The trees are link-cut trees (Sleator and Tarjan, Self-Adjusting Binary Search
 * Trees, 1985, section 6). Every decision has at most one of those below it on its own
 * path; so a tree falls into paths, and a path is a splay tree in order of depth,
 * which hangs on the decision above it. On a path, a decision is in force where the
 * next is not, and no other below it is: a function of one bit. Functions of one bit
 * are composed along the path, so that its top can be told from its end at once.
 *
 * To expose a decision makes what leads to it from the top one path that ends there.
 * The theorem of that section holds as it stands, since nothing is added but the
 * composition, which costs the same in each rotation: m decisions added or asked for,
 * in any order and trees of any shape, cost O(m log n) steps together. What is added
 * at the end of a chain costs O(1): the end has just been exposed. */

#include "core/cal-reverts.h"

#include <string.h>

/* What a function of one bit says for 0 and for 1, as the bits 0 and 1. */
#define FUNCTION_SAME 2
#define FUNCTION_NOT 1
#define FUNCTION_NEVER 0

/* What is undone and redone by people is told in a handful of steps. */
#define MAX_LOOKS 16

/* By numbers, 0 for none. */
typedef struct
{
  guint decision;
  guint latest;    /* the last of those below it */
  guint earlier;   /* the one below the same that was added before it */
  guint parent;    /* in the splay tree; at its root, what the path hangs on */
  guint sides[2];  /* in the splay tree: what is higher, and what is deeper */
  guint n_others;  /* in force below it, but not on its path */
  guint8 function; /* from what follows the splay tree's end to what its top is */
} Node;

/* A decision's index, its number, and that of the one above it. */
typedef struct
{
  guint decision;
  guint number;
  guint above;
} Link;

/* The links are in the order of the log, and small, since a look at an earlier moment
 * goes through all of them. Who only asks moves nodes about all the same: @asking is
 * held meanwhile. */
struct _CalReverts
{
  GMutex asking;
  GArray *nodes;
  GArray *links;
  GHashTable *numbers;
  guint64 n_steps;
};

static Node *
node_at (const CalReverts *reverts, guint number)
{
  return &g_array_index (reverts->nodes, Node, number);
}

static guint
add_node (CalReverts *reverts, guint decision)
{
  Node node = { .decision = decision, .function = FUNCTION_NOT };
  guint number = reverts->nodes->len;

  g_array_append_val (reverts->nodes, node);
  g_hash_table_insert (reverts->numbers, GUINT_TO_POINTER (decision), GUINT_TO_POINTER (number));
  return number;
}

static guint
find_node (const CalReverts *reverts, guint decision)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (reverts->numbers, GUINT_TO_POINTER (decision)));
}

/* What @after makes of what @before makes. */
static guint8
compose (guint8 after, guint8 before)
{
  return (guint8) ((after >> (before & 1) & 1) | (after >> (before >> 1) & 1) << 1);
}

static void
update (CalReverts *reverts, guint number)
{
  Node *node = node_at (reverts, number);
  guint8 own = node->n_others == 0 ? FUNCTION_NOT : FUNCTION_NEVER;

  node->function = compose (compose (node_at (reverts, node->sides[0])->function, own),
                            node_at (reverts, node->sides[1])->function);
}

/* Whether the top of a splay tree is in force, nothing being below its end. */
static guint
top_in_force (const CalReverts *reverts, guint root)
{
  return node_at (reverts, root)->function & 1;
}

/* Which side of its parent in the splay tree a node is, -1 for its root. */
static int
side_of (const CalReverts *reverts, guint number)
{
  guint parent = node_at (reverts, number)->parent;

  if (parent == 0)
    return -1;
  for (int side = 0; side < 2; side++)
    if (node_at (reverts, parent)->sides[side] == number)
      return side;
  return -1;
}

static void
rotate (CalReverts *reverts, guint number)
{
  Node *node = node_at (reverts, number);
  guint old = node->parent;
  Node *parent = node_at (reverts, old);
  int side = side_of (reverts, number);
  int outer = side_of (reverts, old);

  if (outer >= 0)
    node_at (reverts, parent->parent)->sides[outer] = number;
  node->parent = parent->parent;
  parent->parent = number;
  parent->sides[side] = node->sides[!side];
  if (parent->sides[side] != 0)
    node_at (reverts, parent->sides[side])->parent = old;
  node->sides[!side] = old;
  update (reverts, old);
  update (reverts, number);
  reverts->n_steps++;
}

static void
splay (CalReverts *reverts, guint number)
{
  int side;

  while ((side = side_of (reverts, number)) >= 0)
    {
      guint parent = node_at (reverts, number)->parent;
      int outer = side_of (reverts, parent);

      if (outer >= 0)
        rotate (reverts, outer == side ? parent : number);
      rotate (reverts, number);
    }
}

/* What was deeper on its path becomes a path that hangs on it, and the other way round. */
static void
expose (CalReverts *reverts, guint number)
{
  guint deeper = 0;

  for (guint at = number; at != 0; at = node_at (reverts, at)->parent)
    {
      Node *node = node_at (reverts, at);

      splay (reverts, at);
      node->n_others += top_in_force (reverts, node->sides[1]);
      node->n_others -= top_in_force (reverts, deeper);
      node->sides[1] = deeper;
      update (reverts, at);
      deeper = at;
      reverts->n_steps++;
    }
  splay (reverts, number);
}

static gboolean
is_in_force (CalReverts *reverts, guint number)
{
  expose (reverts, number);
  return node_at (reverts, number)->n_others == 0;
}

/**
 * cal_reverts_new:
 *
 * Returns: (transfer full): nothing that reverts anything
 */
CalReverts *
cal_reverts_new (void)
{
  CalReverts *reverts = g_new0 (CalReverts, 1);
  Node none = { .function = FUNCTION_SAME };

  g_mutex_init (&reverts->asking);
  reverts->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_append_val (reverts->nodes, none);
  reverts->links = g_array_new (FALSE, FALSE, sizeof (Link));
  reverts->numbers = g_hash_table_new (NULL, NULL);
  return reverts;
}

/**
 * cal_reverts_free:
 * @reverts: (transfer full) (nullable): the decisions
 */
void
cal_reverts_free (CalReverts *reverts)
{
  if (reverts == NULL)
    return;
  g_mutex_clear (&reverts->asking);
  g_array_unref (reverts->nodes);
  g_array_unref (reverts->links);
  g_hash_table_unref (reverts->numbers);
  g_free (reverts);
}

/**
 * cal_reverts_add:
 * @decision: a decision's index, greater than that of any that was added
 * @reverted: the index of the one before it that it reverts
 *
 * Adds a decision that reverts another.
 */
void
cal_reverts_add (CalReverts *reverts, guint decision, guint reverted)
{
  Link link = { .decision = decision };

  g_return_if_fail (reverted < decision && find_node (reverts, decision) == 0);

  link.above = find_node (reverts, reverted);
  if (link.above == 0)
    link.above = add_node (reverts, reverted);
  link.number = add_node (reverts, decision);
  g_array_append_val (reverts->links, link);
  expose (reverts, link.above);
  node_at (reverts, link.number)->parent = link.above;
  node_at (reverts, link.number)->earlier = node_at (reverts, link.above)->latest;
  node_at (reverts, link.above)->latest = link.number;
  node_at (reverts, link.above)->n_others++;
  update (reverts, link.above);
}

/**
 * cal_reverts_find:
 * @decision: a decision's index
 * @by: (out): the index of the latest decision in force that reverts it, or where
 *   none is in force, of the latest that does; %G_MAXUINT for none
 *
 * Takes O(log n) steps for each decision that reverts it later than the one found,
 * on average over all calls. Several threads may ask while nothing is added.
 *
 * Returns: whether the decision is in force
 */
gboolean
cal_reverts_find (CalReverts *reverts, guint decision, guint *by)
{
  g_autoptr (GMutexLocker) asking = g_mutex_locker_new (&reverts->asking);
  guint number = find_node (reverts, decision);
  guint latest = node_at (reverts, number)->latest;
  gboolean in_force = latest == 0 || is_in_force (reverts, number);

  if (!in_force)
    while (!is_in_force (reverts, latest))
      latest = node_at (reverts, latest)->earlier;
  *by = latest != 0 ? node_at (reverts, latest)->decision : G_MAXUINT;
  return in_force;
}

/**
 * cal_reverts_n_steps:
 *
 * Returns: how many steps all calls have taken so far, each of which takes the same
 *   time at most
 */
guint64
cal_reverts_n_steps (const CalReverts *reverts)
{
  return reverts->n_steps;
}

/* Whether the decision was in force, and by which number it was reverted, unless that
 * takes more than @n_looks. */
static gboolean
look (const CalReverts *reverts,
      guint n_decisions,
      guint number,
      guint *n_looks,
      gboolean *in_force,
      guint *by)
{
  *in_force = TRUE;
  *by = 0;
  for (guint at = node_at (reverts, number)->latest; at != 0; at = node_at (reverts, at)->earlier)
    {
      gboolean is_reverted;
      guint other;

      if ((*n_looks)-- == 0)
        return FALSE;
      if (node_at (reverts, at)->decision >= n_decisions)
        continue;
      if (*by == 0)
        *by = at;
      if (!look (reverts, n_decisions, at, n_looks, &is_reverted, &other))
        return FALSE;
      if (is_reverted)
        {
          *by = at;
          *in_force = FALSE;
          return TRUE;
        }
    }
  return TRUE;
}

/**
 * cal_reverts_look_back:
 * @n_decisions: how many of the log's decisions there were
 * @decision: the index of one of them
 * @in_force: (out): whether it was in force then
 * @by: (out): as for cal_reverts_find(), at that moment
 *
 * Returns: %FALSE where that cannot be told in a few steps, and everything has to be
 *   recalled
 */
gboolean
cal_reverts_look_back (const CalReverts *reverts,
                       guint n_decisions,
                       guint decision,
                       gboolean *in_force,
                       guint *by)
{
  guint n_looks = MAX_LOOKS;
  guint number;

  if (!look (reverts, n_decisions, find_node (reverts, decision), &n_looks, in_force, &number))
    return FALSE;
  *by = number != 0 ? node_at (reverts, number)->decision : G_MAXUINT;
  return TRUE;
}

/**
 * cal_reverts_recall:
 * @n_decisions: how many of the log's decisions there were
 * @undone: (element-type guint8): is filled for cal_reverts_find_recalled()
 *
 * Finds what was in force at an earlier moment, in one go through all decisions
 * that revert: whatever reverts one comes later than it.
 */
void
cal_reverts_recall (const CalReverts *reverts, guint n_decisions, GByteArray *undone)
{
  g_byte_array_set_size (undone, reverts->nodes->len);
  memset (undone->data, 0, undone->len);
  for (guint i = reverts->links->len; i-- > 0;)
    {
      const Link *link = &g_array_index (reverts->links, Link, i);

      if (link->decision < n_decisions && !undone->data[link->number])
        undone->data[link->above] = TRUE;
    }
}

/**
 * cal_reverts_find_recalled:
 * @n_decisions: how many decisions there were
 * @undone: (element-type guint8): what cal_reverts_recall() found for as many
 * @decision: the index of one of them
 * @by: (out): as for cal_reverts_find(), at that moment
 *
 * Returns: whether the decision was in force
 */
gboolean
cal_reverts_find_recalled (const CalReverts *reverts,
                           guint n_decisions,
                           const GByteArray *undone,
                           guint decision,
                           guint *by)
{
  guint number = node_at (reverts, find_node (reverts, decision))->latest;

  *by = G_MAXUINT;
  for (; number != 0; number = node_at (reverts, number)->earlier)
    {
      const Node *node = node_at (reverts, number);

      if (node->decision >= n_decisions)
        continue;
      if (*by == G_MAXUINT)
        *by = node->decision;
      if (!undone->data[number])
        {
          *by = node->decision;
          return FALSE;
        }
    }
  return TRUE;
}
