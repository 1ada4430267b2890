#!/usr/bin/env python3
"""How fast the query of `personabook sql` runs in DuckDB and Apache Spark, over generated accounts, on this machine.

    bench/sql.py PROGRAM [--rows 10000000] [--engines duckdb,spark]

Needs the packages duckdb and pyspark, and Java 17 for Spark. Each account has half an event on average. The tables are Parquet files in a temporary
folder; the result is written as Parquet too, so that nothing is left out.
"""

import argparse
import shutil
import subprocess
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
    parser.add_argument("--engines", default="duckdb,spark")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="personabook-sql-"))
    try:
        import duckdb
        connection = duckdb.connect()
        for name, query in [("accounts", ACCOUNTS), ("events", EVENTS)]:
            connection.execute(f"COPY ({query.format(rows=options.rows)}) TO '{folder}/{name}.parquet'")
        for engine in options.engines.split(","):
            command = [options.program, "sql", "--dialect", engine, *MODEL]
            sql = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            began = time.monotonic()
            (in_duckdb if engine == "duckdb" else in_spark)(folder, sql)
            taken = time.monotonic() - began
            print(f"{engine}: {options.rows} accounts in {taken:.1f} s, {options.rows / taken:,.0f} a second", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def in_duckdb(folder, sql):
    import duckdb
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    for name in ("accounts", "events"):
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder}/{name}.parquet'")
    connection.execute(f"COPY ({sql}) TO '{folder}/duckdb.parquet'")


def in_spark(folder, sql):
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    began = time.monotonic()
    for name in ("accounts", "events"):
        session.read.parquet(f"{folder}/{name}.parquet").createOrReplaceTempView(name)
    session.sql(sql).write.parquet(f"{folder}/spark.parquet")
    print(f"spark without its start: {time.monotonic() - began:.1f} s", flush=True)
    session.stop()


if __name__ == "__main__":
    main()
