"""`./quartier lock`: from requirements/*.in, exact versions with hashes for every machine and Python we support."""

import argparse
import subprocess
import sys

from quartier.commands import ROOT

OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("./quartier lock", description="Lock the versions named in requirements/*.in.")
    parser.add_argument("--upgrade", action="store_true", help="to the newest versions allowed there")
    options = parser.parse_args(arguments)
    upgrade = ["--upgrade"] if options.upgrade else []
    folder = ROOT / "requirements"
    # The tests' versions come second: they keep to the server's.
    for inputs, output in (
        (("run.in",), "run.txt"),
        (("run.in", "test.in"), "test.txt"),
        (("chat.in",), "chat.txt"),
        (("node.in",), "node.txt"),
    ):
        sources = [str((folder / name).relative_to(ROOT)) for name in inputs]
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *upgrade, *sources]
        target = str((folder / output).relative_to(ROOT))
        if subprocess.run(
            [*command, "--output-file", target], cwd=ROOT, check=False, stdout=subprocess.DEVNULL
        ).returncode:
            return 1
        print(f"{target}: {sum('==' in line for line in (folder / output).read_text().splitlines())} packages")
    return 0
