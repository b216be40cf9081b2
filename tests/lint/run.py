"""One lint over the project. Usage: run.py layers|size|banned|translations|root_entries|security --root DIR, or run.py program_links --program FILE."""
import argparse
import importlib
import sys

from source_tree import Tree

sys.dont_write_bytecode = True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lint", choices=["layers", "size", "banned", "translations", "root_entries", "security", "program_links"])
    parser.add_argument("--root")
    parser.add_argument("--program")
    options = parser.parse_args()
    module = importlib.import_module(options.lint)
    findings = list(module.check(options.program if options.lint == "program_links" else Tree(options.root)))
    for finding in findings:
        print(finding)
    print(f"{options.lint}: {len(findings)} finding(s)")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
