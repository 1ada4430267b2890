#!/usr/bin/env python3
"""How fast the query of `personabook sql` runs in DuckDB and Apache Spark, and how fast `personabook score` is beside it, over generated accounts, on
this machine.

    bench/sql.py PROGRAM [--rows 10000000] [--engines score,score-accounts,duckdb-csv,duckdb,spark]

Needs the packages duckdb and pyspark, and Java 17 for Spark. Each account has half an event on average. `score` reads CSV and writes CSV, and so does
`duckdb-csv` with the same files; the tables of `duckdb` and `spark` are Parquet files, and their results too, so that nothing is left out. All lie in a
temporary folder. The largest memory of `score` is told, which does not grow with the accounts (it does with the events); `score-accounts` leaves the events
out.
"""

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODEL = ["--root", str(ROOT / "tests/leads"), "--icp", "shop", "--qualification", "lead", "--today", "2026-11-28"]

ACCOUNTS = """
SELECT 'Account ' || i AS account,
  CASE WHEN i % 10 = 0 THEN NULL ELSE CAST(hash(i) % 800 AS DOUBLE) END AS employees,
  ['NL', 'be', 'DE', NULL][CAST(1 + hash(i + 1) % 4 AS INTEGER)] AS country,
  ['work', 'private', NULL][CAST(1 + hash(i + 2) % 3 AS INTEGER)] AS email,
  ['shoes', 'services', 'bags', NULL][CAST(1 + hash(i + 3) % 4 AS INTEGER)] AS goods,
  CASE WHEN i % 3 = 0 THEN CAST(hash(i + 4) % 12 AS DOUBLE) END AS bant_budget,
  CASE WHEN i % 4 = 0 THEN CAST(hash(i + 5) % 100 AS DOUBLE) END AS drop_off,
  CASE WHEN i % 2 = 0 THEN hash(i + 6) % 2 = 0 END AS decider,
  CASE WHEN i % 5 = 0 THEN '2027-03-01' END AS live_on
FROM range({rows}) AS numbers(i)
"""

EVENTS = """
SELECT 'account ' || hash(i) % {rows} AS account, ['Demo', 'prices', 'vacancies'][CAST(1 + hash(i + 7) % 3 AS INTEGER)] AS signal,
  DATE '2026-11-28' - CAST(hash(i + 8) % 200 AS INTEGER) AS date
FROM range({rows} // 2) AS numbers(i)
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--engines", default="score,duckdb-csv,duckdb,spark")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    folder = Path(tempfile.mkdtemp(prefix="personabook-sql-"))
    times = {}
    try:
        engines = options.engines.split(",")
        with_csv = bool({"score", "score-accounts", "duckdb-csv"} & set(engines))
        # In a process of its own: Linux counts what a process has when it starts another as that one's memory too.
        generating = multiprocessing.get_context("spawn").Process(target=generate, args=(folder, options.rows, with_csv))
        generating.start()
        generating.join()
        if generating.exitcode != 0:
            sys.exit("the accounts could not be generated")
        for engine in engines:
            run = {"score": with_score, "score-accounts": with_score_of_accounts, "duckdb-csv": in_duckdb_over_csv, "duckdb": in_duckdb, "spark": in_spark}[engine]
            began = time.monotonic()
            told = run(folder, program)
            times[engine] = taken = time.monotonic() - began
            print(f"{engine}: {options.rows} accounts in {taken:.1f} s, {options.rows / taken:,.0f} a second{told or ''}", flush=True)
        if "score" in times and "duckdb-csv" in times:
            print(f"score has {times['duckdb-csv'] / times['score']:.2f} times the speed of DuckDB over the same CSV")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def generate(folder, rows, with_csv):
    import duckdb
    connection = duckdb.connect()
    for name, query in [("accounts", ACCOUNTS), ("events", EVENTS)]:
        connection.execute(f"COPY ({query.format(rows=rows)}) TO '{folder}/{name}.parquet'")
        if with_csv:
            connection.execute(f"COPY (FROM '{folder}/{name}.parquet') TO '{folder}/{name}.csv'")


def query(program, dialect):
    command = [program, "sql", "--dialect", dialect, *MODEL]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def with_score(folder, program, events=("--events", "events.csv")):
    command = [program, "score", "accounts.csv", *events, "--out", "scored.csv", *MODEL]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"score ended with {status}")
    return f", {used.ru_maxrss // 1024} MB at most"


def with_score_of_accounts(folder, program):
    return with_score(folder, program, events=())


def in_duckdb(folder, program, ending="parquet"):
    import duckdb
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    for name in ("accounts", "events"):
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_{ending}('{folder}/{name}.{ending}')")
    connection.execute(f"COPY ({query(program, 'duckdb')}) TO '{folder}/duckdb.{ending}'")


def in_duckdb_over_csv(folder, program):
    in_duckdb(folder, program, "csv")


def in_spark(folder, program):
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    began = time.monotonic()
    for name in ("accounts", "events"):
        session.read.parquet(f"{folder}/{name}.parquet").createOrReplaceTempView(name)
    session.sql(query(program, 'spark')).write.parquet(f"{folder}/spark.parquet")
    print(f"spark without its start: {time.monotonic() - began:.1f} s", flush=True)
    session.stop()


if __name__ == "__main__":
    main()
