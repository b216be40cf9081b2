"""The rules between rooms (who may include whom) and what each engine room may lean on."""
import re
from pathlib import PurePosixPath

ENGINE_MAY_USE_QT = ("gateway/store/", "gateway/secrets/", "gateway/runbook/targets/")
MAY_USE_QPROCESS = ("gateway/runbook/targets/", "gateway/store/backup")
QT_OF_THE_SCREEN = re.compile(
    r"^(Qt(Gui|Widgets|Charts|Svg|PrintSupport)(/|$)"
    r"|Q(Gui|Widget|MainWindow|Dialog|Application|Painter|Pixmap|Image|Icon|Color|Font|Brush|Pen|Chart|Action|Menu|Clipboard|Screen|Window"
    r"|Style|Palette|Label|PushButton|Abstract(Button|ItemView)|TableView|Layout|Shortcut))")
# A pure room works out an answer: it opens nothing and starts nothing. limits/ has the one lock of the request path.
PURE_ROOMS = ("gateway/dialect/", "gateway/routing/", "gateway/limits/")
OPENS_OR_STARTS = re.compile(
    r"^(boost/(asio|beast)([./]|$)|thread$|future$|condition_variable$|semaphore$|barrier$|latch$|fstream$|filesystem$|sys/|netinet/|arpa/"
    r"|netdb\.h$|poll\.h$|unistd\.h$|fcntl\.h$|pthread\.h$|openssl/ssl\.h$)")
LOCKS = re.compile(r"^(mutex|shared_mutex)$")
# Folders whose .def list names leaves: one .cpp each, none of which knows another.
SQL_WRITES = re.compile(r'"\s*(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b', re.IGNORECASE)


def check(tree):
    findings = []
    for path in tree.under("gateway", "ui", "app"):
        for line, header, angled in tree.includes(path):
            for complaint in _complaints(path, header, angled):
                findings.append(f"{path}:{line}: {complaint}")
    findings += _leaves(tree)
    findings += _writers(tree)
    return findings


def _complaints(path, header, angled):
    if path.startswith("gateway/"):
        yield from _engine(path, header)
    if path.startswith("ui/"):
        if header.startswith("gateway/") and header != "gateway/base/error_codes.def":
            yield f"ui/ may include gateway/base/error_codes.def only, not {header}"
        if header.startswith("app/"):
            yield f"ui/ may not include the wiring in app/: {header}"
    if angled and header.startswith(("gateway/", "ui/", "app/")):
        yield f"project headers stand in quotes: {header}"
    if not angled and header.startswith(("../", "./")):
        yield f"include from the root, not relative: {header}"


def _engine(path, header):
    if header.startswith(("ui/", "app/")):
        yield f"gateway/ may not include {header}"
    if QT_OF_THE_SCREEN.search(header):
        yield f"gateway/ has no screen: {header}"
    elif re.match(r"Q(t?[A-Z])", header):
        if not path.startswith(ENGINE_MAY_USE_QT):
            yield f"Qt stays in gateway/store and gateway/secrets: {header}"
        if header.endswith("QProcess") and not path.startswith(MAY_USE_QPROCESS):
            yield f"QProcess stays in runbook/targets and store/backup: {header}"
    if path.startswith(PURE_ROOMS):
        if OPENS_OR_STARTS.search(header):
            yield f"{path.split('/')[1]}/ does no I/O and knows no threads: {header}"
        if LOCKS.search(header) and not path.startswith("gateway/limits/"):
            yield f"{path.split('/')[1]}/ has no locks: {header}"
        if header.startswith(("gateway/net/", "gateway/store/", "gateway/control/", "gateway/admin/", "gateway/engine/")):
            yield f"{path.split('/')[1]}/ may not lean on {header}"
    if path.startswith("gateway/pipeline/"):
        if header.startswith(("gateway/net/", "gateway/store/", "gateway/admin/")) or re.match(r"boost/(asio|beast)", header):
            yield f"pipeline/ reaches the network through its port only: {header}"


def _snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _leaf_stems(tree, definition):
    """File stems that the list names: GW_PAGE(overview, Overview, …) names overview and overview_page."""
    folder = str(PurePosixPath(definition).parent)
    kind = PurePosixPath(definition).stem.rstrip("s")
    words = set()
    for match in re.finditer(r"^\s*GW_\w+\(([^\n]*)\)", tree.code(definition), re.MULTILINE):
        words |= {_snake(word) for word in re.findall(r"\w+", match[1])}
    stems = {PurePosixPath(p).stem for p in tree.under(folder, ends=(".cpp",)) if str(PurePosixPath(p).parent) == folder}
    return folder, {stem for stem in stems if stem in words or (stem.endswith("_" + kind) and stem[:-len(kind) - 1] in words)}


def _leaves(tree):
    for definition in [p for p in tree.paths() if p.startswith(("gateway/", "ui/", "app/")) and p.endswith(".def")]:
        folder, stems = _leaf_stems(tree, definition)
        if definition == "gateway/base/error_codes.def":
            continue
        for path in [f"{folder}/{stem}{end}" for stem in sorted(stems) for end in (".cpp", ".hpp")]:
            if path not in tree.paths():
                continue
            own = PurePosixPath(path).stem
            for line, header, _ in tree.includes(path):
                other = PurePosixPath(header)
                if str(other.parent) == folder and other.stem in stems and other.stem != own:
                    yield f"{path}:{line}: a leaf may not include the leaf {header}"


def _writers(tree):
    """control/ alone changes state, through gateway/store: statements that write stand nowhere else."""
    for path in tree.under("gateway", "app", "ui"):
        if path.startswith(("gateway/store/", "gateway/runbook/")):
            continue
        code = tree.code(path)
        for match in SQL_WRITES.finditer(code):
            yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: a statement that writes stands outside gateway/store"
