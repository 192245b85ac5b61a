"""Nothing below app knows GTK; nothing points upward; SQLite has one caller."""

import re

from tree import ROOT, Report, files, name

# Each room, and the rooms and libraries that it may know. Headers are matched
# by their beginning; the C library is everybody's.
ROOMS = {
    "core": ([], ["glib"]),
    "log": (["core"], ["glib", "openssl/"]),
    "stats": (["core"], ["glib", "gsl/"]),
    "store": (["core", "log"], ["glib", "gio/", "sqlite3.h"]),
    "roster": (["core"], ["glib", "gio/", "openssl/"]),
    "charts": (["core", "stats"], ["glib", "gio/", "cairo", "pango/"]),
    "export": (
        ["core", "log", "stats", "charts"],
        ["glib", "gio/", "cairo", "pango/", "xlsxwriter", "zip.h"],
    ),
    "model": (["core", "log", "stats", "store", "roster"], ["glib", "gio/", "gobject/"]),
    "cli": (
        ["core", "log", "stats", "store", "roster", "charts", "export"],
        ["glib", "gio/", "json-glib/", "cairo"],
    ),
    "app": (
        ["core", "log", "stats", "store", "roster", "charts", "export", "model", "cli"],
        ["glib", "gio/", "gobject/", "cairo", "pango/", "gtk/", "gdk/", "graphene", "adwaita.h", "gsk/"],
    ),
}
C_LIBRARY = re.compile(
    r"^(assert|ctype|errno|fcntl|float|inttypes|limits|locale|math|pwd|signal|stdarg|stdatomic|stdbool"
    r"|stddef|stdint|stdio|stdlib|string|strings|time|unistd|linux/\w+|sys/\w+)\.h$"
)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

report = Report()
upward, foreign, callers, looked_at = [], [], [], 0
for path in files("src/*.c", "src/*.h"):
    room = path.relative_to(ROOT / "src").parts[0]
    rooms, libraries = ROOMS[room]
    text = path.read_text(encoding="utf-8")
    for mark, header in INCLUDE.findall(text):
        looked_at += 1
        if mark == '"' and header.endswith("-resources.h"):
            continue  # made by glib-compile-resources in the room itself
        if mark == '"':
            other = header.split("/")[0]
            if other != room and other not in rooms:
                upward.append(f"{name(path)} includes {header}: {room} may know {', '.join(rooms) or 'nobody'}")
        elif not C_LIBRARY.match(header) and not any(header.startswith(library) for library in libraries):
            foreign.append(f"{name(path)} includes <{header}>, which is not for {room}")
    if room != "store" and re.search(r"\bsqlite3_\w+\s*\(", text):
        callers.append(f"{name(path)} calls SQLite")

report.rule("a room includes only rooms below it", upward, looked_at)
report.rule("a room includes only its own libraries", foreign, looked_at)
report.rule("store is the only caller of SQLite", callers, looked_at)
report.finish()
