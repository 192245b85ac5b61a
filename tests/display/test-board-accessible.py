# SPDX-License-Identifier: GPL-3.0-or-later
"""The board as assistive technology finds it: names, roles, and chips that can be sent."""

import os
import sys
import warnings

# A session bus of this test's own, with the accessibility bus on it.
if "CALIBRATE_OWN_BUS" not in os.environ:
    os.environ["CALIBRATE_OWN_BUS"] = "1"
    os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from board_host import Host, run, wait_for  # noqa: E402

# The bindings call their own way to an action's name deprecated, and have no other.
warnings.filterwarnings("ignore", category=DeprecationWarning)

PROGRAM = sys.argv[1]
os.environ["GTK_A11Y"] = "atspi"


def walk(node):
    yield node
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from walk(child)


def application():
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and found.get_name() == "board-host":
            return found
    return None


def find(predicate):
    def look():
        found = application()
        if found is None:
            return None
        found.clear_cache()
        return next((node for node in walk(found) if predicate(node)), None)

    return wait_for(look)


def actions(node):
    action = node.get_action_iface()
    return [action.get_action_name(number) for number in range(action.get_n_actions())]


def test_a_chip_is_found_and_sent():
    host = Host(PROGRAM, "--decisions", "0")
    host.shown()
    subject = host.words("list 4")[0]
    name = host.ask(f"name {subject}")
    chip = find(lambda node: node.get_name() == f"{name}, Core 2,2")
    assert chip.get_role() == Atspi.Role.LIST_ITEM, chip.get_role()
    names = actions(chip)
    for wanted in ["chip.open", "chip.move-to-holding", *(f"chip.move-to-{n}" for n in range(1, 10))]:
        assert wanted in names, names
    assert chip.get_action_iface().do_action(names.index("chip.move-to-9"))
    wait_for(lambda: host.ask(f"placement {subject}") == "3,3")
    moved = find(lambda node: node.get_name() == f"{name}, Star 3,3")
    assert "Core 2,2" in moved.get_description(), moved.get_description()
    host.close()


def test_cells_say_what_they_hold():
    host = Host(PROGRAM, "--decisions", "0")
    host.shown()
    n = len(host.words("list 4"))
    cell = find(lambda node: node.get_name().startswith(f"Core 2,2: {n} subjects"))
    assert cell.get_role() == Atspi.Role.LIST_BOX, cell.get_role()
    chips = [child for child in walk(cell) if child.get_role() == Atspi.Role.LIST_ITEM]
    assert len(chips) == n, len(chips)
    holding = find(lambda node: node.get_name() == "Holding area")
    assert holding.get_child_count() == int(host.ask("n-held")), holding.get_child_count()
    host.close()


def test_the_card_opens():
    host = Host(PROGRAM, "--decisions", "0")
    host.shown()
    subject = host.words("list 4")[0]
    name = host.ask(f"name {subject}")
    chip = find(lambda node: node.get_name() == f"{name}, Core 2,2")
    chip.get_action_iface().do_action(actions(chip).index("chip.open"))
    wait_for(lambda: host.ask("opened") == "1")
    host.close()


run([test_a_chip_is_found_and_sent, test_cells_say_what_they_hold, test_the_card_opens])
