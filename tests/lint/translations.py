"""zh_CN is complete: every text in the sources has a finished translation with the same places (%1, %n).

lupdate writes into a copy, so the check changes nothing; what it adds or leaves unfinished is missing.
"""
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

CHINESE = "translations/gatehouse_zh_CN.ts"
PLURALS = "translations/gatehouse_en.ts"
PLACE = re.compile(r"%(?:L?\d+|n)")


def check(tree):
    missing = [f"{path}: the file is missing" for path in (CHINESE, PLURALS) if path not in tree.paths()]
    if missing:
        return missing
    with tempfile.TemporaryDirectory() as scratch:
        fresh = {path: shutil.copy(tree.root / path, scratch) for path in (CHINESE, PLURALS)}
        _update(tree, fresh[CHINESE], [])
        _update(tree, fresh[PLURALS], ["-pluralonly"])
        return list(_unfinished(CHINESE, fresh[CHINESE], 1)) + list(_unfinished(PLURALS, fresh[PLURALS], 2))


def lupdate():
    beside = [str(path) for path in Path("/usr/lib").glob("qt6/bin")]
    found = shutil.which("lupdate", path=os.pathsep.join(beside + [os.environ.get("PATH", "")]))
    if not found:
        raise SystemExit("translations: lupdate is missing; run packaging/bootstrap build")
    return found


ERROR = re.compile(r'^GW_ERROR\([^"]*"[A-Z0-9_]*", *\d+, *("(?:\\.|[^"\\])*")\)', re.MULTILINE)


def _error_sentences(tree, folder):
    """error_codes.def as something lupdate reads: its sentences are translated by ui/bridge/error_text.cpp."""
    codes = tree.root / "gateway/base/error_codes.def"
    if not codes.is_file():
        return []
    made = Path(folder) / "error_codes.cpp"
    made.write_text("".join(f'QT_TRANSLATE_NOOP("ErrorCode", {text})\n' for text in ERROR.findall(codes.read_text(encoding="utf-8"))), encoding="utf-8")
    return [str(made)]


def _update(tree, target, options):
    # As packaging/translations/update does; GW_TEXT marks a text of the engine without translating it there (conventions.md).
    sources = [str(tree.root / folder) for folder in ("ui", "app", "gateway") if (tree.root / folder).is_dir()]
    sources += _error_sentences(tree, Path(target).parent)
    command = [lupdate(), "-silent", "-locations", "none", "-no-ui-lines", "-I", str(tree.root), "-tr-function-alias",
               "QT_TRANSLATE_NOOP+=GW_TEXT", *options, *sources, "-ts", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"translations: lupdate failed: {done.stderr.strip()}")


def _unfinished(name, fresh, forms):
    for context in xml.parse(fresh).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            state = translation.get("type")
            if state in ("vanished", "obsolete"):
                continue
            where = f"{name}: {context.findtext('name')}: \"{message.findtext('source')}\""
            plural = message.get("numerus") == "yes"
            texts = [form.text or "" for form in translation.iter("numerusform")] if plural else [translation.text or ""]
            if state == "unfinished" or not all(text.strip() for text in texts) or not texts:
                yield f"{where}: not translated"
            elif plural and len(texts) != forms:
                yield f"{where}: {len(texts)} plural forms, {forms} wanted"
            else:
                yield from _places(where, message.findtext("source"), texts)


def _places(where, source, texts):
    # A plural form may say "one" instead of %n, so %n may be left out, never added.
    wanted = set(PLACE.findall(source))
    for text in texts:
        found = set(PLACE.findall(text))
        if found - wanted or (wanted - found) - {"%n"}:
            yield f"{where}: the translation has other places than the text"
