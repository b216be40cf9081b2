"""Runs a program with a home, a session bus and a keyring of its own: with_keyring.py keyring|none PROGRAM [ARGUMENT …].

keyring: under dbus-run-session with the real gnome-keyring-daemon, its login keyring made and unlocked. none: no bus at all.
The password of the keyring is in KEYRING_PASSWORD; nothing of the person's own session is seen or touched.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

PASSWORD = "keyring password of a test"
PATIENCE_S = 20


def private_environment(home):
    kept = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK")
            and not name.startswith(("GATEWAY_", "XDG_"))}
    folders = {"HOME": home, "XDG_RUNTIME_DIR": f"{home}/run", "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config",
               "XDG_CACHE_HOME": f"{home}/cache", "XDG_STATE_HOME": f"{home}/state"}
    for folder in folders.values():
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return {**kept, **folders, "QT_QPA_PLATFORM": "offscreen", "KEYRING_PASSWORD": PASSWORD}


def owns_secrets():
    asked = subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                            "string:org.freedesktop.secrets"], capture_output=True, text=True, check=False)
    return "boolean true" in asked.stdout


def inside(program):
    daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    daemon.stdin.write(PASSWORD.encode())
    daemon.stdin.close()
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not owns_secrets():
            if time.monotonic() > deadline or daemon.poll() is not None:
                print("with_keyring: gnome-keyring-daemon did not start", file=sys.stderr)
                return 1
        # A process each: libsecret ties its connection to the first thread of a process that uses it.
        listed = subprocess.run([*program, "-functions"], capture_output=True, text=True, check=False).stdout
        functions = [line.removesuffix("()") for line in listed.split() if line.endswith("()")]
        return max((subprocess.run([*program, function], check=False).returncode for function in functions), default=1)
    finally:
        daemon.terminate()
        daemon.wait()


def main():
    mode, program = sys.argv[1], sys.argv[2:]
    if mode == "inside":
        return inside(program)
    home = tempfile.mkdtemp(prefix="gatehouse-keyring-")
    try:
        environment = private_environment(home)
        environment["KEYRING_MODE"] = mode
        if mode == "none":
            return subprocess.run(program, env=environment, check=False).returncode
        command = ["dbus-run-session", "--", sys.executable, "-B", os.path.abspath(__file__), "inside", *program]
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
