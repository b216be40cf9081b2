"""What may stand at the root, and no path of one machine anywhere in the tree."""
import re

ROOT_ENTRIES = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "SECURITY.md", "CHANGELOG.md", ".ci", ".clang-format", ".clang-tidy",
    ".gitignore", ".gitattributes", ".editorconfig", "app", "gateway", "ui", "resources", "translations", "tests", "packaging"}
# Put together here, so that this file does not find itself.
MACHINE_PATH = re.compile("(?<![\\w.}])/(" + "|".join(("work", "farm", "root", "home")) + ")/[A-Za-z]")
BINARY = (".png", ".ico", ".svg", ".ttf", ".otf", ".woff2", ".gz", ".db")


def check(tree):
    findings = [f"{name}: at the root beside the agreed names"
                for name in sorted({path.split("/")[0] for path in tree.paths()} - ROOT_ENTRIES)]
    for path in tree.paths():
        if path.endswith(BINARY) or "/corpus/" in path:
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if found := MACHINE_PATH.search(line):
                findings.append(f"{path}:{number}: a path of one machine: {found[0]}…")
    return findings
