#!/usr/bin/env python3
"""Compares what it costs to check a book with what it costs to build it: user CPU seconds, medians of so many rounds in turn.

python3 bench/check.py target/release/personabook /tmp/book [rounds, 3 unless told]

The book is one that `generate` made. Checking should take at most half of building. The site is built into a new folder each time.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile

program, book = os.path.abspath(sys.argv[1]), sys.argv[2]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3


def user(*arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([program, *arguments, "--root", book], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


times = {"check": [], "check --advice": [], "build": []}
for _ in range(rounds):
    times["check"].append(user("check"))
    times["check --advice"].append(user("check", "--advice"))
    with tempfile.TemporaryDirectory() as folder:
        times["build"].append(user("build", "--output", os.path.join(folder, "site")))
medians = {name: statistics.median(values) for name, values in times.items()}
for name, seconds in medians.items():
    print(f"{name}: {seconds:.2f} s user, {seconds / medians['build']:.2f} of a build")
if medians["check --advice"] > medians["build"] / 2:
    sys.exit("checking takes more than half of building")
