"""Both verifiers on the same logs and packs, altered at random: by somebody who holds
the key and makes every hash and signature fit, and by somebody who holds nothing. What
one of them accepts the other must."""

import contextlib
import copy
import importlib.util
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

import forge
from calibrate import PROGRAM, SOURCE, equal, run_all, true

VERIFIER = SOURCE / "data" / "verify" / "verify_calibrate.py"
WHO = "hr@example.com"
SEED = 20261121
TURNS = 60
LONG = 20000
NUMBERS = ["", "0", "00", "1", "4", "5", "9", "12", "01", "-1", "+4", " 4", "4 ", "4_0", "4.0", "٤", "0x4",
           "9007199254740991", "9007199254740993", "99999999999999999999"]
PLACES = ["", "1,1", "2,2", "3,3", "1,3", "4,1", "1,9", "0,1", "10,1", "1,1,1", " 1,1", "1, 1", "1,", "١,١", "holding"]
TEXTS = ["", "E00001", "E00002", "E00009", "undo", "a\0b", "a\tb\n\\\"", "\x01\x7f", "\u2028", "Zoë", "\U0001f331", "é", "é"]
TIMES = ["2026-11-21T09:05:00.000Z", "2026-02-30T09:05:00.000Z", "2026-13-01T09:05:00.000Z", "2026-11-21T24:00:00.000Z",
         "2026-11-21T23:59:60.000Z", "2026-11-21T09:05:00Z", "2026-11-21T09:05:00.000+00:00", "0000-01-01T00:00:00.000Z",
         "9999-12-31T23:59:59.999Z", "2024-02-29T00:00:00.000Z", "2100-02-29T00:00:00.000Z", "٢026-11-21T09:05:00.000Z",
         "2026-11-21T09:05:00.000Z\n", ""]
KINDS = ["moved", "kept", "rules-set", "roster-imported", "session-started", "session-reopened", "session-finalised",
         "erased", "hold-set", "hold-lifted", "branched", "cycle-created", "pondered", ""]


def load_verifier():
    spec = importlib.util.spec_from_file_location("verify_calibrate", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Both:
    def __init__(self, folder):
        self.folder = folder.path
        self.rand = random.Random(SEED)
        self.log, self.keys = forge.make_log(PROGRAM, self.folder, SEED)
        self.allowed = self.folder / "allowed"
        self.allowed.write_text(f"{WHO} {(self.folder / 'hr.pub').read_text()}")
        self.second = load_verifier()

    def ask_second(self, path):
        """Its exit status and what it says, without starting it anew each time."""
        said = io.StringIO()
        arguments, sys.argv = sys.argv, ["verify", str(path), "--allowed-signers", str(self.allowed), "--identity", WHO]
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return self.second.main(), said.getvalue()
        finally:
            sys.argv = arguments

    def ask_first(self, *arguments, trusting=True):
        trust = ("--allowed-signers", self.allowed, "--identity", WHO) if trusting else ()
        done = subprocess.run([PROGRAM, *map(str, arguments), *trust], capture_output=True, timeout=60)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")

    def judge(self, bundle):
        """What both say of a log, true where it holds."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            place = pathlib.Path(place)
            bundle.write_folder(place / "bundle")
            bundle.write_document(place / "d.calibrate", SOURCE / "src" / "store")
            answers = (self.ask_first("verify", place / "d.calibrate"), self.ask_second(place / "bundle"))
        for status, said in answers:
            true(status in (0, 1), said)
        return answers


def pick(rand, values):
    return values[rand.randrange(len(values))]


def any_field(log, rand, kinds=None):
    entries = [entry for entry in log.entries if entry["fields"] and (kinds is None or entry["kind"] in kinds)]
    return pick(rand, pick(rand, entries)["fields"])


def change_part(log, rand):
    fields = dict(pick(rand, [entry for entry in log.entries if entry["kind"] in ("moved", "kept")])["fields"])
    part = rand.randrange(6)
    fields["change"][part] = pick(rand, PLACES if part < 2 else TEXTS[:5] if part == 2 else NUMBERS)


def change_length(log, rand):
    change = dict(pick(rand, [entry for entry in log.entries if entry["kind"] in ("moved", "kept")])["fields"])["change"]
    if rand.random() < 0.5:
        change.pop(rand.randrange(len(change)))
    else:
        change.insert(rand.randrange(len(change) + 1), "")


def change_text(log, rand):
    field = any_field(log, rand)
    field[1] = pick(rand, TEXTS) if isinstance(field[1], str) else [pick(rand, TEXTS) for _ in range(rand.randrange(4))]


def change_type(log, rand):
    field = any_field(log, rand)
    field[1] = [field[1]] if isinstance(field[1], str) else "".join(field[1])


def change_name(log, rand):
    any_field(log, rand)[0] = pick(rand, ["subject", "reason", "actor", "", "seal", "Reason"])


def change_fields(log, rand):
    fields = pick(rand, log.entries)["fields"]
    at = rand.randrange(len(fields))
    match rand.randrange(3):
        case 0:
            fields.pop(at)
        case 1:
            fields.append(list(fields[at]))
        case _:
            fields.insert(0, fields.pop(at))


def change_head(log, rand):
    entry = pick(rand, log.entries)
    match rand.randrange(7):
        case 0:
            entry["t"] = pick(rand, TIMES)
        case 1:
            entry["session"] = pick(rand, ["", "S1", "S2", "S3", "s1", "S1 ", "Ünïcode", "\x01"])
        case 2:
            entry["kind"] = pick(rand, KINDS)
        case 3:
            entry["v"] = pick(rand, [0, 2, "1", -1, True, 1.5])
        case 4:
            entry["number"] = pick(rand, [0, 1, 5, 99, -1, "5", 2**53, True])
        case 5:
            entry["log"] = pick(rand, ["0" * 32, entry["log"].upper(), entry["log"][1:], "", entry["log"] + "\n"])
        case _:
            entry["more"] = {pick(rand, ["a", "z", "é"]): pick(rand, ["", 1, []])}


def change_order(log, rand):
    at = rand.randrange(len(log.entries))
    match rand.randrange(3):
        case 0:
            log.entries.pop(at)
        case 1:
            log.entries.insert(rand.randrange(len(log.entries)), log.copy().entries[at])
        case _:
            log.entries.insert(rand.randrange(len(log.entries)), log.entries.pop(at))


def change_rows(log, rand):
    rows = pick(rand, [entry for entry in log.entries if "rows" in entry])["rows"]
    row = pick(rand, rows)
    match rand.randrange(6):
        case 0:
            rows.remove(row)
        case 1:
            rows.append([list(part) for part in row])
        case 2:
            row[0][rand.randrange(len(row[0]))] = pick(rand, TEXTS)
        case 3:
            row[1][rand.randrange(len(row[1]))] = pick(rand, ["", "0", "1", "3", "4", "9", "10", "x", "01", "٢", " 1"])
        case 4:
            pick(rand, row).append("")
        case _:
            pick(rand, row).pop()


def change_disclosure(log, rand):
    """The JSON of one disclosure, in another form than the canonical one."""
    entry = pick(rand, log.entries)
    if entry["kind"] in ("roster-imported", "session-finalised"):
        return
    entry["texts"] = [log.disclose(*field) for field in entry["fields"]]
    at = rand.randrange(len(entry["texts"]))
    data = forge.unb64(entry["texts"][at])
    salt, name, value = json.loads(data)
    entry["texts"][at] = pick(rand, [
        forge.b64(data.replace(b",", b", ")),
        forge.b64(data.replace(b"a", b"\\u0061")),
        forge.b64(data.replace(b"/", b"\\/") + b" "),
        forge.b64(json.dumps([salt, name, value]).encode()),
        forge.b64(forge.canonical([salt[1:], name, value]).encode()),
        forge.b64(forge.canonical([salt + "=", name, value]).encode()),
        forge.b64(forge.canonical([salt[:-1] + "B", name, value]).encode()),
        forge.b64(forge.canonical([salt, name]).encode()),
        forge.b64(forge.canonical([salt, name, value, ""]).encode()),
        forge.b64(forge.canonical([salt, name, 1]).encode()),
        forge.b64(forge.canonical([salt, name, None]).encode()),
        forge.b64(forge.canonical([salt, name, [value]]).encode()),
        forge.b64(forge.canonical({"a": salt}).encode()),
        forge.b64(data + b"\0"),
        forge.b64(data.replace(b"]", b"\xff]")),
        forge.b64(data[:-1] + b"\xed\xa0\x80]"),
        forge.b64(data.replace(b'","', b'\\u0000","')),
        forge.b64(data.replace(b'","', b'\\ud800","')),
        entry["texts"][at] + "=",
        entry["texts"][at] + "\n",
        entry["texts"][at][:-1],
        "A", "",
    ])


def change_seal(log, rand):
    entry = pick(rand, [entry for entry in log.entries if entry["kind"] == "session-finalised"])
    entry["insists"] = True
    seal = dict(entry["fields"])["seal"]
    match rand.randrange(3):
        case 0:
            seal[rand.randrange(2)] = pick(rand, NUMBERS)
        case 1:
            seal.append("")
        case _:
            seal.pop()


def change_rules(log, rand):
    """A part of the rules as it may not be, or as it may."""
    field = pick(rand, [entry for entry in log.entries if entry["kind"] == "rules-set"])["fields"][-1]
    rules = json.loads(field[1])
    name = pick(rand, list(rules))
    match rand.randrange(6):
        case 0:
            rules["guideline"] = pick(rand, [[], ["20", "60", "21"], ["020", "60", "20"], ["0", "100", "0"], ["50", "50"], ["x", "", "-1"]])
        case 1:
            rules["tolerance"] = pick(rand, [0, 100, 101, -1, "2", True, []])
        case 2:
            rules["reason_codes"][0] = pick(rand, ["undo", "redo", "branch", "", "scope"])
        case 3:
            rules.pop(name)
        case 4:
            rules[pick(rand, [name, name + "s"])] = pick(rand, ["", [], {}, ["a"], ["a", 1], [[]], 3])
        case _:
            rules = scale(rules, rand.randrange(1, 5), rand.randrange(1, 11))
    field[1] = forge.canonical(rules) if rand.random() < 0.9 else pick(rand, ["", "x", "[]", "3", "{}", json.dumps(rules), field[1] + " "])


def scale(rules, across, up):
    """The same rules with as many levels."""
    return rules | {
        "cells": ["A cell"] * (across * up), "guideline": [], "performance": ["A level"] * across, "potential": ["A level"] * up,
        "performance_anchors": ["Seen"] * across, "potential_anchors": ["Seen"] * up}


CHANGES = (change_part, change_part, change_part, change_length, change_text, change_type, change_name, change_fields,
           change_head, change_head, change_order, change_order, change_rows, change_rows, change_disclosure,
           change_disclosure, change_seal)


def alter_map(rand):
    def alter(leaves):
        if not leaves:
            return
        leaf, opening = pick(rand, leaves)
        match rand.randrange(9):
            case 0:
                leaf["n"] = pick(rand, [0, 1, 2, 99, "1", -1, True])
            case 1:
                leaf["last"] = pick(rand, [0, 2, 5, 99, "2"])
            case 2:
                leaves.remove([leaf, opening])
            case 3:
                leaves.append([leaf, opening])
            case 4:
                leaves.reverse()
            case 5:
                opening[rand.randrange(4)] = pick(rand, ["", "2,2", "E00001", "AAAAAAAAAAAAAAAAAAAAAA"])
            case 6:
                opening.append("")
            case 7:
                leaf["more"] = ""
            case _:
                leaf["subject"], leaf["final"] = leaf["final"], leaf["subject"]
    return alter


def change_bytes(bundle, rand):
    """By somebody without the key: a byte, a line or a signature, and no hash with it."""
    match rand.randrange(8):
        case 0:
            at = rand.randrange(len(bundle.records))
            record = bytearray(bundle.records[at])
            record[rand.randrange(len(record))] ^= 1 << rand.randrange(7)
            if b"\n" not in record:
                bundle.records[at] = bytes(record)
        case 1:
            texts = pick(rand, bundle.disclosures)
            texts[rand.randrange(len(texts))] = pick(rand, pick(rand, bundle.disclosures))
        case 2:
            rows = pick(rand, list(bundle.rosters.values()))
            pick(rand, rows)[rand.randrange(1, 4)] = pick(rand, rows)[rand.randrange(1, 4)]
        case 3:
            leaves = pick(rand, list(bundle.maps.values()))
            pick(rand, leaves)[rand.randrange(2)] = pick(rand, leaves)[rand.randrange(2)]
        case 4:
            blobs = pick(rand, list(bundle.signatures.values()))
            blob = bytearray(blobs[0])
            blob[rand.randrange(len(blob))] ^= 1 << rand.randrange(8)
            blobs[0] = bytes(blob)
        case 5:
            blobs = pick(rand, list(bundle.signatures.values()))
            blobs[rand.randrange(len(blobs))] = pick(rand, pick(rand, list(bundle.signatures.values())))
        case 6:
            blobs = pick(rand, list(bundle.signatures.values()))
            blobs.append(pick(rand, pick(rand, list(bundle.signatures.values()))))
        case _:
            seqs = list(bundle.signatures)
            one, other = pick(rand, seqs), pick(rand, seqs)
            bundle.signatures[one], bundle.signatures[other] = bundle.signatures[other], bundle.signatures[one]


# What the second verifier leaves to the first: of a roster's row it reads only who it is of
# and where it puts them.
LEFT_TO_THE_FIRST = ("its parts do not make a person of this roster",)


def agree(answers, about, counts):
    (first, said_first), (second, said_second) = answers
    counts[first] += 1
    if (first, second) != (1, 0) or not any(words in said_first for words in LEFT_TO_THE_FIRST):
        equal(first, second, f"{about}\nthe first: {said_first[:1500]}\nthe second: {said_second[:1500]}")


def alter(both, rand):
    """The log's bytes after a change or two, and what was done to them."""
    log = both.log.copy()
    changes = rand.choices(CHANGES, k=1 + rand.randrange(4) // 3)
    for change in changes:
        change(log, rand)
    about = [change.__name__ for change in changes]
    map_alteration = alter_map(rand) if rand.random() < 0.1 else None
    bundle = log.write(both.keys[:1 + rand.randrange(2)], map_alteration)
    if rand.random() < 0.15:
        change_bytes(bundle, rand)
        about.append("change_bytes")
    return bundle, f"{about}{' and the map' if map_alteration else ''}"


def test_logs(folder):
    both = Both(folder)
    counts = [0, 0]
    agree(both.judge(both.log.write(both.keys)), "as it is", counts)
    equal(counts, [1, 0])
    for turn in range(TURNS):
        bundle, about = alter(both, both.rand)
        agree(both.judge(bundle), f"turn {turn}: {about}", counts)
    true(min(counts) > TURNS // 20, counts)


def refused(both, bundle, about):
    """Both find that it does not hold."""
    answers = both.judge(bundle)
    equal([status for status, _ in answers], [1, 1], f"{about}\n{answers}")


def test_one_leaf_a_subject(folder):
    """A sealed map in which somebody has another leaf besides, with less in it or the same, before theirs or after."""
    both = Both(folder)
    for less in (0, 1):
        for before in (True, False):
            log = both.log.copy()

            def add(leaves):
                true_leaf, (_, who, _, final) = max(leaves, key=lambda leaf: leaf[0]["n"])
                more = log.map_leaf(who, final, true_leaf["n"] - less, true_leaf["last"])
                while (more[0]["subject"] < true_leaf["subject"]) != before:
                    more = log.map_leaf(who, final, true_leaf["n"] - less, true_leaf["last"])
                leaves.append(more)
                leaves.sort(key=lambda leaf: leaf[0]["subject"])
            refused(both, log.write(both.keys[:1], add), f"{less} less, {before}")


def test_scales(folder):
    """A place off the scales, whether a row or a decision names it, scales that cannot be, and rules that are none."""
    both = Both(folder)
    for across, up, holds in ((3, 3, True), (9, 9, True), (2, 3, False), (3, 2, False), (10, 3, False), (3, 1, False)):
        log = both.log.copy()
        rules = next(entry for entry in log.entries if entry["kind"] == "rules-set")["fields"][-1]
        rules[1] = forge.canonical(scale(json.loads(rules[1]), across, up))
        answers = both.judge(log.write(both.keys[:1]))
        equal([status == 0 for status, _ in answers], [holds] * 2, f"{across}, {up}: {answers}")
    for place in ("4,1", "1,4", "9,9"):
        log = both.log.copy()
        log.places = log.place_people(log.entries)
        dict(log.entries[decide(log, "E00002")]["fields"])["change"][1] = place
        refused(both, log.write(both.keys[:1]), place)
    for ratings in (["4", "1"], ["4", ""], ["", "4"], ["1"], ["1", "1", "1"]):
        log = both.log.copy()
        next(entry for entry in log.entries if "rows" in entry)["rows"][-1][1] = ratings
        refused(both, log.write(both.keys[:1]), ratings)
    for text in ("x", "{}", "[]", ""):
        log = both.log.copy()
        next(entry for entry in log.entries if entry["kind"] == "rules-set")["fields"][-1][1] = text
        refused(both, log.write(both.keys[:1]), text)


def test_rules(folder):
    """Parts of the rules altered at random."""
    both = Both(folder)
    counts = [0, 0]
    for turn in range(TURNS // 2):
        log = both.log.copy()
        change_rules(log, both.rand)
        agree(both.judge(log.write(both.keys[:1])), f"turn {turn}", counts)
    true(min(counts) > 0, counts)


def test_nul(folder):
    """Nowhere is there a text with a NUL in it."""
    both = Both(folder)
    for at in range(2, len(both.log.entries)):
        log = both.log.copy()
        for field in log.entries[at]["fields"]:
            if field[0] == "reason":
                field[1] = "a\0b"
                refused(both, log.write(both.keys[:1]), at)


def test_same_key_twice(folder):
    both = Both(folder)
    refused(both, both.log.write([both.keys[0]] * 2), "one key")
    refused(both, both.log.write([both.keys[0], both.keys[1], both.keys[0]]), "one key, and another in between")


def test_unknown_kind(folder):
    """A record of a kind that neither knows is in the tree, and both name it."""
    both = Both(folder)
    log = both.log.copy()
    log.entries.append({**copy.deepcopy(log.entries[0]), "kind": "praised"})
    for status, said in both.judge(log.write(both.keys)):
        equal(status, 0, said)
        true(f"record {len(log.entries) - 1} is of a kind" in said and "praised" in said, said)


def decide(log, who, reverts=None):
    """Appends a decision on somebody that goes on from the one before, and may revert any."""
    before, n, last = log.places[who]
    after = "1,1" if before == "2,2" else "2,2"
    change = [before, after, "scope", "", "" if reverts is None else str(reverts), str(last) if n else ""]
    log.places[who] = after, n + 1, len(log.entries)
    log.entries.append({"kind": "moved", "log": log.entries[0]["log"], "session": "S2", "t": TIMES[0], "v": 1, "fields": [
        ["subject", who], ["change", change], ["reason", "Because."], ["evidence", []], ["actor", "Ann"], ["proposed_by", ""],
        ["dissent", []]]})
    return len(log.entries) - 1


def is_in_force(seq, reverts):
    """The definition: unless one in force reverts it."""
    return not any(above == seq and is_in_force(by, reverts) for by, above in reverts.items())


def assert_in_force(both, bundle, reverts):
    document = both.folder / "reverts.calibrate"
    bundle.write_document(document, SOURCE / "src" / "store")
    status, said = both.ask_first("log", document, "--json", trusting=False)
    equal(status, 0, said)
    document.unlink()
    entries = json.loads(said)["entries"]
    for seq in reverts:
        equal(entries[seq]["in_force"], is_in_force(seq, reverts), f"{seq} of {reverts}")


def test_reverts(folder):
    """One decision reverted by several, in force or not, and what none may revert since it is not in force."""
    both = Both(folder)
    rand = both.rand
    counts, doubles = [0, 0], 0
    for turn in range(TURNS // 2):
        log, reverts, right = both.log.copy(), {}, True
        log.places = log.place_people(log.entries)
        for _ in range(rand.randrange(6, 24)):
            above = pick(rand, list(reverts)[-rand.randrange(1, 12):]) if reverts and rand.random() < 0.9 else None
            if above is not None and not is_in_force(above, reverts) and rand.random() < 0.95:
                continue
            right = right and (above is None or is_in_force(above, reverts))
            doubles += above in reverts.values()
            reverts[decide(log, "E00002", above)] = above
        bundle = log.write(both.keys[:1])
        agree(answers := both.judge(bundle), f"turn {turn}: {reverts}", counts)
        equal(answers[0][0] == 0, right, f"turn {turn}: {reverts}")
        if right:
            assert_in_force(both, bundle, reverts)
    true(min(counts) > TURNS // 20 and doubles > TURNS // 2, (counts, doubles))


def test_long_chain(folder):
    """Undone and redone more often than anybody goes through all of it for each record."""
    both = Both(folder)
    log = both.log.copy()
    log.places = log.place_people(log.entries)
    last = decide(log, "E00002")
    for _ in range(LONG):
        last = decide(log, "E00002", last)
    bundle = log.write(both.keys[:1])
    counts = [0, 0]
    agree(both.judge(bundle), "a long chain", counts)
    equal(counts, [1, 0])


def test_second_goes_straight(folder):
    """Chains, and combs in which something undone stands beside each record, of a length at which
    to go through all of it for each would take hours."""
    verifier = load_verifier()
    comb = {}
    for spine in range(0, 10 * LONG, 3):
        comb.update({spine: spine - 3, spine + 1: spine, spine + 2: spine + 1})
    del comb[0]
    for reverts in (comb, {seq: seq - 1 for seq in range(1, 10 * LONG)}):
        verifier.check_reverts(reverts)
        last = max(reverts)
        try:
            verifier.check_reverts(reverts | {last + 1: last - 1})
            raise AssertionError("what is not in force is reverted")
        except ValueError as error:
            true(str(error).startswith(f"record {last + 1}:"), error)


def change_json(value, rand):
    """One place of some JSON in another way, of a type that may be another."""
    place = value
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = pick(rand, keys)
        if isinstance(place[key], (dict, list)) and place[key] and rand.random() < 0.8:
            place = place[key]
            continue
        break
    old = place[key]
    match rand.randrange(8):
        case 0:
            place.pop(key)
        case 1:
            place[key] = pick(rand, [None, True, 0, 1, -1, 1.5, 2**53, 2**64, "", "x", [], {}, [[]], "0" * 64])
        case 2 if isinstance(old, int):
            place[key] = old + pick(rand, [-1, 1, 2**32])
        case 2 | 3 if isinstance(old, str) and old:
            at = rand.randrange(len(old))
            place[key] = old[:at] + pick(rand, ["", "0", "A", "\0", "\n", " ", "é", "\ud800", "="]) + old[at + 1:]
        case 4 if isinstance(old, str):
            place[key] = pick(rand, [old + "\0", old + "\n", " " + old, old.upper(), old + "0", old[:-1], old * 2])
        case 5 if isinstance(place, list):
            place.insert(rand.randrange(len(place) + 1), old)
        case 6 if isinstance(place, list):
            place.reverse()
        case 7 if isinstance(place, dict):
            place[pick(rand, ["more", key + "s"])] = old
        case _:
            place[key] = pick(rand, list(place.values()) if isinstance(place, dict) else place)


def test_packs(folder):
    both = Both(folder)
    rand = both.rand
    packs = [json.loads(both.ask_first("prove", both.folder / "good.calibrate", *what, trusting=False)[1])
             for what in (("--seq", 3), ("--seq", 5), ("--subject", "E00003"), ("--subject", "E00006"))]
    counts = [0, 0]
    path = both.folder / "pack.json"
    for turn in range(2 * TURNS):
        pack = copy.deepcopy(pick(rand, packs))
        for _ in range(rand.randrange(1, 3) if turn >= len(packs) else 0):
            change_json(pack, rand)
        path.write_text(json.dumps(pack))
        answers = both.ask_first("check-proof", path), both.ask_second(path)
        agree(answers, f"turn {turn}: {path.read_text()}", counts)
    true(min(counts) > TURNS // 20, counts)


def contents(path):
    """What counts in a bundle: all but what is only there to be read, and the witness's
    signature, which no record names."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()
                if not name.startswith("README") and not name.startswith("seal-12.1.")}


def test_packages(folder):
    """A .zip with some of its bytes changed: it holds only where its files are the same."""
    both = Both(folder)
    rand = both.rand
    path = both.folder / "bundle.zip"
    subprocess.run([PROGRAM, "log", both.folder / "good.calibrate", "--bundle", path], check=True)
    good, data = contents(path), path.read_bytes()
    directory = data.rindex(b"PK\1\2", 0, data.index(b"PK\1\2") + 4)
    counts = {0: 0, 1: 0, 3: 0}
    for turn in range(2 * TURNS):
        changed = bytearray(data)
        for _ in range(rand.randrange(4)):
            at = rand.randrange(directory, len(data)) if rand.random() < 0.7 else rand.randrange(len(data))
            match rand.randrange(4):
                case 0:
                    changed[at:at] = rand.randbytes(rand.randrange(1, 9))
                case 1:
                    del changed[at:at + rand.randrange(1, 9)]
                case _:
                    changed[at:at + 1] = bytes([pick(rand, [0, 1, 255, rand.randrange(256)])])
        path.write_bytes(changed)
        status, said = both.ask_second(path)
        counts[status] += 1
        equal(said.count("\n"), 1, f"turn {turn}: {said}")
        if status == 0:
            with zipfile.ZipFile(path) as package:
                equal({name: package.read(name) for name in good}, good, f"turn {turn}")
    true(min(counts.values()) > 0, counts)


if __name__ == "__main__":
    run_all(globals())
