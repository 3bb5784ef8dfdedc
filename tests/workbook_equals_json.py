#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The workbook read back says what the JSON says: workbook_equals_json.py PROGRAM BLUEPRINT SCRATCH"""
import json
import math
import pathlib
import subprocess
import sys

import openpyxl

program, blueprint, scratch = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
scratch.mkdir(parents=True, exist_ok=True)
failures = []


def alike(found, wanted):
    """A workbook keeps 16 digits of a number."""
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(alike, found, wanted))
    if isinstance(wanted, float):
        return isinstance(found, (int, float)) and math.isclose(found, wanted, rel_tol=1e-15)
    return found == wanted


def expect(what, found, wanted):
    if not alike(found, wanted):
        failures.append(f"{what}: {found!r}, expected {wanted!r}")


def run(*words):
    for name in ("a", "b"):
        book, result = scratch / f"{name}.xlsx", scratch / "a.json"
        words_of_output = ["--xlsx", str(book), "--json", str(result), "--quiet", "--reproducible"]
        status = subprocess.run([program, *words, *words_of_output], check=False).returncode
        if status not in (0, 99):
            sys.exit(f"{words}: exit code {status}")
    expect("the same bytes", (scratch / "a.xlsx").read_bytes() == (scratch / "b.xlsx").read_bytes(), True)
    return openpyxl.load_workbook(scratch / "a.xlsx"), json.loads((scratch / "a.json").read_text())


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def no_formulas(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    failures.append(f"{sheet.title}!{cell.coordinate} is a formula: {cell.value}")


def figure(estimate):
    return [estimate.get(key) for key in ("value", "low", "high")]


# Texts that a spreadsheet would take for formulas.
names = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"]
book, result = run("run", blueprint, "--replications", "20", "--set", f"blueprint.name={json.dumps(names[0])}")
no_formulas(book)
expect("sheets", book.sheetnames, ["Answer", "Touchpoints", "Staff by interval", "Measures", "Replications"])
expect("name", book["Answer"]["A1"].value, names[0])
for sheet in book.sheetnames[1:]:
    expect(f"{sheet}: frozen", book[sheet].freeze_panes, "B2")
expect("chart", len(book["Touchpoints"]._charts), 1)

measures = rows(book["Measures"])
expect("measures", [row[0] for row in measures], list(result["measures"]))
for path, unit, value, low, high, confidence, replications, observations, reason in measures:
    estimate = result["measures"][path]
    expect(path, [value, low, high], figure(estimate))
    expect(path, [unit, confidence, replications, observations, reason],
           [estimate["unit"], estimate["confidence"], estimate["replications"], estimate["observations"],
            estimate.get("reason")])

expect("touchpoints", len(rows(book["Touchpoints"])) > 0, True)
for row in rows(book["Touchpoints"]):
    for place, measure in enumerate((".time.mean", ".wait.mean", ".failure", ".abandonment")):
        estimate = result["measures"].get(row[1] + measure, {})
        expect(row[1] + measure, row[2 + 3 * place : 5 + 3 * place], figure(estimate))

points = [(series["staff"], point) for series in result["series"] for point in series["points"]]
staff = rows(book["Staff by interval"])
expect("staff", len(staff), len(points))
for row, (pool, point) in zip(staff, points):
    keys = ("from", "on_duty", "busy", "occupancy", "queue_mean", "queue_p5", "queue_p95")
    expect(pool, row, [pool, *[point.get(key) for key in keys]])

columns = result["replications"]
expect("columns", [cell.value for cell in book["Replications"][1]], ["replication", *columns])
table = rows(book["Replications"])
expect("replications", len(table), 20)
for place, path in enumerate(columns):
    expect(path, [row[place + 1] for row in table], columns[path]["values"])

targets = [[cell.value for cell in row] for row in book["Answer"].iter_rows()]
for target in result["targets"]:
    row = next(row for row in targets if row[:2] == [target["path"], target["expression"]])
    expect(target["path"], row[2:8], [target["status"], target["unit"], *figure(target), target.get("margin")])

book, result = run("compare", blueprint, "--replications", "10")
no_formulas(book)
found = rows(book["Scenarios"])
wanted = [(each["name"], difference) for each in result["alternatives"] for difference in each["differences"]]
measures_of = {each["name"]: each["measures"] for each in result["alternatives"]}
expect("differences", len(found), len(wanted))
for row, (name, difference) in zip(found, wanted):
    expect(name, row[:2], [name, difference["path"]])
    sides = [figure(measures_of[side].get(difference["path"], {})) for side in ("base", name)]
    # Intervals of what is judged hold together: they are wider than those of the measures alone.
    shown = 1 if difference["simultaneous"] else 3
    expect(difference["path"], row[3 : 3 + shown] + row[6 : 6 + shown], sides[0][:shown] + sides[1][:shown])
    expect(difference["path"], row[9:13], [*figure(difference), difference["verdict"]])

if failures:
    sys.exit("\n".join(failures[:20]))
