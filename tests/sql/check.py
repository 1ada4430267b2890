#!/usr/bin/env python3
"""Does the SQL of `personabook sql` come to the same as `personabook score`?

Runs the queries in DuckDB, PostgreSQL and Apache Spark on the lists of tests/accounts and on generated ones, and compares row by row and column
by column. For Snowflake and BigQuery sqlglot only tells whether they parse. The calculator of the page, run by Node.js, is one more engine: it gets the
same accounts, and says their fit.

    check.py PROGRAM [--engines duckdb,postgres,spark] [--rows 1000]
"""

import argparse
import csv
import datetime
import json
import math
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TODAY = "2026-11-28"
SCORED = 18
NUMBERS = {
    "fit_points", "fit_points_possible", "fit_maximum", "fit_percent", "fit_percent_possible", "engagement",
    "engagement_possible", "points", "points_possible", "framework", "framework_possible",
}

# The columns of a table of accounts, with their types.
EVERYTHING = {
    "account": "text", "Company size": "number", "country": "text", "o'clock": "text", "order": "flag", "group": "text",
    "mixed": "text", "perhaps": "text", "count": "text", "rank": "number", "bant budget": "number", "drop off": "number", "decider": "flag",
    "live on": "text",
}
SHOP = {
    "account": "text", "employees": "number", "country": "text", "email": "text", "goods": "text", "bant_budget": "number",
    "drop_off": "number", "decider": "flag", "live_on": "text",
}


def program(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"personabook {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


class Case:
    """A model, a table of accounts and one of events."""

    def __init__(self, name, root, icp, qualification, columns, rows, events, original=None, separator=","):
        self.name, self.root, self.icp, self.qualification = name, root, icp, qualification
        self.columns, self.rows, self.events = columns, rows, events
        self.original, self.separator = original, separator

    def arguments(self):
        model = ["--root", self.root, "--icp", self.icp, "--today", TODAY]
        return model + (["--qualification", self.qualification] if self.qualification else [])

    def sql(self, dialect):
        return program("sql", "--dialect", dialect, *self.arguments())

    def scored(self, folder):
        """What `score` says of each account."""
        accounts, events, out = folder / "accounts.csv", folder / "events.csv", folder / "scored.csv"
        if self.original:
            shutil.copy(self.original, accounts)
        else:
            write(accounts, list(self.columns), [[in_a_list(value) for value in row] for row in self.rows])
        arguments = ["score", accounts, "--out", out, *self.arguments()]
        if self.qualification:
            write(events, ["account", "signal", "date"], self.events)
            arguments += ["--events", events]
        program(*arguments)
        with open(out, newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file, delimiter=self.separator))
        header, found = lines[0][-SCORED:], {}
        for line in lines[1:]:
            found[plain(line[0])] = dict(zip(header, line[-SCORED:]))
        out.unlink()
        if self.original:
            # Rows that cannot be used are told by `score`, and in no table.
            self.rows = [row for row in self.rows if row[0] in found]
        return found, self.separator == ";"


def plain(cell):
    """Without the mark that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def in_a_list(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else repr(value)
    return str(value)


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def generated(count, seed):
    """Accounts with every kind of value in every column, and what they did."""
    chance = random.Random(seed)

    def odd(word):
        word = chance.choice([word, word.upper(), word.lower(), word.title()])
        return chance.choice(["", "", " ", "\t"]) + word + chance.choice(["", "", " "])

    nothing = [None, None, "", "  ", "NaN", "nan"]

    def text(words):
        return odd(chance.choice(words)) if chance.random() < 0.75 else chance.choice(nothing)

    def number(numbers):
        return float(chance.choice(numbers)) if chance.random() < 0.75 else chance.choice([None, math.nan])

    def flag():
        return chance.choice([True, False, None])

    def parts(words):
        several = [odd(chance.choice(words)) for _ in range(chance.choice([1, 1, 2, 3]))]
        return chance.choice([";", "; ", ", "]).join(several) if chance.random() < 0.8 else chance.choice(nothing)

    rows = []
    for index in range(count):
        account = chance.choice(["Anna's \"Shoes\" {}", "=Böhm & Co; {}", "Ünïcode ☃ {}", "a\\'b -- {}", "${{x}} {}", "Élan {}"])
        sizes = [-1, 0, 2, 2.5, 10, 10.5, 19.999, 20, 200, 200.001, 500.5, 5000, 5000.5, 1e6]
        rows.append([
            account.format(index),
            number(sizes),
            text(["nl", "be", "de", "épinal", "fr", "onbekend", "n/a", "'?'", "x"]),
            parts(["services", "it's", "a\\'b", "bags", "sjaals", "mutsen", "shoes", "gambling", "tabak", "y"])
            if chance.random() < 0.9 else "sjaals; mutsen",
            flag(),
            text(["a", "b;c"]),
            chance.choice(["5", "5.0", "05", "+5", ".5", "0.50", "five", "7", "7; zeven", "zeven;8", "-3", "-3.0", "1;-3;x", "min", "9", "", None, "NaN"]),
            text(["true", "false", "yes", "nee", "JA", "x", "-", "1", "0", "misschien", "nooit"]),
            chance.choice(["1", "1.0", "2.5", "3", "x", "4", "y", "", None]),
            number([1, 2.5, 7, 4, 1000, 0]),
            number([0, 4, 10, 9.9995, 11, -1, 3.14159]),
            number([0, 0.5, 1, 20, 20.5, 50, 50.001, 80, 81]),
            flag(),
            chance.choice(["2027-03-01", "soon\nor later", "", None]),
        ])
    today = datetime.date.fromisoformat(TODAY)
    events = []
    for row in rows:
        for _ in range(chance.choice([0, 0, 1, 2, 3, 7])):
            name = chance.choice([row[0], row[0].upper(), " " + row[0] + " "])
            signal = chance.choice(["Demo-request", "demo request", "DEMO_REQUEST", "prices", "Prices ", "vacancies", "complaint", "unknown"])
            day = today - datetime.timedelta(days=chance.choice([-3, 0, 1, 7, 14, 30, 61, 200, 4000]))
            events.append([name, signal, day.isoformat()])
    events += [[rows[0][0], "prices", TODAY]] * 1234
    events += [["Nobody we know", "prices", TODAY]]
    return rows, events


def of_a_list(name, columns, separator, events):
    """A list of tests/accounts as typed rows; rows with what no typed column holds, such as bands, are left out."""
    path = HERE.parent / "accounts" / name
    bare = lambda title: "".join(letter for letter in title.lower() if letter.isalnum())
    with open(path, newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file, delimiter=separator))
    places = {bare(title): place for place, title in enumerate(lines[0])}
    rows = []
    for line in lines[1:]:
        if len(line) != len(lines[0]):
            continue
        row = [line[0]]
        for column, kind in list(columns.items())[1:]:
            place = places.get(bare(column))
            cell = line[place].strip() if place is not None else ""
            if kind == "number" and cell:
                if separator == ";":
                    cell = cell.replace(".", "").replace(",", ".")
                try:
                    cell = float(cell)
                except ValueError:
                    break
            if kind == "flag":
                known = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False, "": None}
                if cell.lower() not in known:
                    break
                cell = known[cell.lower()]
            row.append(None if cell == "" else cell)
        else:
            rows.append(row)
    return rows, events, path


def cases(count):
    leads, book = HERE.parent / "leads", HERE / "book"
    rows, events = generated(count, 17)
    for qualification in [None, "lead", "endless", "plain"]:
        yield Case(f"generated, {qualification}", book, "everything", qualification, EVERYTHING, rows, events)
    with open(HERE.parent / "accounts/crm-export/events.csv", newline="", encoding="utf-8") as file:
        did = list(csv.reader(file))[1:]
    days = {"10-11-2026": "2026-11-10"}
    did = [[name, signal, days.get(day, day[:10])] for name, signal, day in did if "/" not in day]
    for name, separator in [("crm-export/accounts.csv", ";"), ("fit-only/list.csv", None), ("damaged-rows/accounts.csv", None)]:
        path = HERE.parent / "accounts" / name
        head = path.read_text(encoding="utf-8", errors="replace").splitlines()[0]
        separator = separator or max(",;\t|", key=head.count)
        try:
            rows, events, path = of_a_list(name, SHOP, separator, did)
        except UnicodeDecodeError:
            continue
        if rows:
            for qualification in [None, "lead", "prose"]:
                yield Case(f"{name}, {qualification}", leads, "shop", qualification, SHOP, rows, events, path, separator)


class DuckDb:
    dialect = "duckdb"
    types = {"text": "VARCHAR", "number": "DOUBLE", "flag": "BOOLEAN"}

    def __init__(self):
        import duckdb
        self.connection = duckdb.connect()

    def query(self, case, sql):
        run = self.connection.execute
        columns = ", ".join(f"{quoted(name, chr(34))} {self.types[kind]}" for name, kind in case.columns.items())
        run(f"CREATE OR REPLACE TABLE accounts ({columns})")
        run("CREATE OR REPLACE TABLE events (account VARCHAR, signal VARCHAR, date DATE)")
        run(f"INSERT INTO accounts VALUES {values(case.rows)}")
        if case.events:
            run(f"INSERT INTO events VALUES {values(case.events)}")
        done = run(sql)
        names = [column[0] for column in done.description]
        return [dict(zip(names, row)) for row in done.fetchall()]

    def close(self):
        self.connection.close()


def values(rows):
    """As rows of an INSERT; the database reads the texts as the types of its columns."""
    text = lambda value: "NULL" if value is None else quoted(in_a_list(value), "'")
    return ",\n".join("(" + ", ".join(map(text, row)) + ")" for row in rows)


def quoted(name, mark):
    return mark + name.replace(mark, mark * 2) + mark


class Postgres:
    """A server of its own in a temporary folder, which stops at the end. It does not run as root."""

    dialect = "postgres"
    types = {"text": "TEXT", "number": "DOUBLE PRECISION", "flag": "BOOLEAN"}

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        self.programs = found[-1].parent if found else Path(shutil.which("initdb")).parent
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.folder = Path(tempfile.mkdtemp(prefix="personabook-postgres-"))
        if self.user:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.run("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {self.port} -c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "-D", self.folder / "data", "-o", options, "-l", self.folder / "log", "-w", "start")

    def run(self, name, *arguments, text=None):
        command = [*self.user, self.programs / name, *arguments]
        done = subprocess.run(list(map(str, command)), input=text, capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            raise SystemExit(f"{name}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def psql(self, script):
        connection = ["-h", self.folder, "-p", self.port, "-U", "postgres", "-d", "postgres"]
        return self.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *connection, "-f", "-", text=script)

    def query(self, case, sql):
        columns = ", ".join(f"{quoted(name, chr(34))} {self.types[kind]}" for name, kind in case.columns.items())
        script = f"""SET client_min_messages = warning;
            DROP TABLE IF EXISTS accounts, events, result;
            CREATE TABLE accounts ({columns});
            CREATE TABLE events (account TEXT, signal TEXT, date DATE);
            INSERT INTO accounts VALUES {values(case.rows)};
            """
        if case.events:
            script += f"INSERT INTO events VALUES {values(case.events)};\n"
        script += f"CREATE TABLE result AS\n{sql};\nCOPY result TO STDOUT (FORMAT csv, HEADER);\n"
        lines = list(csv.reader(self.psql(script).splitlines(keepends=True)))
        return [dict(zip(lines[0], line)) for line in lines[1:]]

    def close(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    dialect = "spark"

    def __init__(self):
        from pyspark.sql import SparkSession
        builder = SparkSession.builder.master("local[2]").appName("personabook")
        for name, value in {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR",
            "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1500m",
        }.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()

    def query(self, case, sql):
        from pyspark.sql import types
        kinds = {"text": types.StringType(), "number": types.DoubleType(), "flag": types.BooleanType()}
        fields = [types.StructField(name, kinds[kind]) for name, kind in case.columns.items()]
        accounts = self.session.createDataFrame([tuple(row) for row in case.rows], types.StructType(fields))
        accounts.createOrReplaceTempView("accounts")
        day = datetime.date.fromisoformat
        events = [(name, signal, day(date)) for name, signal, date in case.events]
        kinds = [("account", types.StringType()), ("signal", types.StringType()), ("date", types.DateType())]
        schema = types.StructType([types.StructField(*kind) for kind in kinds])
        self.session.createDataFrame(events, schema).createOrReplaceTempView("events")
        return [row.asDict() for row in self.session.sql(sql).collect()]

    def close(self):
        self.session.stop()


YES, NO = ["true", "yes", "y", "ja", "j", "waar", "x", "1"], ["false", "no", "n", "nee", "onwaar", "0", "-"]


class Page:
    """The calculator on the page of the profile. It knows the values that somebody chose, so what a list means by its words is read here."""

    dialect = "duckdb"

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="personabook-page-"))

    def query(self, case, sql):
        site = self.folder / case.root.name
        program("build", "--root", case.root, "--output", site)
        model = json.loads(program("model", "--format", "json", "--root", case.root, "--icp", case.icp))
        words = (HERE.parent.parent / f"languages/{model['language']}.toml").read_text(encoding="utf-8")
        words = tomllib.loads(words)["words"]
        model = model["icp"]
        missing = {field: [word.strip().lower() for word in words] for field, words in model["scorecard"].get("missing_values", {}).items()}
        asked = {}
        conditions = [level["when"] for criterion in model["scorecard"]["criteria"] for level in criterion["levels"]]
        conditions += [stop["when"] for stop in model.get("disqualifiers", []) if "when" in stop]
        while conditions:
            when = conditions.pop()
            conditions += when.get("all", []) + when.get("either", []) + ([when["not"]] if "not" in when else [])
            wanted = [one for key in ("any", "contains", "matches_none") for one in when.get(key, [])]
            kinds = {type(one) for one in wanted} | ({float} if {"min", "max", "above", "below"} & set(when) else set())
            asked.setdefault(when.get("field"), set()).update(kinds)

        def chosen(field, value):
            text = in_a_list(value).strip()
            if text.lower() in ["", "nan", *missing.get(field, [])] or in_a_list(value) in missing.get(field, []):
                return None
            if isinstance(value, float) and any(value == float(word) for word in missing.get(field, []) if number(word)):
                return None
            if bool in asked[field] and text.lower() in YES + NO:
                return text.lower() in YES
            if {int, float} & asked[field] and number(text):
                return float(text)
            return text

        fields = list(case.columns)[1:]
        accounts = [{field: chosen(field, value) for field, value in zip(fields, row[1:]) if field in asked} for row in case.rows]
        accounts = [{field: value for field, value in values.items() if value is not None} for values in accounts]
        given = self.folder / "accounts.json"
        said = {key: words[f"account_{key}"] for key in ("open", "unknown", "no_level")}
        given.write_text(json.dumps({"accounts": accounts, "said": said}), encoding="utf-8")
        rules = site / "icps" / f"{case.icp}-rules.js"
        command = ["node", HERE / "page.mjs", HERE.parent.parent / "static/fit-score.js", rules, given]
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
        return [{"account": row[0], **found} for row, found in zip(case.rows, json.loads(done.stdout))]

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def number(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


ENGINES = {"page": Page, "duckdb": DuckDb, "postgres": Postgres, "spark": Spark}


def differences(case, engine, found, wanted, comma_decimals):
    wrong, accounts = [], {row[0] for row in case.rows}
    if len(found) != len(case.rows):
        wrong.append(f"{len(found)} rows where there are {len(case.rows)}")
    for row in found:
        account = row["account"]
        score = wanted.get(account) or wanted.get(plain(account))
        if account not in accounts or score is None:
            wrong.append(f"no such account: {account!r}")
            continue
        for column, cell in score.items():
            if engine == "page" and column not in row:
                continue
            value = row[column]
            if engine == "page" and column == "reasons":
                # What the lead did and said stands behind it.
                cell = cell[: len(value)]
            if column in NUMBERS:
                cell = cell.replace(",", ".") if comma_decimals else cell
                same = (value in (None, "")) == (cell == "") and (cell == "" or float(value) == float(cell))
            else:
                if comma_decimals and column == "reasons":
                    # Between digits, as a list that is written the Dutch way has it.
                    value, cell = value.replace(".", ","), cell.replace(".", ",")
                same = (value or "") == plain(cell)
            if not same:
                wrong.append(f"{account!r}: {column} is {value!r}, and {cell!r} in score; {case.rows[[r[0] for r in case.rows].index(account)]}")
    return [f"{case.name}, {engine}: {one}" for one in wrong]


def parsed(sql, dialect):
    import sqlglot
    statements = sqlglot.parse(sql, dialect=dialect)
    if len(statements) != 1 or type(statements[0]).__name__ != "Select":
        return [f"{dialect}: {len(statements)} statements, {[type(one).__name__ for one in statements]}"]
    return []


def main():
    global PROGRAM
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--rows", type=int, default=1000)
    options = parser.parse_args()
    PROGRAM = str(Path(options.program).resolve())
    every, wrong, compared = list(cases(options.rows)), [], 0
    with tempfile.TemporaryDirectory() as folder:
        scored = [case.scored(Path(folder)) for case in every]
    for dialect in ["duckdb", "postgres", "spark", "snowflake", "bigquery"]:
        for case in every:
            wrong += parsed(case.sql(dialect), dialect)
    print(f"{len(every)} models and lists, {len(wrong)} of their queries for 5 databases do not parse", flush=True)
    for name in filter(None, options.engines.split(",")):
        began = time.monotonic()
        engine = ENGINES[name]()
        try:
            for case, (wanted, comma_decimals) in zip(every, scored):
                found = engine.query(case, case.sql(engine.dialect))
                compared += len(found)
                wrong += differences(case, name, found, wanted, comma_decimals)
        finally:
            engine.close()
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    for one in wrong[:20]:
        print(one)
    if wrong or not compared and options.engines:
        sys.exit(f"{len(wrong)} differences in {compared} rows")
    print(f"{compared} rows are scored alike")


if __name__ == "__main__":
    main()
