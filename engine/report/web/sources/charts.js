// SPDX-License-Identifier: MIT
import * as Plot from "@observablehq/plot";
import { clock, clockAxis, durationUnit } from "./scales.js";

const colors = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)", "var(--series-6)"];
const muted = "var(--muted)";
const style = { background: "transparent", color: "inherit", fontFamily: "inherit", fontSize: "12px", overflow: "visible" };

/// Names can be long; what is cut stands in the table.
const widthOf = (text) => [...text].reduce((width, each) => width + (each > "\u2e7f" ? 12.5 : 7), 0);
function fitted(name, most) {
  if (widthOf(name) <= most) return name;
  const letters = [...name];
  while (letters.length > 1 && widthOf(letters.join("")) > most - 8) letters.pop();
  return `${letters.join("")}…`;
}

/// Names beside a chart, in two fifths of its width at the most.
function namesBeside(names, width) {
  const most = Math.min(320, 0.4 * width - 12);
  return { margin: 14 + Math.min(most, Math.max(...names.map(widthOf))), short: (name) => fitted(name, most) };
}

/// A row of names with their colors, in front of a chart.
function legend(names) {
  const list = document.createElement("ul");
  list.className = "legend";
  names.forEach((name, index) => {
    const entry = document.createElement("li");
    const mark = document.createElement("i");
    mark.className = `mark mark-${index + 1}`;
    entry.append(mark, name);
    list.append(entry);
  });
  return list;
}

/// Names above the plot, in as many rows as they need not to touch.
function ticks(data, unit, domain, width) {
  const all = [...data.quantiles.map((each) => ({ ...each, target: false })), ...data.targets.map((each) => ({ ...each, target: true }))]
    .map((each) => ({ ...each, x: each.value / unit.divisor }))
    .filter(({ x }) => x >= domain[0] && x <= domain[1])
    .sort((one, other) => one.x - other.x);
  const scale = (x) => ((x - domain[0]) / (domain[1] - domain[0])) * (width - 80);
  const ends = [];
  for (const each of all) {
    const half = each.name.length * 3.6 + 5;
    const at = scale(each.x);
    let row = ends.findIndex((end) => end < at - half);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = at + half;
    each.row = row;
  }
  const rule = { x: "x", strokeWidth: 1.4 };
  return {
    rows: ends.length,
    marks: [
      Plot.ruleX(all.filter(({ target }) => !target), { ...rule, stroke: muted, strokeDasharray: "3,3" }),
      Plot.ruleX(all.filter(({ target }) => target), { ...rule, stroke: "var(--bad)" }),
      ...[...Array(ends.length).keys()].map((row) =>
        Plot.text(all.filter((each) => each.row === row), {
          x: "x", text: "name", frameAnchor: "top", dy: -6 - 14 * row, lineAnchor: "bottom",
          fill: (each) => (each.target ? "var(--bad)" : "currentColor"),
        })),
    ],
  };
}

/// The time that one journey in a thousand is faster than, of the fastest: what is before it is left out.
function startOf(data) {
  const starts = data.series.map(({ bins }) => {
    const few = bins.reduce((sum, [, , count]) => sum + count, 0) / 1000;
    let below = 0;
    return bins.find(([, , count]) => (below += count) > few)[0];
  });
  return Math.min(...starts);
}

/// The time that one journey in a thousand is slower than, of the slowest.
function endOf(data) {
  const ends = data.series.map(({ bins }) => {
    const few = bins.reduce((sum, [, , count]) => sum + count, 0) / 1000;
    let above = 0;
    return [...bins].reverse().find(([, , count]) => (above += count) > few)[1];
  });
  return Math.max(...ends);
}

/// Bins differ in width, so heights are customers per unit of time.
function histogram(data, width) {
  const { bins } = data.series[0];
  const unit = durationUnit(data.typical);
  const all = bins.reduce((sum, [, , count]) => sum + count, 0);
  const bars = bins.filter(([low, high]) => low >= startOf(data) && high <= endOf(data)).map(([low, high, count]) => ({
    x1: low / unit.divisor, x2: high / unit.divisor, share: count / all, y: (count / all / (high - low)) * unit.divisor,
  }));
  const domain = [Math.min(startOf(data) / unit.divisor, ...data.targets.map(({ value }) => value / unit.divisor)), Math.max(...bars.map(({ x2 }) => x2), ...data.targets.map(({ value }) => value / unit.divisor))];
  const above = ticks(data, unit, domain, width);
  return Plot.plot({
    width, height: 220 + 14 * above.rows, marginBottom: 44, marginTop: 14 + 14 * above.rows, marginLeft: 20, style,
    ariaLabel: "Histogram of journey time",
    x: { label: `Journey time, ${unit.name}`, domain, nice: false },
    y: { axis: null },
    marks: [
      Plot.rectY(bars, { x1: "x1", x2: "x2", y: "y", fill: colors[0], fillOpacity: 0.75, inset: 0.5, rx: 1 }),
      Plot.tip(bars, Plot.pointerX({ x: (each) => (each.x1 + each.x2) / 2, y: "y", title: (each) => `${each.x1.toPrecision(3)} to ${each.x2.toPrecision(3)} ${unit.name}\n${(100 * each.share).toFixed(1)} % of customers` })),
      Plot.ruleY([0]),
      ...above.marks,
    ],
  });
}

function distribution(data, width) {
  const unit = durationUnit(data.typical);
  const lines = data.series.flatMap(({ name, bins }, index) => {
    const all = bins.reduce((sum, [, , count]) => sum + count, 0);
    let below = 0;
    const points = [{ x: Math.max(bins[0][0], startOf(data)) / unit.divisor, y: 0, name, index }];
    for (const [low, high, count] of bins) {
      if (low < startOf(data)) {
        below += count;
        points[0].y = below / all;
        continue;
      }
      if (low / unit.divisor > points[points.length - 1].x) points.push({ x: low / unit.divisor, y: below / all, name, index });
      below += count;
      if (high <= endOf(data)) points.push({ x: high / unit.divisor, y: below / all, name, index });
    }
    return points;
  });
  const domain = [startOf(data) / unit.divisor, Math.max(...lines.map(({ x }) => x), ...data.targets.map(({ value }) => value / unit.divisor))];
  const above = ticks(data, unit, domain, width);
  const chart = Plot.plot({
    width, height: 260 + 14 * above.rows, marginBottom: 44, marginTop: 14 + 14 * above.rows, marginLeft: 50, style,
    ariaLabel: "Share of journeys that are done within a time",
    x: { label: `Journey time, ${unit.name}`, domain },
    y: { label: null, domain: [0, 1], tickFormat: (share) => `${Math.round(100 * share)} %`, grid: true },
    marks: [
      ...above.marks,
      Plot.line(lines, { x: "x", y: "y", z: "name", stroke: (each) => colors[each.index % colors.length], strokeWidth: (each) => (each.index === 0 ? 2.5 : 1.5) }),
      Plot.tip(lines, Plot.pointer({ x: "x", y: "y", title: (each) => `${(100 * each.y).toFixed(1)} % within ${each.x.toPrecision(3)} ${unit.name}\n${each.name}` })),
      Plot.ruleY([0]),
    ],
  });
  return data.series.length > 1 ? [legend(data.series.map(({ name }) => name)), chart] : chart;
}

/// Horizontal bars of one or more parts each.
function bars(data, width) {
  const unit = data.unit === "seconds" ? durationUnit(Math.max(...data.rows.map(({ name }) => data.rows.filter((each) => each.name === name).reduce((sum, { value }) => sum + value, 0)))) : data.unit === "share" ? { divisor: 0.01, name: "%" } : { divisor: 1, name: data.unit };
  const names = [...new Set(data.rows.map(({ name }) => name))];
  const rows = data.rows.map((row) => ({ ...row, x: row.value / unit.divisor }));
  const beside = namesBeside(names, width);
  const chart = Plot.plot({
    width, height: 68 + 26 * names.length, marginBottom: 44, marginLeft: beside.margin, style,
    ariaLabel: data.label,
    x: { label: `${data.axis}, ${unit.name}`, grid: true, ticks: Math.max(3, width / 110) },
    y: { label: null, domain: names, tickFormat: beside.short, tickSize: 0 },
    marks: [
      Plot.barX(rows, { x: "x", y: "name", fill: (row) => colors[data.parts.indexOf(row.part)], order: data.parts.map((part) => part), z: "part", insetTop: 2, insetBottom: 2 }),
      Plot.tip(rows, Plot.pointer(Plot.stackX({ x: "x", y: "name", z: "part", order: data.parts, title: (row) => `${row.name}\n${row.part}: ${row.x.toPrecision(3)} ${unit.name}` }))),
      Plot.ruleX([0]),
    ],
  });
  return data.parts.length > 1 ? [legend(data.parts), chart] : chart;
}

/// What goes wrong most first, and how much of all that is with what is above it.
function pareto(data, width) {
  const all = data.rows.reduce((sum, { value }) => sum + value, 0);
  let sum = 0;
  const rows = data.rows.map((row) => {
    sum += row.value;
    return { ...row, share: row.value / all, total: sum / all };
  });
  const names = rows.map(({ name }) => name);
  const beside = namesBeside(names, width);
  return Plot.plot({
    width, height: 76 + 26 * rows.length, marginBottom: 44, marginLeft: beside.margin, marginRight: 36, style,
    ariaLabel: data.label,
    x: { label: null, domain: [0, 1], grid: true, tickFormat: (share) => `${Math.round(100 * share)} %`, ticks: width < 500 ? 3 : 5 },
    y: { label: null, domain: names, tickFormat: beside.short, tickSize: 0 },
    marks: [
      Plot.barX(rows, { x: "share", y: "name", fill: colors[3], insetTop: 3, insetBottom: 3 }),
      Plot.lineX(rows, { x: "total", y: "name", stroke: "currentColor", strokeWidth: 1.5 }),
      Plot.dot(rows, { x: "total", y: "name", r: 3, fill: "currentColor" }),
      Plot.tip(rows, Plot.pointerY({ x: "total", y: "name", title: (row) => `${row.name}\n${(100 * row.share).toFixed(1)} %, together ${(100 * row.total).toFixed(1)} %` })),
      Plot.ruleX([0]),
    ],
  });
}

const spanOf = (points) => [Math.min(...points.map(({ from }) => from)), Math.max(...points.map(({ from }) => from)) + 0.5];

/// Columns of the series: [from, on_duty, busy, occupancy, queue_mean, queue_p5, queue_p95], hours of the clock.
const pointsOf = (data) =>
  data.pools.flatMap(({ name, points }) =>
    points.map(([from, duty, busy, occupancy, queue, low, high]) => ({ name, from, to: from + 0.5, duty, busy, occupancy, queue, low, high })));

function heatmap(data, width) {
  const points = pointsOf(data);
  const [from, to] = spanOf(points);
  const names = data.pools.map(({ name }) => name);
  const beside = namesBeside(names, width);
  const present = points.filter(({ occupancy }) => occupancy !== null);
  return Plot.plot({
    width, height: 44 + 26 * names.length, marginLeft: beside.margin, style,
    ariaLabel: "Occupancy of each pool by half hour",
    opacity: { type: "identity" },
    x: { domain: [from, to], ...clockAxis(from, to, width - beside.margin) },
    y: { label: null, domain: names, tickFormat: beside.short, tickSize: 0 },
    marks: [
      Plot.barX(present, { x1: "from", x2: "to", y: "name", fill: "var(--heat)", fillOpacity: (point) => 0.04 + 0.96 * Math.min(1, point.occupancy), inset: 0.5 }),
      Plot.tip(present, Plot.pointer({ x: (point) => point.from + 0.25, y: "name", title: (point) => `${point.name}, ${clock(point.from, to - from > 24)}\n${(100 * point.occupancy).toFixed(0)} % busy` })),
    ],
  });
}

/// One small chart below the other, a pool each, on the same clock.
function byPool(data, width, label, marksOf, pools) {
  const points = pointsOf(data);
  const [from, to] = spanOf(points);
  const shown = pools.map((name) => {
    const own = points.filter((point) => point.name === name);
    const title = document.createElement("h4");
    title.textContent = name;
    const chart = Plot.plot({
      width, height: 120, marginLeft: 44, marginTop: 8, style,
      ariaLabel: `${label}: ${name}`,
      x: { domain: [from, to], ...clockAxis(from, to, width - 60) },
      y: { label: null, grid: true, ticks: 4, domain: [0, Math.max(1e-9, ...own.flatMap(({ duty, busy, high }) => (label === "Queue" ? [high] : [duty, busy])))], nice: true },
      marks: [...marksOf(own, to - from > 24), Plot.ruleY([0])],
    });
    const box = document.createElement("div");
    box.append(title, chart);
    return box;
  });
  return shown;
}

function staffing(data, width) {
  const charts = byPool(data, width, "Staff", (own, withDay) => {
    const ended = [...own, { ...own[own.length - 1], from: own[own.length - 1].to }];
    return [
      Plot.rectY(own, { x1: "from", x2: "to", y: "busy", fill: colors[0], fillOpacity: 0.7 }),
      Plot.line(ended, { x: "from", y: "duty", curve: "step-after", stroke: "currentColor", strokeWidth: 1.6 }),
      Plot.tip(own, Plot.pointerX({ x: (point) => point.from + 0.25, y: "busy", title: (point) => `${clock(point.from, withDay)}\non duty ${point.duty.toPrecision(3)}\nbusy ${point.busy.toPrecision(3)}` })),
    ];
  }, data.pools.map(({ name }) => name));
  const key = legend(["busy: what customers ask for"]);
  const line = document.createElement("li");
  const mark = document.createElement("i");
  mark.className = "mark mark-line";
  line.append(mark, "on duty");
  key.append(line);
  return [key, ...charts];
}

function queues(data, width) {
  const waiting = data.pools.filter(({ points }) => points.some(([, , , , , , high]) => high > 0)).map(({ name }) => name);
  return byPool(data, width, "Queue", (own, withDay) => [
    Plot.areaY(own, { x: (point) => point.from + 0.25, y1: "low", y2: "high", fill: colors[1], fillOpacity: 0.25, curve: "linear" }),
    Plot.line(own, { x: (point) => point.from + 0.25, y: "queue", stroke: colors[1], strokeWidth: 2 }),
    Plot.tip(own, Plot.pointerX({ x: (point) => point.from + 0.25, y: "queue", title: (point) => `${clock(point.from, withDay)}\nmean ${point.queue.toPrecision(3)}\n5 to 95 %: ${point.low.toPrecision(3)} to ${point.high.toPrecision(3)}` })),
  ], waiting);
}

function convergence(data, width) {
  const unit = durationUnit(data.points[data.points.length - 1][1]);
  const points = data.points.map(([replications, value, low, high]) => ({ replications, value: value / unit.divisor, low: low / unit.divisor, high: high / unit.divisor }));
  return Plot.plot({
    width, height: 240, marginLeft: 52, marginBottom: 44, style,
    ariaLabel: "Mean journey time with its interval, replication by replication",
    x: { label: "Replications" },
    y: { label: `Mean journey time, ${unit.name}`, grid: true, zero: false },
    marks: [
      Plot.areaY(points, { x: "replications", y1: "low", y2: "high", fill: colors[0], fillOpacity: 0.2 }),
      Plot.line(points, { x: "replications", y: "value", stroke: colors[0], strokeWidth: 2 }),
      Plot.tip(points, Plot.pointerX({ x: "replications", y: "value", title: (point) => `${point.replications} replications\n${point.value.toPrecision(5)} (${point.low.toPrecision(5)} to ${point.high.toPrecision(5)}) ${unit.name}` })),
    ],
  });
}

/// The unit that the changes of all rows are told in: what to divide by, and its name.
function unitOfChange({ unit, rows }) {
  const largest = Math.max(...rows.flatMap(({ value, low, high }) => [value, low ?? 0, high ?? 0].map(Math.abs)));
  return unit === "seconds" ? durationUnit(largest) : { divisor: unit === "points" || unit === "%" ? 0.01 : 1, name: unit };
}

/// Rows with their changes in that unit, and the axis of it.
function changes(data, width) {
  const unit = unitOfChange(data);
  const rows = data.rows.map((row) => ({ ...row, ...Object.fromEntries(["value", "low", "high"].map((each) => [each, row[each] === undefined ? undefined : row[each] / unit.divisor])) }));
  const signed = (change) => `${change > 0 ? "+" : ""}${+change.toPrecision(3)}`;
  const axis = { label: unit.name ? `${data.axis}, ${unit.name}` : data.axis, grid: true, tickFormat: signed, ticks: Math.max(3, width / 110) };
  return { rows, axis, told: (change) => `${signed(change)} ${unit.name}`.trim() };
}

/// Differences with their intervals, a row each.
function differences(data, width) {
  const { rows, axis, told } = changes(data, width);
  const names = [...new Set(rows.map(({ name }) => name))];
  const beside = namesBeside(names, width);
  const color = { better: "var(--good)", worse: "var(--bad)" };
  return Plot.plot({
    width, height: 68 + 26 * names.length, marginBottom: 44, marginLeft: beside.margin, style,
    ariaLabel: data.label,
    x: axis,
    y: { label: null, domain: names, tickFormat: beside.short, tickSize: 0 },
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY(rows, { y: "name", x1: "low", x2: "high", stroke: (row) => color[row.verdict] ?? "currentColor", strokeWidth: 3 }),
      Plot.dot(rows, { y: "name", x: "value", r: 4, fill: (row) => color[row.verdict] ?? "currentColor" }),
      Plot.tip(rows, Plot.pointerY({ y: "name", x: "value", title: (row) => `${row.name}\n${told(row.value)} (${told(row.low)} to ${told(row.high)})` })),
    ],
  });
}

/// What each input changes at either end, from a line in the middle; of two to one side the shorter lies upon the longer.
function tornado(data, width) {
  const { rows, axis, told } = changes(data, width);
  const names = [...new Set(rows.map(({ name }) => name))];
  const beside = namesBeside(names, width);
  const bars = [...rows].sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const intervals = rows.filter(({ low, high }) => low !== undefined && high !== undefined);
  return [legend(data.parts), Plot.plot({
    width, height: 68 + 26 * names.length, marginBottom: 44, marginLeft: beside.margin, style,
    ariaLabel: data.label,
    x: axis,
    y: { label: null, domain: names, tickFormat: beside.short, tickSize: 0 },
    marks: [
      Plot.barX(bars, { y: "name", x1: () => 0, x2: "value", fill: (row) => colors[data.parts.indexOf(row.part)], insetTop: 3, insetBottom: 3 }),
      Plot.ruleY(intervals, { y: "name", x1: "low", x2: "high", stroke: "currentColor", strokeWidth: 1.2 }),
      Plot.ruleX([0]),
      Plot.tip(rows, Plot.pointer({ y: "name", x: "value", title: (row) => `${row.name}\n${row.words}: ${told(row.value)}` })),
    ],
  })];
}

/// Cost against what is wanted; what nothing is cheaper and better than is joined by a line.
function frontier(data, width) {
  const unit = data.unit === "seconds" ? durationUnit(Math.max(...data.points.map(({ y }) => y))) : data.unit === "share" ? { divisor: 0.01, name: "%" } : { divisor: 1, name: data.unit };
  const points = data.points.map((point) => ({ ...point, y: point.y / unit.divisor }));
  const color = { meets: "var(--good)", misses: "var(--bad)" };
  return Plot.plot({
    width, height: 330, marginLeft: 56, marginBottom: 44, style,
    ariaLabel: "Cost of every alternative against its figure",
    r: { type: "identity" },
    x: { label: data.currency ? `Cost, ${data.currency}` : "Cost", grid: true },
    y: { label: `${data.measure}, ${unit.name}`, grid: true },
    marks: [
      Plot.line(points.filter((point) => point.frontier), { x: "x", y: "y", stroke: muted, strokeWidth: 1.5, sort: "x" }),
      Plot.dot(points, { x: "x", y: "y", r: (point) => (point.cheapest ? 7 : 4), fill: (point) => color[point.status] ?? muted, symbol: (point) => (point.status === "meets" ? "circle" : point.status === "misses" ? "times" : "diamond"), stroke: (point) => color[point.status] ?? muted }),
      Plot.tip(points, Plot.pointer({ x: "x", y: "y", title: (point) => `${point.name}\n${point.status}` })),
    ],
  });
}

const kinds = { histogram, distribution, bars, pareto, heatmap, staffing, queues, convergence, differences, tornado, frontier };

/// Draws each chart into its place, and again where the place becomes narrower or wider.
export function drawCharts(charts) {
  for (const place of document.querySelectorAll(".plot")) {
    const data = charts[place.dataset.chart];
    if (!data) continue;
    let drawn = 0;
    const draw = () => {
      const width = Math.floor(place.clientWidth);
      if (width < 50 || width === drawn) return;
      drawn = width;
      place.replaceChildren(...[kinds[place.dataset.kind](data, width)].flat());
    };
    new ResizeObserver(draw).observe(place);
    draw();
  }
}
