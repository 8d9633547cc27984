#!/usr/bin/env python3
"""SQL over NDJSON against DuckDB, and the size of Parquet against gzip NDJSON: `python3 scale/bench/sql.py`.

It builds the programs, makes documents, measures, and writes scale/bench/sql.json, of which docs/performance.md has a section, and the table in
scale/README.md. Each time is the best of
several runs of a whole process; the file is in the cache of the system then. Without the network, DuckDB is left out.
"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
SCALE = HERE.parent
ROOT = SCALE.parent
SCHEMA = ROOT / "tests/corpus/small/1.0.0"
MODEL = "Loan"

# The same questions in both dialects: names are written as in the documents.
QUERIES = {
    "four of the properties": 'SELECT "state", count(*) AS n, avg("deposit") AS d, max("dueOn") AS m FROM {table} GROUP BY "state" ORDER BY n DESC, 1',
    "a property of a model": "SELECT tool['kind'] AS k, count(*) AS n FROM {table} GROUP BY 1 ORDER BY n DESC, 1",
    "rows of a list": "SELECT count(*) AS n FROM (SELECT unnest(fees) AS f FROM {table})",
}


def run(args, **more):
    return subprocess.run([str(it) for it in args], check=True, **more)


def best(runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def duckdb_python(folder):
    """A Python that has DuckDB, or None."""
    try:
        venv.create(folder, with_pip=True)
        python = folder / "bin/python"
        run([python, "-m", "pip", "install", "--quiet", "duckdb"], stderr=subprocess.DEVNULL)
        return python
    except (OSError, subprocess.CalledProcessError):
        print("skipped: DuckDB cannot be installed here", file=sys.stderr)
        return None


def machine():
    """As the benchmarks of the main workspace describe it."""
    def value(path, key):
        try:
            lines = pathlib.Path(path).read_text().splitlines()
        except OSError:
            return ""
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")

    kilobytes = int((value("/proc/meminfo", "MemTotal").split() or ["0"])[0])
    return {
        "processor": value("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": os.cpu_count(),
        "memory": round(kilobytes * 1024 / 1e9),
        "system": f"{platform.system().lower()} on {platform.machine()}",
        "rustc": subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip(),
    }


def seconds(time):
    return f"{time:.2f} s" if time else "not measured"


def sheet(figures):
    """What docs/performance.md shows: columns, rows and notes."""
    size = figures["bytes"]
    notes = [
        f"{figures['documents']} documents of `{MODEL}`: NDJSON {size['ndjson'] / 1e6:.0f} MB, gzip {size['gzip'] / 1e6:.1f} MB, Parquet with zstd "
        f"{size['parquet'] / 1e6:.1f} MB. Whole processes, the best of {figures['runs']} runs."
    ]
    if figures["start"]:
        notes.append(f"Python with DuckDB takes {figures['start']:.2f} s of its times to start.")
    return {
        "title": "SQL over NDJSON, and over Parquet made of it",
        "columns": ["query", "spectable-scale", "DuckDB `read_json`", "spectable-scale, of Parquet"],
        "rows": [[name, seconds(it["ndjson"]), seconds(it["duckdb"]), seconds(it["parquet"])] for name, it in figures["queries"].items()],
        "notes": notes,
        "command": "python3 scale/bench/sql.py",
        "machine": machine(),
    }


def table(sheet):
    machine = sheet["machine"]
    rows = [sheet["columns"], ["---"] * len(sheet["columns"]), *sheet["rows"]]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([*lines, "", " ".join([*sheet["notes"], f"{machine['cores']} cores of {machine['processor']}."])])


def write_readme(text):
    readme = SCALE / "README.md"
    before, rest = readme.read_text().split("<!-- sql.py -->\n", 1)
    _, after = rest.split("<!-- end -->", 1)
    readme.write_text(f"{before}<!-- sql.py -->\n{text}\n<!-- end -->{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", default="bench", help="the profile of cargo")
    args = parser.parse_args()
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", SCALE / "target"))
    run(["cargo", "build", "--locked", "--profile", args.profile, "-p", "spectable-scale"], cwd=SCALE)
    scale = target / {"bench": "release", "dev": "debug"}.get(args.profile, args.profile) / "spectable-scale"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        measure(args, scale, folder)


def measure(args, scale, folder):
    lines, parquet = folder / "loans.ndjson", folder / "loans.parquet"
    with open(lines, "wb") as out:
        sample = ["sample", MODEL, "--schema", SCHEMA, "--count", args.documents, "--format", "ndjson"]
        run(["cargo", "run", "--locked", "--quiet", "--release", "-p", "spectable-cli", "--", *sample], cwd=ROOT, stdout=out)
    with open(lines, "rb") as text, gzip.open(folder / "loans.ndjson.gz", "wb", 6) as out:
        shutil.copyfileobj(text, out)
    described = ["--model", MODEL, "--schema", SCHEMA]
    run([scale, "convert", lines, *described, "--to", "parquet", "--out", parquet, "--quiet"])
    python = duckdb_python(folder / "venv")
    figures = {"documents": args.documents, "runs": args.runs, "queries": {}}
    figures["bytes"] = {"ndjson": lines.stat().st_size, "gzip": (folder / "loans.ndjson.gz").stat().st_size, "parquet": parquet.stat().st_size}
    for name, query in QUERIES.items():
        def ours(file, more=()):
            return lambda: run([scale, "sql", query.format(table="data"), file, *more], stdout=subprocess.DEVNULL)

        def duck(sql=query.format(table=f"read_json('{lines}', format = 'newline_delimited')")):
            run([python, "-c", "import duckdb, sys; duckdb.sql(sys.argv[1]).fetchall()", sql], stdout=subprocess.DEVNULL)

        figures["queries"][name] = {
            "ndjson": best(args.runs, ours(lines, described)),
            "parquet": best(args.runs, ours(parquet)),
            "duckdb": best(args.runs, duck) if python else None,
        }
    figures["start"] = best(args.runs, lambda: duck("SELECT 1")) if python else None
    saved = sheet(figures)
    (HERE / "sql.json").write_text(json.dumps(saved, indent=2, ensure_ascii=False) + "\n")
    text = table(saved)
    write_readme(text)
    print(text)


if __name__ == "__main__":
    main()
