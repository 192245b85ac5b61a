#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what Calibrate has written, without Calibrate: an audit bundle (a folder or a .zip), or a proof or subject
access pack (.json). Needs Python's standard library, and ssh-keygen. Exits with 0 if it holds, 1 if not, 3 if unreadable."""
import argparse, base64, bisect, collections, datetime, hashlib, json, pathlib, re, subprocess, sys, tempfile, zipfile

DECISION, SESSION = "subject change* reason evidence* actor proposed_by dissent*", "actor reason people*"
IMPORTS, ROW = ("roster-imported", "ratings-imported", "earlier-imported"), ("identity*", "ratings*", "attributes*")
KINDS = {kind: fields.split() for kind, fields in {  # the fields of each kind in order; * marks a list
    "cycle-created": "actor title", "rules-set": "actor rules", "moved": DECISION, "kept": DECISION,
    **dict.fromkeys(IMPORTS, "actor file* totals* root"), "session-started": SESSION, "session-reopened": SESSION,
    "session-finalised": "actor seal*", "erased": "actor reason digests*", "branched": "actor parent*",
    "hold-set": "actor subject reason", "hold-lifted": "actor subject reason"}.items()}
RULES = "cells guideline performance performance_anchors potential potential_anchors reason_codes reason_labels tolerance"
LEFT = dict.fromkeys(IMPORTS, {"actor", "root"}) | dict.fromkeys(["moved", "kept", "hold-set", "hold-lifted"], {"actor"})  # if erased
BAD = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)

def demand(holds, what):
    if not holds:
        raise ValueError(what)
def sha(data):
    return hashlib.sha256(data).digest()
def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def unb64(text):
    demand(b64(base64.urlsafe_b64decode(text + "===")) == text, "base64url that is not canonical")
    return base64.urlsafe_b64decode(text + "===")
def is_plain(value):  # what the log holds: objects, arrays, strings without NUL, whole numbers
    return (type(value) is str and "\0" not in value or type(value) is int and 0 <= value < 2**53
            or type(value) in (dict, list) and all(map(is_plain, value.values() if type(value) is dict else value)))
def canonical(value):  # RFC 8785, which for these is how Python writes them
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
def parse(data):
    value = json.loads(data)
    demand(is_plain(value) and canonical(value).encode() == data, "JSON that is not in canonical form")
    return value
def root_of(leaves):
    split = 1 << max(len(leaves) - 1, 1).bit_length() - 1
    return sha(b"\1" + root_of(leaves[:split]) + root_of(leaves[split:])) if len(leaves) > 1 else (leaves or [sha(b"")])[0]
def included(leaf, index, size, proof, root):  # RFC 9162, 2.1.3.2, for the leaf's text and the proof in hex
    node, last, found = index, size - 1, sha(b"\0" + leaf.encode())
    for sibling, text in zip(map(bytes.fromhex, proof), proof):
        demand(last > 0 and len(sibling) == 32 and len(text) == 64, "a proof that is too long, or of another form")
        right = node & 1 or node == last
        found = sha(b"\1" + (sibling + found if right else found + sibling))
        shift = (node & -node).bit_length() if right and node else 1
        node, last = node >> shift, last >> shift
    return 0 <= index < size and last == 0 and found == root

def disclosed(text, digest, name):  # the value of a disclosure; its field's name may end in * for a list
    demand(b64(sha(text.encode("ascii"))) == digest, f"{name}: the disclosure is not the one that is named")
    value = parse(unb64(text))
    demand(type(value) is list and len(value) == 3 and len(unb64(value[0])) == 16 and value[1] == name.rstrip("*")
           and type(value[2]) is (list if name.endswith("*") else str) and {*map(type, value[2])} <= {str}, f"{name}: another field")
    return value[2]
def read_record(data, disclosures, excused=lambda *_: False):  # a record, and its fields but those that are missing and excused
    record = parse(data)
    demand(sorted(record) == ["d", "kind", "log", "seq", "session", "t", "v"] and record["v"] == 1 and {str} == {*map(type, (
        record["session"], record["kind"]))} and re.fullmatch("[0-9a-f]{32}", record["log"]) and datetime.datetime.strptime(
        record["t"], "%Y-%m-%dT%H:%M:%S.%fZ").isoformat(timespec="milliseconds") + "Z" == record["t"], "a record of another shape")
    names, fields = KINDS.get(record["kind"]), {}
    demand(len(disclosures) == len(record["d"]) == len(names or record["d"]), "too few disclosures, or too many")
    for number, (digest, text) in enumerate(zip(record["d"], disclosures)):
        demand(text or text == "" and excused(digest, record["seq"]), f"field {number}: its disclosure is missing")
        demand(names or b64(sha(text.encode())) == digest, "a disclosure that does not fit")
        if names and text:
            fields[names[number].rstrip("*")] = disclosed(text, digest, names[number])
    return record, fields

def checkpoint(log, leaves):
    return f"calibrate.example.com/log/{log}\n{len(leaves)}\n{base64.b64encode(root_of(leaves)).decode()}\n"
def read_checkpoint(text, log):
    found = re.fullmatch(f"calibrate.example.com/log/{log}\n([1-9][0-9]{{0,15}})\n([A-Za-z0-9+/]{{43}}=)\n", text)
    demand(found, "a checkpoint of another log, or of another form")
    return int(found[1]), base64.b64decode(found[2])
def signed(text, armoured, options):  # whether ssh-keygen finds it good, and whether it is by whom is asked for
    with tempfile.NamedTemporaryFile("w") as file:
        print(armoured, file=file, flush=True)
        def ask(*command):
            return subprocess.run(["ssh-keygen", "-Y", *command, "-n", "checkpoint@calibrate.example.com", "-s", file.name],
                                  input=text.encode(), capture_output=True).returncode == 0
        return ask("check-novalidate"), bool(options.allowed_signers) and ask(
            "verify", "-f", pathlib.Path(options.allowed_signers).resolve(strict=True), "-I", options.identity)

def map_leaf(leaf, opening):  # whose it is, with the final rating, n and last; where nothing opens it, of nobody
    value, opened = parse(leaf.encode()), parse(unb64(opening)) if opening else [None] * 4
    demand(sorted(value) == ["final", "last", "n", "subject"] and len(opened) == 4, "a map's leaf")
    demand(not opening or all(len(unb64(salt)) == 16 and b64(sha(unb64(salt) + text.encode())) == value[part] for part, salt, text
                              in zip(("subject", "final"), opened[::2], opened[1::2])), "a leaf that is not opened")
    return value["subject"], *opened[1::2], value["n"], value["last"]
def row_values(digests, texts, places=None):  # whom a roster's row is of, and where it puts them; a pack may withhold attributes
    demand(len(digests) == len(texts) == 3, "a roster's row")
    identity, ratings, *_ = map(disclosed, texts[:2 if places is None and not texts[2] else 3], digests, ROW)
    demand(places is None or len(identity) == 3 and identity[0] and ",".join(x or "1" for x in ratings) in places, "off the scale")
    return identity[0], ",".join(ratings) if all(ratings) else ""
def places_of(text):  # the places of some rules, and that of whoever has none; the rules' parts must fit one another
    rules = parse(text.encode())
    *lists, tolerance = rules.values()
    across, up, shares, codes = (rules[name] for name in ("performance", "potential", "guideline", "reason_codes"))
    sizes = [len(across) * len(up), len(shares) and len(across), *[len(across)] * 2, *[len(up)] * 2, *[len(codes)] * 2]
    demand(" ".join(rules) == RULES and [*map(len, lists)] == sizes and {*map(type, sum(lists, []))} == {str} and codes
           and {len(across), len(up)} <= {*range(2, 10)} and not {*codes} & {"undo", "redo", "branch"} and type(tolerance) is int
           and tolerance <= 100 and all(re.fullmatch("0|[1-9][0-9]?|100", share) for share in shares)
           and sum(map(int, shares or [100])) == 100, "rules: their parts do not fit one another")
    return {"", *(f"{x},{y}" for x in range(1, len(across) + 1) for y in range(1, len(up) + 1))}

class Log:  # the fold: what every record says is checked against all before it
    def __init__(self, read, options):
        self.read, self.options, self.log, self.leaves, self.seals, self.sealed, self.trusted = read, options, None, [], 0, 0, False
        self.place, self.decisions, self.row, self.sessions, self.reverts, self.of = ({} for _ in range(6))
        self.present, self.erased, self.unmet, self.first, self.places, self.unknown = set(), {}, set(), None, set(), {}
    def excuse(self, digest, seq):  # which later record says that it was erased: whoever is gone has that number for a name
        self.unmet.discard(digest)
        return self.erased[digest] if self.erased.get(digest, 0) > seq else 0
    def roster(self, seq, fields, people):
        hashes, self.present = [], set() if people else self.present
        for line in self.read(f"roster-{seq}.jsonl").splitlines():
            leaf, *texts = parse(line)
            digests = [b64(sha(text.encode())) for text in texts]
            hashes.append(bytes.fromhex(leaf))
            gone = not any(texts) and self.excuse(b64(hashes[-1]), seq)
            demand(gone or sha(b"\0" + canonical({"d": digests}).encode()) == hashes[-1], "a roster's row")
            person, place = (gone, None) if gone else row_values(digests, texts, self.places)
            if people:
                demand(person not in self.present, "a person twice in a roster")
                self.present |= set() if gone else {person}
                self.row[person], self.place[person] = seq, self.place[person] if self.decisions.setdefault(person, []) else place
        demand(b64(root_of(hashes)) == fields["root"], "root: the roster's rows lead to another")
    def decision(self, record, fields, gone):
        who, seq = fields.get("subject") or gone.pop(), record["seq"]
        demand(self.sessions.get(record["session"]) == "open" and (who in self.present or type(who) is int), "nobody's, or out of session")
        if type(who) is int:
            return self.decisions[who].append(seq)
        before, after, code, batch, reverts, previous = fields["change"]
        demand(before == self.place[who] and (before == after) == (record["kind"] == "kept") and code and int(batch or 0) <= seq
               and previous == "".join(map(str, self.decisions[who][-1:])) and after in self.places
               and all(re.fullmatch("(0|[1-9][0-9]*)?", number) for number in (batch, reverts)), "change: it does not follow")
        demand(not reverts or self.of.get(int(reverts)) == who, "change: it reverts nothing of theirs")
        self.reverts.update({seq: int(reverts)} if reverts else {})
        self.of[seq], self.place[who] = who, after
        self.decisions[who].append(seq)
    def session(self, record, fields):
        name, kind = record["session"], record["kind"][8:]
        wanted, state = {"started": (None, "open"), "reopened": ("closed", "open"), "finalised": ("open", "closed")}[kind]
        demand(name and self.sessions.get(name) == wanted, "the session is not in that state")
        self.sessions[name] = state
        demand(kind != "reopened" or any(p not in ("", fields["actor"]) for p in fields["people"]), "people: two must reopen it")
        kind != "finalised" or self.seal(record["seq"], fields)
    def seal(self, seq, fields):
        lines = [parse(line) for line in self.read(f"map-{seq}.jsonl").splitlines()]
        root = b64(root_of([sha(b"\0" + leaf.encode()) for leaf, _ in lines]))
        demand(fields["seal"] == [str(self.seals + 1), str(self.sealed), root], "seal: a gap in the seals, or another subject map")
        opened = [(key, who or self.excuse(key, seq), *rest) for key, who, *rest in (map_leaf(*line) for line in lines)]
        demand(sorted({leaf[0] for leaf in opened}) == [leaf[0] for leaf in opened], "the map is out of order")
        due = {who: (self.place[who], len(of), [self.row[who], *of][-1]) for who, of in self.decisions.items()
               if type(who) is str or who > seq}
        demand(len(opened) == len(due) and {leaf[1]: leaf[2:] for leaf in opened} == due, "the map differs from the decisions")
        text = checkpoint(self.log, self.leaves)
        demand(self.read(f"seal-{seq}.checkpoint").decode() == text, "seal: another checkpoint")
        found = [self.read(f"seal-{seq}.0.sig").decode()]
        while (more := self.read(f"seal-{seq}.{len(found)}.sig", True)) is not None:
            found.append(more.decode())
        answers = [signed(text, armoured, self.options) for armoured in found]
        keys = {base64.b64decode(armoured.split("-----")[2]).partition(b"checkpoint@")[0] for armoured in found}  # they come before it
        demand(all(good for good, _ in answers) and len(keys) == len(found), "signature: none of this log, or two by the same key")
        self.seals, self.sealed, self.trusted = self.seals + 1, seq + 1, self.trusted or any(trusted for _, trusted in answers)
    def add(self, data, disclosures):
        record, fields = read_record(data, disclosures, self.excuse)
        kind, seq, self.log, self.first = record["kind"], record["seq"], self.log or record["log"], self.first or record["kind"]
        gone = {self.erased[digest] for digest, text in zip(record["d"], disclosures) if not text}
        demand(not gone or len(gone) == 1 and set(fields) == LEFT.get(kind), "more or less is missing than an erasure takes")
        demand(seq == len(self.leaves) and record["log"] == self.log, "seq: a number or a log out of place")
        demand((seq == 0) == (kind == "branched" or kind == "cycle-created" and (seq, self.first) != (1, "branched")), "it starts once")
        demand((kind != "erased" or seq in self.row) and (kind[:5] != "hold-" or gone or fields["subject"] in self.decisions)
               and (kind not in IMPORTS or self.places), "it concerns nobody of a roster, or comes before the rules")
        self.leaves.append(sha(b"\0" + data))
        kind in KINDS or self.unknown.setdefault(kind, seq)
        if kind == "rules-set":
            demand(not self.decisions or self.places == places_of(fields["rules"]), "rules: the scales change under people")
            self.places = places_of(fields["rules"])
        elif kind in IMPORTS:
            self.roster(seq, fields, kind == IMPORTS[0])
        elif kind in ("moved", "kept"):
            self.decision(record, fields, gone)
        elif kind.startswith("session-"):
            self.session(record, fields)

def check_reverts(reverts):
    """Whether each record was in force when it was reverted: none in force reverted it. What reverts what are trees; they fall into
    paths, each going on with the larger part, so that at most log n lie above one another. On a path, a record is out of force where
    one beside the path reverts it and is in force; above that place, or the end, those at an odd distance from it are in force."""
    sizes, below, spots, out = collections.Counter(), {}, {}, collections.defaultdict(lambda: [1])  # out: such places, and the end
    def held(path, place=0):
        return (out[path][bisect.bisect_left(out[path], place)] - place) % 2
    for seq, above in reversed(reverts.items()):
        sizes[above] += sizes[seq] + 1
        below[above] = max(below.get(above, seq), seq, key=sizes.__getitem__)
    for seq, above in reverts.items():
        path, place = spots.setdefault(above, (above, 0))
        demand(held(path, place), f"record {seq}: change: it reverts nothing in force")
        path, place, before = (path, place + 1, held(path)) if below[above] == seq else (seq, 0, 0)
        spots[seq] = path, place
        out[path][-1] += place > 0
        while path in reverts and (turn := held(path) - before):  # the record above loses one beside it, or gains one
            path, place = spots[reverts[path]]
            before, at = held(path), bisect.bisect_left(out[path], place)
            out[path][at:at + (turn < 0)] = [place] * (turn > 0)

def check_bundle(path, options):
    folder = pathlib.Path(path) if pathlib.Path(path).is_dir() else zipfile.Path(path)
    def read(name, optional=False):
        demand(optional or (folder / name).exists(), f"{name} is missing")
        return (folder / name).read_bytes() if (folder / name).exists() else None
    log = Log(read, options)
    records, texts = read("records.jsonl").split(b"\n"), read("disclosures.jsonl").split(b"\n")
    demand(len(records) == len(texts) > 1 and records.pop() == texts.pop() == b"", "as many disclosures as records")
    for pair in (pair for pair in zip(records, texts) if b'"kind":"erased"' in pair[0]):  # what they took away comes before
        record, fields = read_record(pair[0], parse(pair[1]))
        log.erased.update(dict.fromkeys(fields["digests"], record["seq"]))
    log.unmet = set(log.erased)
    for number, (data, text) in enumerate(zip(records, texts)):
        try:
            log.add(data, parse(text))
        except BAD as error:
            raise ValueError(f"record {number}: {error}") from error
    check_reverts(log.reverts)
    demand(not log.unmet, "an erased record names something that still stands, or never did")
    demand(read("checkpoint.txt").decode() == checkpoint(log.log, log.leaves), "checkpoint.txt is of another log")
    kept = options.kept
    demand(kept is None or kept == checkpoint(log.log, log.leaves[:read_checkpoint(kept, log.log)[0]]), "it lacks the kept checkpoint")
    demand(not options.allowed_signers or log.trusted, f"no seal by {options.identity} stands")
    print(f"holds: {len(log.leaves)} records, {log.seals} seals, {len(log.leaves) - log.sealed} records not sealed"
          + f", {len(set(log.erased.values()))} people erased" * bool(log.erased)
          + "\nWARNING: the signers' keys were found only inside; name those you trust with --allowed-signers"
          * bool(log.seals and not options.allowed_signers))
    return log.unknown

def check_subject(pack, subject, entries):  # rows say where it started, each decision names the one before, a seal's map counts them
    rows, leaf, counted, n, last, place = list(pack["rows"]), pack.get("map"), None, 0, None, None
    demand(leaf, "no seal shows that there are no other decisions")
    for record, fields in entries:
        seq, kind = record["seq"], record["kind"]
        if kind == "session-finalised" and counted is None:
            counted, root = (subject, place, n, last), unb64(fields["seal"][2])
        elif kind == "roster-imported":
            row = rows.pop(0)
            who, start = row_values(parse(row["leaf"].encode())["d"], row["disclosures"])
            demand(row["import"] == seq and who == subject and included(
                row["leaf"], row["index"], row["size"], row["inclusion"], unb64(fields["root"])), "a row that is not theirs")
            last, place = (last, place) if n else (seq, start)
        else:
            demand(kind in ("moved", "kept") and fields.get("subject") == subject, "a record that is not theirs")
            demand(fields["change"][5] == (str(last) if n else "") and fields["change"][0] == place, "a decision is left out")
            n, last, place = n + 1, seq, fields["change"][1]
    demand(counted and not rows and included(leaf["leaf"], leaf["index"], leaf["size"], leaf["inclusion"], root)
           and map_leaf(leaf["leaf"], leaf["opening"])[1:] == counted, "the count")

def check_pack(path, options):
    pack = json.loads(pathlib.Path(path).read_bytes().decode())
    log, subject, anchored = pack["log"], pack.get("subject"), False
    demand(pack["format"] == f"calibrate-proof-{1 if subject is None else 2}", "another format")
    entries = [read_record(item["record"].encode(), item["disclosures"], lambda *_: True) for item in pack["records"]]
    seqs = [record["seq"] for record, _ in entries if record["log"] == log]
    demand(len(seqs) == len(entries) > 0 and seqs == sorted(set(seqs)) and pack["checkpoints"], "no records, or out of order")
    for point in pack["checkpoints"]:
        size, root = read_checkpoint(point["checkpoint"], log)
        demand(len(point["inclusion"]) == len(entries), "a proof is missing")
        for seq, item, proof in zip(seqs, pack["records"], point["inclusion"]):
            demand(seq >= size and not proof or included(item["record"], seq, size, proof, root), f"record {seq} is not in it")
        believed = (options.kept in (None, point["checkpoint"])) and (not options.allowed_signers or any(
            signed(point["checkpoint"], f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n", options)[1]
            for text in point["signatures"]))
        anchored |= believed and all(seq < size for seq in seqs)
    subject is None or check_subject(pack, subject, entries)
    demand(anchored and (options.kept or options.allowed_signers), "it agrees with itself only: no checkpoint of --checkpoint, or "
           "signed by whoever --allowed-signers and --identity name, covers it")
    print("holds" + (": up to the seal these are all, if an auditor has verified its map" if subject is not None else ""))
    return {record["kind"]: record["seq"] for record, _ in reversed(entries) if record["kind"] not in KINDS}

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    list(map(parser.add_argument, ("path", "--checkpoint", "--allowed-signers", "--identity")))
    options = parser.parse_args()
    if bool(options.allowed_signers) != bool(options.identity) or "" in vars(options).values():
        parser.error("--allowed-signers and --identity go together, and no option is empty")
    try:
        options.kept = pathlib.Path(options.checkpoint).read_text() if options.checkpoint else None
        for kind, seq in (check_pack if options.path.endswith(".json") else check_bundle)(options.path, options).items():
            print(f"WARNING: record {seq} is of a kind that is not known here, {kind!a}: what it means was not checked")
    except BAD as fault:
        print(f"DOES NOT HOLD: {fault}")
        return 1
    except Exception as error:  # of the system, or of a damaged .zip, which has a dozen kinds
        print(f"cannot be read: {error}", file=sys.stderr)
        return 3
    return 0

if __name__ == "__main__":
    sys.exit(main())
