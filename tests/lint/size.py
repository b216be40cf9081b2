"""The size ratchet: a file ends at 500 lines, a function at 70. What is over may only be let in by name, and only shrink.

size_allowance.txt holds one line an exception: PATH LINES for a file, PATH::FUNCTION LINES for a function. A line that allows
more than there is fails too, so that the figure follows the code down.
"""
import ast
import re

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
ALLOWANCE = "tests/lint/size_allowance.txt"
# What may stand between the last statement and a signature without being part of it.
BEFORE_SIGNATURE = re.compile(r".*\b(?:Q_SLOTS|Q_SIGNALS|public|private|protected)\s*:(?!:)|\s*Q_[A-Z_]+\b(?:\([^)]*\))?", re.DOTALL)


def check(tree):
    allowed = _allowance(tree)
    seen = {}
    for path in tree.under("gateway", "ui", "app", "tests", "packaging", ends=(".cpp", ".hpp", ".py", ".sh", ".mjs")):
        lines = tree.text(path).count("\n")
        if lines > FILE_LINES_MAX:
            seen[path] = (f"{path}:1", f"file has {lines} lines, at most {FILE_LINES_MAX}", lines)
        for name, begin, length in functions(tree, path):
            if length > FUNCTION_LINES_MAX:
                seen[f"{path}::{name}"] = (f"{path}:{begin}", f"{name} has {length} lines, at most {FUNCTION_LINES_MAX}", length)
    findings = [f"{place}: {complaint}" for key, (place, complaint, lines) in seen.items() if lines > allowed.get(key, 0)]
    for key, lines in allowed.items():
        now = seen[key][2] if key in seen else 0
        if now < lines:
            findings.append(f"{ALLOWANCE}: {key} may have {lines} lines and has {now or 'shrunk below the limit'}: lower or drop the line")
    return findings


def _allowance(tree):
    if ALLOWANCE not in tree.paths():
        return {}
    rows = [line.rsplit(None, 1) for line in tree.text(ALLOWANCE).splitlines() if line.strip() and not line.startswith("#")]
    return {key: int(lines) for key, lines in rows}


def functions(tree, path):
    if path.endswith(".py"):
        return _python_functions(tree.text(path))
    return _cpp_functions(tree.bare(path)) if path.endswith((".cpp", ".hpp")) else []


def _python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def _cpp_functions(bare):
    """Yields (name, first line, lines) of each function body that stands in a namespace or a type."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m[0]), bare, flags=re.MULTILINE)
    head_begin = 0
    depth = 0           # of braces inside the function being read; zero outside of functions
    for match in re.finditer(r"[{};]", code):
        sign, at = match[0], match.start()
        if depth:
            depth += {"{": 1, "}": -1, ";": 0}[sign]
            if depth or code[at + 1:].lstrip()[:1] in (",", "{"):
                continue    # still inside, or a brace in a constructor's initialisers: the head goes on
            begin, name = _signature(code, head_begin, body)
            if code[at + 1:].lstrip()[:1] != ")":
                first = code.count("\n", 0, begin) + 1
                yield name, first, code.count("\n", 0, at) + 2 - first
        elif sign == "{" and "(" in code[head_begin:at] and not _is_type(code[head_begin:at]):
            depth, body = 1, at
            continue
        head_begin = at + 1


def _signature(code, begin, end):
    while found := BEFORE_SIGNATURE.match(code, begin, end):
        begin = found.end()
    head = code[begin:end]
    found = re.search(r"([\w:~]+|operator\s*\S+)\s*\(", head)
    return begin + len(head) - len(head.lstrip()), found[1] if found else "function"


def _is_type(head):
    """True for the head of a namespace or type, though it may hold parentheses (alignas, decltype, a macro)."""
    plain = re.sub(r"template\s*<[^{]*?>\s*(?=\b(?:class|struct|union)\b)", " ", head, flags=re.DOTALL)
    plain = BEFORE_SIGNATURE.sub(" ", plain)
    return bool(re.match(r"\s*(inline\s+)?(namespace|class|struct|union|enum|extern)\b", plain)) and \
        not re.search(r"\)\s*(const|noexcept|\s)*$", plain)
