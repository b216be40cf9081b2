"""The project's files as the lints see them: what git knows or would add, with comments and literals blanked on request.

Blanking keeps every line break and every column, so that a finding's line number is the file's own.
"""
import re
import subprocess
from functools import lru_cache
from pathlib import Path

CPP = (".cpp", ".hpp")
_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'                                   # comments
    r'|R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"'          # raw strings
    r'|"(?:\\.|[^"\\\n])*"'                                 # strings
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'",               # characters, but not digit separators
    re.DOTALL)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return _TOKEN.sub(lambda m: _blank(m[0]) if m[0][:2] in ("//", "/*") else m[0], text)


def without_literals(text):
    """Comments and the inside of string and character literals are blanked; the quotes stay."""
    def blank(m):
        if m[0][:2] in ("//", "/*"):
            return _blank(m[0])
        first = m[0].index('"') if '"' in m[0][:2] else 0
        return m[0][:first + 1] + _blank(m[0][first + 1:-1]) + m[0][-1]
    return _TOKEN.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class Tree:
    def __init__(self, root):
        self.root = Path(root).resolve()

    @lru_cache(maxsize=None)
    def paths(self):
        """Every file git tracks or would add, relative to the root; without git every file outside build/."""
        listed = subprocess.run(["git", "-C", str(self.root), "ls-files", "-co", "--exclude-standard", "-z"],
                                capture_output=True, check=False)
        if listed.returncode == 0 and listed.stdout:
            names = sorted({name for name in listed.stdout.decode().split("\0") if name})
        else:
            names = sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())
            names = [name for name in names if not name.startswith("build/") and "node_modules/" not in name]
        return [name for name in names if (self.root / name).is_file()]

    def under(self, *folders, ends=CPP):
        return [p for p in self.paths() if p.startswith(tuple(f + "/" for f in folders)) and p.endswith(ends)]

    @lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    @lru_cache(maxsize=None)
    def code(self, path):
        return without_comments(self.text(path))

    @lru_cache(maxsize=None)
    def bare(self, path):
        return without_literals(self.text(path))

    def includes(self, path):
        """(line, header, True for angle brackets) of each #include."""
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', self.code(path), re.MULTILINE):
            yield line_of(self.text(path), match.start()), match[2], match[1] == "<"
