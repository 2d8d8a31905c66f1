// Draws charts from the tables that hold their figures. Without this or the library, the tables remain.

const units = {
  USD: (value) => shorten(value, { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol", ...cents(value) }),
  ratio: (value) => shorten(value, { style: "percent" }),
  milliseconds: (value) => (value < 1000 ? shorten(value) + " ms" : shorten(value / 1000) + " s"),
  seconds: (value) => shorten(value) + " s",
};

function shorten(value, unit = {}) {
  const options = Math.abs(value) < 1 ? { maximumSignificantDigits: 2 } : { notation: "compact", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(navigator.language, { ...options, ...unit }).format(value);
}

/** "$2.50" beside "$3", but "$2.5K", and below a dollar the digits that count. */
function cents(value) {
  if (value !== 0 && (Math.abs(value) < 0.1 || Math.abs(value) >= 1000)) return {};
  return { maximumSignificantDigits: undefined, minimumFractionDigits: 2, maximumFractionDigits: 2, trailingZeroDisplay: "stripIfInteger" };
}

/** The columns of a chart's table: their titles, units and styles, and per row its label, title, numbers and words. */
function readTable(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows].map((row) => {
    const [head, ...cells] = row.cells;
    const data = cells.map((cell) => cell.querySelector("data"));
    return {
      label: head.dataset.label,
      title: head.textContent,
      values: data.map((element) => (element ? Number(element.value) : null)),
      texts: cells.map((cell) => cell.textContent),
    };
  });
  const series = heads.map((head) => ({ title: head.textContent, unit: head.dataset.unit, style: head.dataset.kind }));
  return { series, rows };
}

/** A colour as it is in the theme in force: the names stand for pairs, which only an element resolves. */
function readColours() {
  const probe = document.body.appendChild(document.createElement("span"));
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = { ink: colour("ink"), soft: colour("soft"), line: colour("line"), card: colour("card") };
  found.lines = [...Array(8).keys()].map((index) => colour("c" + index));
  probe.remove();
  return found;
}

/** The tooltip is made of elements, not of markup: names come from outside, and the page's policy allows no inline style. */
function tooltip(table, index) {
  const box = document.createElement("div");
  const title = box.appendChild(document.createElement("b"));
  title.textContent = table.rows[index].title;
  table.series.forEach((series, column) => {
    if (table.series.length > 4 && !table.rows[index].values[column]) return;
    const line = box.appendChild(document.createElement("div"));
    line.className = `key c${column % 8} ${series.style}`;
    line.textContent = series.title + ": " + table.rows[index].texts[column];
  });
  return box;
}

/** The first series' unit has the left axis, the first other unit the right one. */
function axes(table) {
  const names = [...new Set(table.series.map((series) => series.unit))];
  return names.slice(0, 2);
}

function axis(unit, position, colours, fontSize) {
  return {
    type: "value",
    position,
    min: 0,
    minInterval: unit === "count" || unit === "tokens" ? 1 : undefined,
    alignTicks: position === "right",
    splitNumber: 4,
    axisLabel: { color: colours.soft, fontSize, formatter: units[unit] ?? shorten },
    splitLine: { show: position === "left", lineStyle: { color: colours.line } },
  };
}

function mark(table, column, colours, fontSize) {
  const { title, style, unit } = table.series[column];
  const colour = colours.lines[column % colours.lines.length];
  const common = {
    name: title,
    yAxisIndex: Math.max(0, axes(table).indexOf(unit)),
    data: table.rows.map((row) => row.values[column]),
    itemStyle: { color: colour },
    emphasis: { disabled: true },
  };
  if (style === "bar" || style === "stack") {
    return { ...common, type: "bar", stack: style === "stack" ? "all" : undefined, barMaxWidth: fontSize * 3 };
  }
  return {
    ...common,
    type: "line",
    showSymbol: table.rows.length === 1,
    symbol: "circle",
    symbolSize: fontSize * 0.6,
    lineStyle: { width: fontSize / 6, color: colour },
    areaStyle: style === "area" ? { color: colour, opacity: 0.12 } : undefined,
  };
}

function option(table, colours) {
  const fontSize = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const hasBars = table.series.some((series) => series.style === "bar" || series.style === "stack");
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 4, top: fontSize * 1.5, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      boundaryGap: hasBars,
      data: table.rows.map((row) => row.label),
      axisLabel: { color: colours.soft, fontSize, hideOverlap: true, showMaxLabel: hasBars ? null : true, alignMinLabel: hasBars ? null : "left", alignMaxLabel: hasBars ? null : "right" },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: axes(table).map((unit, index) => axis(unit, index === 0 ? "left" : "right", colours, fontSize)),
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: fontSize * 1.1 },
      axisPointer: { lineStyle: { color: colours.soft } },
      formatter: (points) => tooltip(table, points[0].dataIndex),
    },
    series: table.series.map((_, column) => mark(table, column, colours, fontSize)),
  };
}

function draw(figure) {
  const canvas = figure.querySelector(".canvas");
  const table = readTable(figure.querySelector("table"));
  if (!canvas || !table.rows.length) return;
  const chart = window.echarts.init(canvas, null, { renderer: "svg" });
  const paint = () => chart.setOption(option(table, readColours()), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  document.addEventListener("weir:theme", paint);
  // Paper is white, whatever the theme, and of another width: the drawing is scaled to it.
  matchMedia("print").addEventListener("change", () => {
    paint();
    chart.getZr().flush();
    canvas.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  });
}

function drawAll(root) {
  if (window.echarts) root.querySelectorAll("figure[data-chart]").forEach(draw);
}

drawAll(document);
document.addEventListener("weir:panel", (event) => drawAll(event.target));
