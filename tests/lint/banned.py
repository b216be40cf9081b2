"""Constructs that cost somebody a day: each row says where it may not stand and what to write instead."""
import re
from pathlib import PurePosixPath

from source_tree import CPP, line_of

EVERYWHERE = ("gateway", "ui", "app", "tests")
PRODUCT = ("gateway", "ui", "app")
SCREEN = ("ui", "app")

# (folders, endings, pattern, what to do instead). Patterns see code without comments, literals blanked to quotes.
ROWS = [
    (SCREEN, CPP, r"\bQ(Table|List|Tree)Widget\b(?!Item\b)", "item widgets do not diff: RowTableModel and a view"),
    (("ui",), CPP, r"(\.|->)exec\s*\(", "a nested event loop: open(), popup() or show()"),
    (SCREEN, CPP, r"\bQ(MessageBox::(question|warning|information|critical|about)|InputDialog::get\w+|FileDialog::get\w+)\s*\(",
     "a nested event loop: make the dialog and open() it"),
    (("ui",), CPP, r"\bQEventLoop\b|\bprocessEvents\s*\(", "a nested event loop in the screen's thread"),
    (("ui",), CPP, r"\bwaitFor\w+\s*\(|\bQThread::(m|u)?sleep\s*\(|\bsleep_(for|until)\s*\(", "the screen's thread may not wait"),
    (EVERYWHERE, CPP, r"(?<![\w.>:])(std::|::)?(system|popen)\s*\(", "no shell: an argument vector"),
    (PRODUCT, CPP, r"\bsetInsecureFallback\b(?!\s*\(\s*false\s*\))", "a secret is never stored in the clear: setInsecureFallback(false)"),
    (EVERYWHERE, CPP, r"(?<![\w.>:])(std::|::)?s?rand\s*\(", "gateway/base/random_id or <random>"),
    (PRODUCT, CPP, r"\bstartCommand\s*\(", "no command lines to split: an argument vector"),
    (("gateway",), CPP, r"\bstd::(basic_)?w?regex\b", "a backtracking expression on foreign data"),
    (("tests",), CPP, r"\bsleep_(for|until)\s*\(|\bQThread::(m|u)?sleep\s*\(|\bqSleep\s*\(|\bqWait\s*\(|(?<![\w.>:])(::)?(u|nano)?sleep\s*\(",
     "tests wait for a condition: QTRY_*, QSignalSpy or a fake clock"),
    (("tests",), (".py",), r"\btime\.sleep\s*\(", "tests wait for a condition"),
    (("tests",), CPP, r"\bQ(SKIP|EXPECT_FAIL)\b|\bGTEST_SKIP\b", "a test that cannot run must fail"),
    (("tests",), (".py",), r"\bskip(If|Unless|Test)?\s*\(|\bSkipTest\b|\bexpectedFailure\b", "a test that cannot run must fail"),
    (PRODUCT + ("tests",), (".hpp",), r"^\s*using\s+namespace\b", "a header opens no namespace"),
]
# Patterns that must see the literals.
LITERAL_ROWS = [
    (EVERYWHERE, CPP, r'"(?:/bin/|/usr/bin/)?(?:ba|da)?sh"[^;]{0,80}"-c"', "no shell: an argument vector"),
    (EVERYWHERE, (".py",), r"shell\s*=\s*True|\bos\.system\s*\(", "no shell: an argument vector"),
]
# Marks of unfinished work, in comments too.
MARKS = re.compile(r"\b(FIXME|XXX|HACK)\b|\bTODO\b(?!\([a-z][\w.-]*\):)")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|core)(_|$)")


def check(tree):
    findings = []
    for rows, view in ((ROWS, tree.bare), (LITERAL_ROWS, tree.code)):
        for folders, ends, pattern, instead in rows:
            for path in tree.under(*folders, ends=ends):
                if path.startswith("tests/lint/"):
                    continue
                text = view(path) if path.endswith(CPP) else tree.text(path)
                for match in re.finditer(pattern, text, re.MULTILINE):
                    findings.append(f"{path}:{line_of(text, match.start())}: {match[0].strip()}: {instead}")
    for path in tree.under(*EVERYWHERE):
        findings += co_awaits(path, tree.bare(path))
    findings += _names_and_marks(tree)
    return findings


def _names_and_marks(tree):
    for path in tree.under("gateway", "ui", "app", "tests", "packaging", ".ci", ends=CPP + (".py", ".sh", ".txt", ".cmake", ".mjs", "run")):
        if path.startswith("tests/lint/"):
            continue
        for match in MARKS.finditer(tree.text(path)):
            yield f"{path}:{line_of(tree.text(path), match.start())}: {match[0]}: finish it, or TODO(owner): with a name"
        if path.endswith(CPP) and VAGUE.search(PurePosixPath(path).stem):
            yield f"{path}:1: a name that says what kind of thing it is, not what it does"
        if path.endswith(".hpp") and not tree.text(path).startswith("//"):
            yield f"{path}:1: a header opens with a comment: what it is for, which thread runs it, who owns it"
        if path.endswith(".hpp") and "#pragma once" not in tree.text(path):
            yield f"{path}:1: #pragma once is missing"


def co_awaits(path, bare):
    """g++ 12 destroys twice what is made inside a co_await expression: a lambda with captures, an aggregate in braces."""
    for match in re.finditer(r"\bco_await\b", bare):
        line = line_of(bare, match.start())
        operand = _operand(bare, match.end())
        if re.search(r"\bco_await\b", operand):
            yield f"{path}:{line}: one co_await a statement"
        if re.search(r"(?<![\w)\]])\s*\[\s*[^\]\s][^\]]*\]\s*(\(|\{|mutable|noexcept)", operand):
            yield f"{path}:{line}: a capturing lambda inside co_await: name it first"
        elif re.search(r"(?:[\w>]|[(,]\s*|\breturn\s+)\{", re.sub(r"\[\s*\]\s*(\([^()]*\))?\s*\{", " ", operand)):
            yield f"{path}:{line}: a braced aggregate inside co_await: name it first"


def _operand(text, begin):
    """From `begin` to the end of the expression: the semicolon, or the parenthesis that encloses the co_await."""
    depth = 0
    for at in range(begin, len(text)):
        sign = text[at]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                return text[begin:at]
        elif sign == ";" and depth == 0:
            return text[begin:at]
    return text[begin:]
