"""Every command that the README shows runs."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

BLOCKS = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)
INSTALLING = ("make ", "pip install")  # the tests themselves run in what these made


def blocks(root, language):
    return [
        body for kind, body in BLOCKS.findall((root / "README.md").read_text("utf-8")) if kind == language
    ]


def commands(root):
    lines = [line.split("#")[0].strip() for body in blocks(root, "sh") for line in body.splitlines()]
    return [line for line in lines if line and not line.startswith(INSTALLING)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, pytestconfig):
    """A folder where the README's examples stand, and pages/ of the reader's own."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("examples", "pages"):
        shutil.copytree(
            pytestconfig.rootpath / "examples" / ("" if name == "examples" else "pages"), folder / name
        )
    return folder


def run(command, folder):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PATH": path},
        shell=isinstance(command, str),
        capture_output=True,
        text=True,
    )


@pytest.fixture
def port():
    """A free port, for the one that the README shows may be in use."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(command, folder):
    """A command that serves until it is ended, from when it says that it does."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PATH": path},
        shell=True,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout.readline().startswith("Open http://127.0.0.1:"), command
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def test_the_commands_of_the_readme_run_in_their_order(folder, pytestconfig, port):
    shown = [command.replace("8010", str(port)) for command in commands(pytestconfig.rootpath)]
    assert len(shown) >= 10
    with ExitStack() as servers:
        run_all(shown, folder, port, servers)


def run_all(shown, folder, port, servers):
    for command in shown:
        if command.endswith("kg serve"):
            servers.enter_context(serving(f"{command} --port {port}", folder))
            continue
        done = run(command, folder)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if command.startswith("kg query"):
            assert len(done.stdout.splitlines()) > 1, command


def test_the_python_of_the_readme_runs(folder, pytestconfig):
    for body in blocks(pytestconfig.rootpath, "python"):
        done = run([sys.executable, "-c", body], folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_make_commands_of_the_readme_are_targets(pytestconfig):
    makefile = (pytestconfig.rootpath / "Makefile").read_text("utf-8")
    named = set(re.findall(r"^make (\w+)", "\n".join(blocks(pytestconfig.rootpath, "sh")), re.MULTILINE))
    assert {"demo", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
