"""The headless program links nothing of the screen and no keychain of a desktop, and its binary is hardened."""
import re
import subprocess

SCREEN = re.compile(r"libQt6(Gui|Widgets|Charts|Svg|OpenGL\w*|PrintSupport|DBus)\.so|libX11|libxcb|libwayland|libGL\b|libqt6keychain|libsecret")


def check(program, hardened=True):
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    findings = [f"{program}: links {line.split()[0]}" for line in linked.splitlines() if SCREEN.search(line)]
    if hardened:
        head = subprocess.run(["readelf", "-W", "-h", "-l", "-d", program], capture_output=True, text=True, check=True).stdout
        for wanted, pattern in (("a position-independent executable", r"Type:\s+DYN"), ("RELRO", r"GNU_RELRO"),
                                ("immediate binding", r"FLAGS_1.*\bNOW\b|BIND_NOW")):
            if not re.search(pattern, head):
                findings.append(f"{program}: is not linked with {wanted}")
    return findings
