"""Whole logs as somebody may write them who holds the key: hashed and signed in order,
whatever they say. The same log is written as a document and as an audit bundle."""

import base64
import copy
import hashlib
import json
import pathlib
import random
import sqlite3
import subprocess

NAMESPACE = "checkpoint@calibrate.example.com"
STEPS = ("001-document.sql", "002-seal.sql")
APPLICATION = 0x43414C42


def sha(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "===")


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def root_of(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + root_of(leaves[:split]) + root_of(leaves[split:]))


def leaf_of(data):
    return sha(b"\0" + data)


class Bundle:
    """The bytes that a document and an audit bundle hold in common."""

    def __init__(self):
        self.records, self.disclosures, self.rosters, self.maps, self.signatures = [], [], {}, {}, {}

    @classmethod
    def read(cls, folder):
        bundle = cls()
        bundle.records = (folder / "records.jsonl").read_bytes().split(b"\n")[:-1]
        bundle.disclosures = [json.loads(line) for line in (folder / "disclosures.jsonl").read_text().split("\n")[:-1]]
        for path in sorted(folder.iterdir()):
            number = path.name.partition("-")[2].partition(".")[0]
            if path.name.startswith("roster-"):
                bundle.rosters[int(number)] = [json.loads(line) for line in path.read_text().splitlines()]
            elif path.name.startswith("map-"):
                bundle.maps[int(number)] = [json.loads(line) for line in path.read_text().splitlines()]
            elif path.suffix == ".sig":
                body = "".join(path.read_text().splitlines()[1:-1])
                bundle.signatures.setdefault(int(number), []).append(base64.b64decode(body))
        return bundle

    def log(self):
        try:
            return json.loads(self.records[0])["log"]
        except (ValueError, KeyError, IndexError, TypeError):
            return "0" * 32

    def checkpoint(self, size):
        root = base64.b64encode(root_of([leaf_of(record) for record in self.records[:size]])).decode()
        return f"calibrate.example.com/log/{self.log()}\n{size}\n{root}\n"

    def write_folder(self, folder):
        folder.mkdir()

        def write(name, lines):
            (folder / name).write_bytes("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))

        (folder / "records.jsonl").write_bytes(b"".join(record + b"\n" for record in self.records))
        write("disclosures.jsonl", map(canonical, self.disclosures))
        for seq, rows in self.rosters.items():
            write(f"roster-{seq}.jsonl", map(canonical, rows))
        for seq, leaves in self.maps.items():
            write(f"map-{seq}.jsonl", map(canonical, leaves))
        for seq, blobs in self.signatures.items():
            write(f"seal-{seq}.checkpoint", self.checkpoint(seq + 1).splitlines())
            for number, blob in enumerate(blobs):
                body = base64.encodebytes(blob).decode()
                (folder / f"seal-{seq}.{number}.sig").write_text(
                    f"-----BEGIN SSH SIGNATURE-----\n{body}-----END SSH SIGNATURE-----\n")
        write("checkpoint.txt", self.checkpoint(len(self.records)).splitlines())

    def write_document(self, path, steps):
        """Of the second format, which keeps nothing besides the log."""
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")
        for step in STEPS:
            connection.executescript((steps / step).read_text())
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO record VALUES (?, ?)", enumerate(self.records))
        for seq, texts in enumerate(self.disclosures):
            connection.executemany("INSERT INTO disclosure VALUES (?, ?, ?)",
                                   [(seq, field, text) for field, text in enumerate(texts)])
        for seq, rows in self.rosters.items():
            connection.execute("INSERT INTO roster VALUES (?, ?)", (seq, b"".join(bytes.fromhex(row[0]) for row in rows)))
            connection.executemany("INSERT INTO roster_row VALUES (?, ?, ?, ?)",
                                   [((seq << 32) + position, *row[1:]) for position, row in enumerate(rows)])
        for seq, leaves in self.maps.items():
            connection.executemany("INSERT INTO subject_map VALUES (?, ?, ?)",
                                   [(seq, at, leaf) for at, (leaf, _) in enumerate(leaves)])
            connection.executemany("INSERT INTO subject_opening VALUES (?, ?, ?)",
                                   [(seq, at, opening) for at, (_, opening) in enumerate(leaves)])
        for seq, blobs in self.signatures.items():
            connection.executemany("INSERT INTO signature VALUES (?, ?, ?)",
                                   [(seq, number, blob) for number, blob in enumerate(blobs)])
        for _, trigger in triggers:
            connection.execute(trigger)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
        connection.close()


def sign(text, key, namespace=NAMESPACE):
    done = subprocess.run(["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", key], input=text.encode(),
                          capture_output=True, check=True)
    return base64.b64decode("".join(done.stdout.decode().splitlines()[1:-1]))


class Log:
    """What a log says, in fields that can be altered before it is written."""

    def __init__(self, bundle, rand):
        self.rand = rand
        self.entries = []
        for record, texts in zip(bundle.records, bundle.disclosures):
            entry = json.loads(record)
            entry["fields"] = [json.loads(unb64(text))[1:] for text in texts]
            self.entries.append(entry)
        for seq, rows in bundle.rosters.items():
            self.entries[seq]["rows"] = [[json.loads(unb64(text))[2] for text in row[1:]] for row in rows]

    def copy(self):
        other = copy.copy(self)
        other.entries = copy.deepcopy(self.entries)
        return other

    def salt(self):
        return b64(self.rand.randbytes(16))

    def disclose(self, name, value):
        return b64(canonical([self.salt(), name, value]).encode("utf-8", "surrogatepass"))

    def place_people(self, entries):
        """Where everybody ends up, with the seqs of their decisions; what makes no sense is passed over."""
        places, decisions, rows = {}, {}, {}
        for seq, entry in enumerate(entries):
            for row in entry.get("rows", []):
                person = row[0][0] if row[0] else ""
                rows[person] = seq
                if not decisions.setdefault(person, []):
                    places[person] = ",".join(row[1]) if all(row[1]) else ""
            fields = dict(field for field in entry["fields"] if len(field) == 2)
            if entry["kind"] in ("moved", "kept") and str(fields.get("subject")) in decisions:
                decisions[str(fields["subject"])].append(seq)
                change = fields.get("change")
                if isinstance(change, list) and len(change) > 1:
                    places[str(fields["subject"])] = change[1]
        return {who: (places[who], len(of), of[-1] if of else rows[who]) for who, of in decisions.items()}

    def map_leaf(self, who, final, n, last):
        salts = [self.rand.randbytes(16) for _ in range(2)]
        leaf = {"final": b64(sha(salts[1] + final.encode("utf-8", "surrogatepass"))), "last": last, "n": n,
                "subject": b64(sha(salts[0] + who.encode("utf-8", "surrogatepass")))}
        return [leaf, [b64(salts[0]), who, b64(salts[1]), final]]

    def map_of(self, entries, alter=None):
        leaves = []
        for who, (final, n, last) in self.place_people(entries).items():
            leaves.append(self.map_leaf(who, final, n, last))
        leaves.sort(key=lambda pair: pair[0]["subject"])
        if alter is not None:
            alter(leaves)
        return [[canonical(leaf), b64(canonical(opening).encode("utf-8", "surrogatepass"))] for leaf, opening in leaves]

    def roster(self, rows):
        written = []
        for row in rows:
            texts = [self.disclose(name, value) for name, value in zip(("identity", "ratings", "attributes"), row)]
            digests = [b64(sha(text.encode())) for text in texts]
            written.append([leaf_of(canonical({"d": digests}).encode()).hex(), *texts])
        return written

    def write(self, keys, alter_map=None):
        """Hashes and signs it all; the seals' and rosters' commitments are made to fit
        wherever an entry does not insist on others."""
        bundle = Bundle()
        seals = first = 0
        for seq, entry in enumerate(self.entries):
            fields = [list(field) for field in entry["fields"]]
            if "rows" in entry:
                bundle.rosters[seq] = self.roster(entry["rows"])
                if not entry.get("insists"):
                    fields[-1][-1] = b64(root_of([bytes.fromhex(row[0]) for row in bundle.rosters[seq]]))
            if entry["kind"] == "session-finalised":
                bundle.maps[seq] = self.map_of(self.entries[:seq], alter_map)
                root = b64(root_of([leaf_of(leaf.encode()) for leaf, _ in bundle.maps[seq]]))
                seals += 1
                if not entry.get("insists"):
                    fields[-1][-1] = [str(seals), str(first), root]
                first = seq + 1
            texts = entry.get("texts") or [self.disclose(*field) for field in fields]
            digests = [b64(sha(text.encode())) for text in texts]
            head = {name: entry[name] for name in ("kind", "log", "session", "t", "v") if name in entry}
            head.update(entry.get("more", {}), d=digests, seq=entry.get("number", seq))
            bundle.records.append(canonical(head).encode("utf-8", "surrogatepass"))
            bundle.disclosures.append(texts)
            if seq in bundle.maps:
                bundle.signatures[seq] = [sign(bundle.checkpoint(seq + 1), key) for key in keys]
        return bundle


def make_log(program, folder, seed):
    """A cycle of every kind of entry that the command line writes, sealed twice."""
    folder = pathlib.Path(folder)
    document = folder / "good.calibrate"
    keys = [folder / "hr", folder / "witness"]
    for key in keys:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key.name, "-f", key], check=True)

    def run(*arguments):
        subprocess.run([program, *map(str, arguments)], check=True, capture_output=True)

    run("sample", document, "--people", 6, "--decisions", 6, "--seed", 3)
    run("undo", document, "--reason", "One more thought")
    run("hold", document, "on", "--subject", "E00001", "--reason", "Dispute 7")
    run("seal", document, "--session", "S1", "--key", keys[0], "--witness", keys[1])
    run("session", "reopen", document, "S1", "--reason", "Dispute", "--actor", "Ann", "--second", "Bob")
    run("session", "start", document, "S2", "--reason", "More")
    run("keep", document, "E00002", "--session", "S2", "--reason-code", "evidence", "--reason", "Seen again")
    run("move", document, "E00003", "1,1", "--session", "S1", "--reason-code", "other", "--reason", "Zoë: “\u007f”\t")
    run("undo", document, "--session", "S1", "--reason", "No")
    run("redo", document, "--session", "S1", "--reason", "Yes")
    run("hold", document, "off", "--subject", "E00001", "--reason", "Settled")
    run("seal", document, "--session", "S1", "--key", keys[0])
    run("log", document, "--bundle", folder / "good")
    return Log(Bundle.read(folder / "good"), random.Random(seed)), keys
