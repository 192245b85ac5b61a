# SPDX-License-Identifier: GPL-3.0-or-later
"""The board under a real pointer and a real keyboard."""

import sys

from board_host import Host, drag, focus_window, run, wait_for, xdotool

PROGRAM = sys.argv[1]
CELL_NAMES = ["1,1", "2,1", "3,1", "1,2", "2,2", "3,2", "1,3", "2,3", "3,3"]


def start(*arguments):
    host = Host(PROGRAM, *arguments)
    host.shown()
    focus_window()
    # Out of the way, so that nothing is hovered.
    xdotool("mousemove", 1900, 1070)
    return host


def away(host, cell):
    """A subject of the cell, in the middle of its chips."""
    chips = host.words(f"list {cell}")
    return chips[len(chips) // 2]


def test_twenty_drags_of_twenty():
    host = start("--decisions", "0")
    cells = [8, 5, 1, 3, 7]
    for number in range(20):
        subject = away(host, 4)
        to = cells[number % len(cells)]
        drag(host.middle(f"chip {subject}"), host.middle(f"free {to}"))
        wait_for(lambda: host.ask(f"placement {subject}") == CELL_NAMES[to])
        assert subject in host.words(f"list {to}")
    host.close()


def test_drag_to_the_holding_area_and_back():
    host = start("--decisions", "0")
    subject = away(host, 4)
    drag(host.middle(f"chip {subject}"), host.middle("holding"))
    wait_for(lambda: host.ask(f"placement {subject}") == "")
    assert host.ask(f"chip {subject}") == "none"
    held = host.middle(f"held {subject}")
    drag(held, host.middle("free 5"))
    wait_for(lambda: host.ask(f"placement {subject}") == "3,2")
    host.close()


def test_drop_outside_changes_nothing():
    host = start("--decisions", "0")
    subject = away(host, 4)
    order = host.ask("list 4")
    x, y, _, height = host.rect("cell 0")
    drag(host.middle(f"chip {subject}"), (x + 40, y + height + 14))
    wait_for(lambda: host.ask("carried") == "")
    assert host.ask("pending") == ""
    assert host.ask(f"placement {subject}") == "2,2"
    assert host.ask("list 4") == order
    host.close()


def test_several_by_clicks_move_together():
    host = start("--decisions", "0")
    chips = host.words("list 4")[:5]
    xdotool("mousemove", *host.middle(f"chip {chips[0]}"), "click", 1)
    wait_for(lambda: host.words("selection") == [chips[0]])
    xdotool("keydown", "ctrl", "mousemove", *host.middle(f"chip {chips[2]}"), "click", 1)
    xdotool("keyup", "ctrl")
    wait_for(lambda: sorted(host.words("selection")) == sorted([chips[0], chips[2]]))
    xdotool("keydown", "shift", "mousemove", *host.middle(f"chip {chips[4]}"), "click", 1)
    xdotool("keyup", "shift")
    wanted = sorted([chips[0], *chips[2:5]])
    wait_for(lambda: sorted(host.words("selection")) == wanted)
    drag(host.middle(f"chip {chips[3]}"), host.middle("free 8"))
    wait_for(lambda: all(host.ask(f"placement {one}") == "3,3" for one in wanted))
    host.close()


def test_rubber_band():
    host = start("--decisions", "0")
    x, y, width, height = host.rect("cell 5")
    inside = host.words("list 5")
    # From the empty foot of the cell to its header: all of its chips.
    drag((x + width - 3, y + height - 4), (x + 3, y + 20))
    wait_for(lambda: sorted(host.words("selection")) == sorted(inside))
    # A click on nothing lets go of them.
    xdotool("mousemove", x + width - 3, y + height - 4, "click", 1)
    wait_for(lambda: host.ask("selection") == "")
    host.close()


def test_keyboard_carries():
    host = start("--decisions", "0")
    subject = host.words("list 4")[0]
    xdotool("mousemove", *host.middle(f"chip {subject}"), "click", 1)
    wait_for(lambda: host.ask("focus") == subject)
    xdotool("key", "space")
    wait_for(lambda: host.ask("carried") == subject)
    xdotool("key", "Right", "key", "Up", "key", "space")
    wait_for(lambda: host.ask(f"placement {subject}") == "3,3")
    host.close()


def test_keyboard_walks_sends_and_gives_up():
    host = start("--decisions", "0")
    chips = host.words("list 4")
    xdotool("mousemove", *host.middle(f"chip {chips[0]}"), "click", 1)
    wait_for(lambda: host.ask("focus") == chips[0])
    xdotool("key", "Down")
    wait_for(lambda: host.ask("focus") == chips[1])
    xdotool("key", "Escape")
    wait_for(lambda: host.ask("selection") == "")
    # Picked up and given up: everything as it was.
    xdotool("key", "space", "key", "Right", "key", "Escape")
    wait_for(lambda: host.ask("carried") == "")
    assert host.ask(f"placement {chips[1]}") == "2,2"
    xdotool("key", "7")
    wait_for(lambda: host.ask(f"placement {chips[1]}") == "1,3")
    subject = host.words("list 5")[0]
    xdotool("mousemove", *host.middle(f"chip {subject}"), "click", 1)
    wait_for(lambda: host.ask("focus") == subject)
    xdotool("key", "Delete")
    wait_for(lambda: host.ask(f"placement {subject}") == "")
    host.close()


def test_whole_cell_by_control_a():
    host = start("--decisions", "0")
    inside = host.words("list 5")
    xdotool("mousemove", *host.middle(f"chip {inside[0]}"), "click", 1)
    wait_for(lambda: host.ask("focus") == inside[0])
    xdotool("key", "ctrl+a")
    wait_for(lambda: sorted(host.words("selection")) == sorted(inside))
    host.close()


def test_enter_opens_the_card():
    host = start("--decisions", "0")
    subject = host.words("list 4")[0]
    xdotool("mousemove", *host.middle(f"chip {subject}"), "click", 1)
    wait_for(lambda: host.ask("focus") == subject)
    xdotool("key", "Return")
    wait_for(lambda: host.ask("opened") == "1")
    host.close()


def test_reason_beside_the_drop():
    host = start()
    host.ask("ask 1")
    subject = away(host, 4)
    drag(host.middle(f"chip {subject}"), host.middle("free 8"))
    wait_for(lambda: host.ask("asking") == "1")
    assert host.words("pending") == [subject]
    # The first digit is a code; in the sentence digits are digits.
    xdotool("key", "3")
    xdotool("type", "--delay", "10", "Runs 2 teams")
    xdotool("key", "Return")
    assert host.read() == "recorded scope|Runs 2 teams|The panel"
    wait_for(lambda: host.ask(f"placement {subject}") == "3,3")
    host.close()


def test_no_reason_no_record_and_escape_puts_back():
    host = start()
    host.ask("ask 1")
    subject = away(host, 4)
    order = host.ask("list 4")
    drag(host.middle(f"chip {subject}"), host.middle("free 8"))
    wait_for(lambda: host.ask("asking") == "1")
    xdotool("key", "2", "key", "Return")
    assert host.ask("asking") == "1"
    assert host.words("pending") == [subject]
    xdotool("key", "Escape")
    assert host.read() == "cancelled"
    assert host.ask(f"placement {subject}") == "2,2"
    assert host.ask("list 4") == order
    assert host.ask("pending") == ""
    host.close()


def test_thousands_open_a_cell():
    host = start("--people", "5000", "--decisions", "100")
    x, y, _, _ = host.rect("cell 4")
    xdotool("mousemove", x + 40, y + 60, "click", 1)
    wait_for(lambda: host.ask("list-open") == "1")
    xdotool("key", "Escape")
    wait_for(lambda: host.ask("list-open") == "0")
    host.close()


run(
    [
        test_twenty_drags_of_twenty,
        test_drag_to_the_holding_area_and_back,
        test_drop_outside_changes_nothing,
        test_several_by_clicks_move_together,
        test_rubber_band,
        test_keyboard_carries,
        test_keyboard_walks_sends_and_gives_up,
        test_whole_cell_by_control_a,
        test_enter_opens_the_card,
        test_reason_beside_the_drop,
        test_no_reason_no_record_and_escape_puts_back,
        test_thousands_open_a_cell,
    ]
)
