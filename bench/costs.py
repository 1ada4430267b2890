"""How the cost of personabook grows with mistakes and with sizes: doubles each twice and prints CPU seconds and exponents.

    python3 bench/costs.py target/release/personabook [name ...]

An exponent of 1 is linear. Below a tenth of a second they say little: raise SCALE, the number of times each size is larger.
"""

import math
import os
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
WANTED = sys.argv[2:]
SCALE = int(os.environ.get("SCALE", "1"))
PERSONA = "content/personas/b.toml"
HEAD = 'name = "B"\n'


def rows(count, row):
    return "".join(row(number) for number in range(count))


def body(count, row):
    return {"content/pages/x.md": '+++\nname = "X"\n+++\n' + rows(count, row)}


def persona(count, row, before="", after=""):
    return {PERSONA: HEAD + before + rows(count, row) + after}


def files(count, path, row):
    return {path.format(number): row(number) for number in range(count)}


def parent(number):
    return f'parent = "s{number - 1}"\n' if number else ""


# name: (first size, command, book of that size)
CASES = {
    "unknown references in tables": (4000, "check", lambda n: persona(n, lambda i: f'[[relations]]\npersona = "zz{i}"\n')),
    "unknown ids in a list": (8000, "check", lambda n: persona(n, lambda i: f'"zz{i}",', "jobs = [", "]\n")),
    "no TOML": (16000, "check", lambda n: {PERSONA: "garbage here\n" * n}),
    "no TOML in front matter": (16000, "check", lambda n: {"content/personas/b.md": "+++\n" + "garbage here\n" * n + "+++\n"}),
    "no TOML in personabook.toml": (16000, "check", lambda n: {"personabook.toml": "garbage here\n" * n}),
    "unknown keys": (8000, "check", lambda n: persona(n, lambda i: f"k{i} = 1\n")),
    "wrong claims": (8000, "check", lambda n: persona(n, lambda _: '{ txt = "x" },', "goals = [", "]\n")),
    "numbers in tags": (8000, "check", lambda n: persona(n, lambda _: "5,", "tags = [", "]\n")),
    "wrong values in tables": (8000, "check", lambda n: persona(n, lambda _: "[[relations]]\npersona = 1\n")),
    "the same table": (8000, "check", lambda n: persona(n, lambda _: "[decision]\n")),
    "the same key": (8000, "check", lambda n: persona(n, lambda _: 'age = "x"\n')),
    "open brackets": (50000, "check", lambda n: persona(n, lambda _: "[[[")),
    "open strings": (50000, "check", lambda n: persona(n, lambda _: 'a = "x\n')),
    "unknown links in a text": (8000, "check", lambda n: body(n, lambda i: f"[a](persona:zz{i})\n")),
    "unknown links in one line": (8000, "check", lambda n: body(n, lambda i: f"[a](persona:zz{i}) ")),
    "unknown links by name": (8000, "check", lambda n: body(n, lambda i: f"[a][r{i}]\n\n[r{i}]: persona:zz{i}\n\n")),
    "unknown footnotes": (8000, "check", lambda n: body(n, lambda i: f"So[^zz{i}]. ")),
    "unknown links in a field": (8000, "check", lambda n: persona(n, lambda i: f"[a](persona:zz{i}) \\u00e9", 'summary = "', '"\n')),
    "missing images": (8000, "check", lambda n: body(n, lambda i: f"![a](zz{i}.png)\n")),
    "a mistake in each file": (1000, "check", lambda n: files(n, "content/personas/p{}.toml", lambda i: f'name = "P"\n[[relations]]\npersona = "q{i}"\n')),
    "a circle of parents": (1000, "check", lambda n: files(n, "content/jobs/s{}.toml", lambda i: f'name = "S"\nstatement = "s"\nparent = "s{(i + 1) % n}"\n')),
    "empty lines": (1000000, "check", lambda n: {"content/pages/x.toml": "\n" * n}),
    "a committee": (250, "build", lambda n: {"content/icps/x.toml": 'name = "I"\n' + '[[committee]]\nrole = "champion"\nconcerns = ["c"]\n' * n}),
    "steps of a decision": (500, "build", lambda n: {"content/icps/x.toml": 'name = "I"\n' + '[[decision_process]]\nstep = "s"\ntakes = "2 weeks"\n' * n}),
    "free pages": (200, "build", lambda n: files(n, "content/pages/e{}.md", lambda i: f'+++\nname = "E{i}"\n+++\nText.\n')),
    "a chain of jobs": (500, "build", lambda n: files(n, "content/jobs/s{}.toml", lambda i: f'name = "S{i}"\nstatement = "s"\n' + parent(i))),
    "a chain of segments": (500, "build", lambda n: files(n, "content/segments/s{}.toml", lambda i: f'name = "S{i}"\n' + parent(i))),
    "jobs below one job": (500, "build", lambda n: files(n, "content/jobs/s{}.toml", lambda i: f'name = "S{i}"\nstatement = "s"\n' + ('parent = "s0"\n' if i else ""))),
    "personas": (100, "build", lambda n: files(n, "content/personas/p{}.toml", lambda i: f'name = "P{i}"\n')),
    "relations": (100, "build", lambda n: files(n, "content/personas/p{}.toml", lambda i: f'name = "P{i}"\n[[relations]]\npersona = "p{(i + 1) % n}"\nhow = "x"\n')),
    "ideal customers": (250, "build", lambda n: files(n, "content/icps/s{}.toml", lambda i: f'name = "S{i}"\n')),
    "paths": (100, "build", lambda n: files(n, "content/paths/p{}.toml", lambda i: f'name = "P{i}"\n[[milestones]]\nname = "a"\n[[milestones.steps]]\ntitle = "t"\n')),
    "terms, each with its tag": (200, "build", lambda n: files(n, "content/terms/p{}.toml", lambda i: f'name = "P{i}"\nmeaning = "x"\ntags = ["t{i}"]\n')),
    "stages of a journey": (100, "build", lambda n: {"content/journeys/s.toml": 'name = "S"\npersonas = ["mika"]\n' + rows(n, lambda i: f'[[stages]]\nname = "a{i}"\nemotion = {i % 3 - 1}\n')}),
    "outcomes of a job": (250, "build", lambda n: {"content/jobs/x.toml": 'name = "I"\nstatement = "s"\n' + rows(n, lambda i: f'[[outcomes]]\nstatement = "s{i}"\nimportance = {i % 10}\nsatisfaction = {i * 7 % 10}\n')}),
}


def measured(command, book):
    """CPU seconds, and bytes that were said or written."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PROGRAM, "init", "b"], cwd=folder, check=True, capture_output=True)
        for path, text in book.items():
            path = os.path.join(folder, "b", path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = subprocess.run([PROGRAM, command, "--root", "b", "--today", "2026-11-01"], cwd=folder, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        site = os.walk(os.path.join(folder, "b", "public"))
        size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in site for name in names)
        return after.ru_utime - before.ru_utime, size or len(output.stdout)


def exponents(values):
    pairs = zip(values, values[1:])
    return ", ".join(f"{math.log2(max(later, 1e-3) / max(first, 1e-3)):.1f}" for first, later in pairs)


for name, (first, command, book) in CASES.items():
    if WANTED and name not in WANTED:
        continue
    sizes = [first * SCALE * factor for factor in (1, 2, 4)]
    seconds, written = zip(*(measured(command, book(size)) for size in sizes))
    print(f"{name}: {sizes[0]} to {sizes[-1]}: CPU {', '.join(f'{one:.2f}' for one in seconds)} s ({exponents(seconds)}), bytes {written[-1]:,} ({exponents(written)})", flush=True)
