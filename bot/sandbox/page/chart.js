// Draws the data_visualization block, and the same numbers as a table for who cannot see it.

import { h, svg } from "./dom.js";

const WIDTH = 480;
const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 24;
const SHADES = 6; // after six series the colours begin again; the legend tells them apart with their shapes

const shade = (index) => `shade-${index % SHADES}`;

function legend(names) {
  return h(
    "ul",
    { class: "legend" },
    names.map((name, index) => h("li", {}, h("span", { class: `swatch ${shade(index)}` }), name)),
  );
}

function numbers(title, heads, rows) {
  return h(
    "details",
    { class: "numbers" },
    h("summary", {}, "Show the numbers"),
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((one) => h("th", { scope: "col" }, one)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((one) => h("td", {}, String(one))),
          ),
        ),
      ),
    ),
  );
}

function pie(segments) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  let from = -Math.PI / 2;
  return segments.map((one, index) => {
    const to = from + (one.value / total) * Math.PI * 2;
    const point = (angle) => `${100 + 90 * Math.cos(angle)} ${100 + 90 * Math.sin(angle)}`;
    const whole = one.value === total;
    const path = whole
      ? svg("circle", { cx: 100, cy: 100, r: 90, class: shade(index) })
      : svg("path", {
          d: `M100 100 L${point(from)} A90 90 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)} Z`,
          class: shade(index),
        });
    from = to;
    return path;
  });
}

function axes(categories, top) {
  const step = (WIDTH - LEFT) / categories.length;
  const marks = [0, top / 2, top].map((value) => {
    const y = HEIGHT - BOTTOM - (value / (top || 1)) * (HEIGHT - BOTTOM - 10);
    const label = Number.isInteger(value) ? value : value.toFixed(1);
    return [
      svg("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, class: "grid" }),
      svg("text", { x: LEFT - 6, y: y + 4, class: "tick end" }, String(label)),
    ];
  });
  const names = categories.map((one, index) =>
    svg("text", { x: LEFT + step * (index + 0.5), y: HEIGHT - 6, class: "tick middle" }, one),
  );
  return [marks, names];
}

function plotted(kind, series, categories) {
  const top = Math.max(1, ...series.flatMap((one) => one.data.map((point) => point.value)));
  const step = (WIDTH - LEFT) / categories.length;
  const height = (value) => (Math.max(0, value) / top) * (HEIGHT - BOTTOM - 10);
  const valueAt = (one, name) => one.data.find((point) => point.label === name)?.value ?? 0;
  const shapes = series.map((one, row) => {
    if (kind === "bar") {
      const wide = (step * 0.7) / series.length;
      return categories.map((name, index) =>
        svg("rect", {
          x: LEFT + step * (index + 0.15) + wide * row,
          y: HEIGHT - BOTTOM - height(valueAt(one, name)),
          width: wide,
          height: height(valueAt(one, name)),
          class: shade(row),
        }),
      );
    }
    const points = categories.map((name, index) => [
      LEFT + step * (index + 0.5),
      HEIGHT - BOTTOM - height(valueAt(one, name)),
    ]);
    const line = points.map((point) => point.join(",")).join(" ");
    if (kind === "line") return svg("polyline", { points: line, class: `stroke ${shade(row)}` });
    const base = HEIGHT - BOTTOM;
    return svg("polygon", {
      points: `${points[0][0]},${base} ${line} ${points.at(-1)[0]},${base}`,
      class: `area ${shade(row)}`,
    });
  });
  return [axes(categories, top), shapes];
}

export function chart(block) {
  const { chart: drawn, title } = block;
  const isPie = drawn.type === "pie";
  const names = isPie ? drawn.segments.map((one) => one.label) : drawn.series.map((one) => one.name);
  const axis = drawn.axis_config ?? {};
  const size = isPie ? "0 0 200 200" : `0 0 ${WIDTH} ${HEIGHT}`;
  const inside = isPie ? pie(drawn.segments) : plotted(drawn.type, drawn.series, axis.categories);
  const rows = isPie
    ? drawn.segments.map((one) => [one.label, one.value])
    : axis.categories.map((name) => [
        name,
        ...drawn.series.map((one) => one.data.find((point) => point.label === name)?.value ?? ""),
      ]);
  return h(
    "figure",
    { class: isPie ? "chart pie" : "chart" },
    h("figcaption", {}, title),
    axis.y_label && h("div", { class: "quiet" }, axis.y_label),
    svg("svg", { viewBox: size, role: "img", "aria-label": `${drawn.type} chart: ${title}` }, inside),
    axis.x_label && h("div", { class: "quiet centred" }, axis.x_label),
    legend(names),
    numbers(title, isPie ? ["", "Value"] : [axis.x_label ?? "", ...names], rows),
  );
}
