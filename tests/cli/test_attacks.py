"""What the design says of each attack on a log: who notices, and who cannot. Both
verifiers are asked, with and without a key from outside."""

import copy
import json
import pathlib
import subprocess
import sys

import forge
from calibrate import PROGRAM, SOURCE, equal, run_all, true

VERIFIER = SOURCE / "data" / "verify" / "verify_calibrate.py"
SEED = 20261121


class Attack:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder.path)
        self.log, self.keys = forge.make_log(PROGRAM, self.folder, SEED)
        self.stranger = self.folder / "stranger"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", self.stranger], check=True)
        for who in ("hr", "witness"):
            (self.folder / f"allowed-{who}").write_text(f"{who} {(self.folder / f'{who}.pub').read_text()}")
        self.number = 0

    def write(self, bundle):
        self.number += 1
        document, folder = self.folder / f"{self.number}.calibrate", self.folder / f"bundle-{self.number}"
        bundle.write_folder(folder)
        bundle.write_document(document, SOURCE / "src" / "store")
        return document, folder

    def ask(self, paths, who=None):
        """What both answer, who must be of one mind; the first's answer."""
        trust = ("--allowed-signers", self.folder / f"allowed-{who}", "--identity", who) if who else ()
        first = subprocess.run([PROGRAM, "verify", paths[0], "--json", *trust], capture_output=True, text=True)
        second = subprocess.run([sys.executable, "-I", VERIFIER, paths[1], *trust], capture_output=True, text=True)
        equal(first.returncode, second.returncode, f"{first.stdout}{first.stderr}{second.stdout}{second.stderr}")
        return first.returncode == 0, json.loads(first.stdout), second.stdout

    def against(self, document, old):
        done = subprocess.run([PROGRAM, "verify", document, "--against", old, "--json"], capture_output=True, text=True)
        return done.returncode, json.loads(done.stdout)["against"]


def seals(bundle):
    return sorted(bundle.signatures)


def without_tail(bundle, size):
    """The same log as it was when it had so many records."""
    cut = copy.deepcopy(bundle)
    cut.records, cut.disclosures = cut.records[:size], cut.disclosures[:size]
    for kept in (cut.rosters, cut.maps, cut.signatures):
        for seq in [seq for seq in kept if seq >= size]:
            del kept[seq]
    return cut


def test_bytes(folder):
    """Edited, deleted, inserted or swapped: whoever recomputes nothing is told at once,
    and whoever recomputes all but the signatures by these."""
    attack = Attack(folder)
    good = attack.log.write(attack.keys)
    equal(attack.ask(attack.write(good))[0], True)

    def edit(log):
        dict(log.entries[5]["fields"])["change"][2] = "other"

    def delete(log):
        log.entries.pop(8)

    def insert(log):
        log.entries.insert(8, copy.deepcopy(log.entries[8]))

    def swap(log):
        log.entries[9], log.entries[10] = log.entries[10], log.entries[9]

    for change in (edit, delete, insert, swap):
        log = attack.log.copy()
        change(log)
        forged = log.write(attack.keys)
        forged.signatures = {seq: good.signatures.get(seq, good.signatures[seals(good)[0]]) for seq in forged.signatures}
        holds, found, _ = attack.ask(attack.write(forged))
        equal(holds, False, change.__name__)
        true(found["fault"]["seq"] >= 0, change.__name__)

        plain = copy.deepcopy(good)
        for rows in (plain.records, plain.disclosures):
            if change is edit:
                rows[5] = rows[6]
            elif change is delete:
                rows.pop(8)
            elif change is insert:
                rows.insert(8, rows[8])
            else:
                rows[9], rows[10] = rows[10], rows[9]
        equal(attack.ask(attack.write(plain))[0], False, change.__name__)


def test_signatures_stripped(folder):
    attack = Attack(folder)
    good = attack.log.write(attack.keys)
    stripped = copy.deepcopy(good)
    stripped.signatures[seals(good)[-1]] = []
    holds, found, _ = attack.ask(attack.write(stripped))
    equal((holds, found["fault"]["field"]), (False, "signature"))

    # A witness's is named by no record: only who asks for that witness is told.
    stripped = copy.deepcopy(good)
    for blobs in stripped.signatures.values():
        blobs.pop()
    paths = attack.write(stripped)
    equal([attack.ask(paths, who)[0] for who in (None, "hr", "witness")], [True, True, False])
    equal([attack.ask(attack.write(good), who)[0] for who in ("hr", "witness")], [True, True])


def test_rewritten(folder):
    """Without the key by the signature; with it by any copy kept elsewhere, and else by nobody."""
    attack = Attack(folder)
    good = attack.write(attack.log.write(attack.keys[:1]))
    rewritten = attack.log.copy()
    dict(rewritten.entries[4]["fields"])["change"][2] = "other"

    by_stranger = attack.write(rewritten.write([attack.stranger]))
    holds, found, said = attack.ask(by_stranger)
    true(holds and "WARNING" in said and any("INSIDE THIS FILE" in warning for warning in found["warnings"]), found)
    equal(attack.ask(by_stranger, "hr")[0], False)

    with_key = attack.write(rewritten.write(attack.keys[:1]))
    equal(attack.ask(with_key, "hr")[0], True)
    status, relation = attack.against(with_key[0], good[0])
    equal((status, relation["relation"]), (1, "forks"))


def test_tail_cut(folder):
    attack = Attack(folder)
    whole = attack.log.write(attack.keys)
    longer = attack.write(whole)
    last = seals(whole)[-1]

    # The unsealed part: nobody notices, and the answer says how much is not sealed.
    unsealed = without_tail(whole, last)
    holds, found, said = attack.ask(attack.write(unsealed), "hr")
    wanted = last - seals(whole)[0] - 1
    equal((holds, found["not_sealed"]), (True, wanted))
    true(f"{wanted} records not sealed" in said, said)

    # A sealed one: any copy, checkpoint or printed root from before.
    sealed = attack.write(without_tail(whole, seals(whole)[0] + 1))
    equal(attack.ask(sealed, "hr")[0], True)
    status, relation = attack.against(sealed[0], longer[0])
    equal((status, relation["relation"]), (1, "shorter"))
    status, relation = attack.against(longer[0], sealed[0])
    equal((status, relation["relation"]), (0, "extends"))


def test_clock_set_back(folder):
    attack = Attack(folder)
    log = attack.log.copy()
    log.entries[6]["t"] = "2001-01-01T00:00:00.000Z"
    holds, found, _ = attack.ask(attack.write(log.write(attack.keys)), "hr")
    true(holds and any("clock was set back before record 6" in warning for warning in found["warnings"]), found)


if __name__ == "__main__":
    run_all(globals())
