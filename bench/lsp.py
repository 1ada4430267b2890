#!/usr/bin/env python3
"""Measures how long after a keystroke an editor is told what is wrong, and how long other answers take.

python3 bench/lsp.py target/release/personabook /tmp/book [median, in ms, that it must stay below]

The book is one that `generate` made. A persona is opened, and a letter typed into a link and taken back, 40 times. CPU is
the time of all cores together: believe it, and not the clock, on a machine that does other things.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

program, book = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
limit = float(sys.argv[3]) if len(sys.argv) > 3 else None
server = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
asked = 0


def send(message):
    text = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
    server.stdin.flush()


def receive():
    length = 0
    while line := server.stdout.readline().strip():
        name, value = line.split(b":")
        if name == b"Content-Length":
            length = int(value)
    return json.loads(server.stdout.read(length))


def ask(method, params):
    global asked
    asked += 1
    send({"id": asked, "method": method, "params": params})
    while True:
        message = receive()
        if message.get("id") == asked and "method" not in message:
            return message


def shown(uri):
    while True:
        message = receive()
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
            return message["params"]["diagnostics"]


begin = time.perf_counter()
ask("initialize", {"capabilities": {}, "rootUri": book.as_uri()})
send({"method": "initialized", "params": {}})
personas = sorted((book / "content" / "personas").glob("*.md"))
path = next(path for path in personas if "](" in path.read_text().split("+++", 2)[2])
uri, text = path.as_uri(), path.read_text()
send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "text": text}}})
place = text.index("](", text.index("+++", 3)) + 2
wrong = text[:place] + "x" + text[place:]
at = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 0}}
ask("textDocument/references", {**at, "context": {}})
print(f"ready after {(time.perf_counter() - begin) * 1000:.0f} ms")

def cpu():
    """The CPU time of the server so far, in ms; 0 where the system does not tell."""
    try:
        fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


times = []
before = cpu()
for turn in range(80):
    typed = wrong if turn % 2 == 0 else text
    begin = time.perf_counter()
    change = {"textDocument": {"uri": uri, "version": turn}, "contentChanges": [{"text": typed}]}
    send({"method": "textDocument/didChange", "params": change})
    found = shown(uri)
    times.append((time.perf_counter() - begin) * 1000)
    assert turn % 2 == 1 or found, "nothing is wrong"
times.sort()
median = statistics.median(times)
print(f"what is wrong: median {median:.1f} ms, 9 of 10 below {times[len(times) * 9 // 10]:.1f} ms, most {times[-1]:.1f} ms, CPU {(cpu() - before) / len(times):.1f} ms")

for method in ["completion", "hover", "definition", "references"]:
    begin = time.perf_counter()
    for _ in range(10):
        ask(f"textDocument/{method}", {**at, "context": {}})
    print(f"{method}: {(time.perf_counter() - begin) * 100:.1f} ms")
ask("shutdown", None)
send({"method": "exit"})
server.wait()
if limit and median > limit:
    sys.exit(f"more than {limit} ms")
