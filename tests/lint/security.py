"""SECURITY.md names for each attacker (A1 … A27) and each line of its checklist the tests that prove the defence, and they exist.

A row is `| A5 | what must hold | proof, proof |`; a proof is `tests/path` or `tests/path::word`, in backticks: the file must be in
the tree and hold the word (a test function's name, a marker).
"""
import re

ATTACKERS = [f"A{number}" for number in range(1, 28)]
CHECKLIST_SECTIONS = ("Network", "Identity", "Money", "Secrets and privacy", "Operations", "Build")
ROW = re.compile(r"^\|\s*(?P<id>[A-Z]+\d+)\s*\|(?P<claim>[^|]*)\|(?P<proof>[^|]*)\|\s*$")
PROOF = re.compile(r"`([^`]+)`")
PAGE = "SECURITY.md"


def check(tree):
    if PAGE not in tree.paths():
        return [f"{PAGE}: missing"]
    rows = {}
    findings = []
    for number, line in enumerate(tree.text(PAGE).splitlines(), 1):
        row = ROW.match(line)
        if not row:
            continue
        if row["id"] in rows:
            findings.append(f"{PAGE}:{number}: {row['id']} stands twice")
        rows[row["id"]] = number
        if not row["claim"].strip():
            findings.append(f"{PAGE}:{number}: {row['id']} does not say what must hold")
        findings += _proofs(tree, number, row)
    findings += [f"{PAGE}: no row {name}" for name in ATTACKERS if name not in rows]
    findings += [f"{PAGE}: no section {name!r}" for name in CHECKLIST_SECTIONS if f"### {name}\n" not in tree.text(PAGE)]
    return findings


def _proofs(tree, number, row):
    proofs = PROOF.findall(row["proof"])
    if not proofs:
        yield f"{PAGE}:{number}: {row['id']} names no test"
    for proof in proofs:
        path, _, word = proof.partition("::")
        if path not in tree.paths() or not path.startswith("tests/"):
            yield f"{PAGE}:{number}: {row['id']}: there is no test {path}"
        elif word and not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tree.text(path)):
            yield f"{PAGE}:{number}: {row['id']}: {path} holds no {word}"
