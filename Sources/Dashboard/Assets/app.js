// Draws charts from the tables that hold their figures, offers the reader's own time zone, resumes sessions. Pages work without it.

const units = {
  usd: (value) => "$" + shorten(value),
  count: shorten,
};

function shorten(value) {
  const options = Math.abs(value) < 1 ? { maximumSignificantDigits: 2 } : { notation: "compact", maximumFractionDigits: 1 };
  return new Intl.NumberFormat("en", options).format(value);
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

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue("--" + name).trim();
  return { ink: colour("ink"), soft: colour("soft"), line: colour("line"), card: colour("card"), lines: [colour("accent"), colour("second")] };
}

/** The tooltip is made of elements, not of markup: names come from outside, and the page's policy allows no inline style. */
function tooltip(table, index) {
  const box = document.createElement("div");
  const title = box.appendChild(document.createElement("b"));
  title.textContent = table.rows[index].title;
  table.series.forEach((series, column) => {
    const line = box.appendChild(document.createElement("div"));
    line.className = "key " + series.style;
    line.textContent = series.title + ": " + table.rows[index].texts[column];
  });
  return box;
}

function axis(series, position, colours, fontSize) {
  return {
    type: "value",
    position,
    min: 0,
    minInterval: series.unit === "count" ? 1 : undefined,
    alignTicks: position === "right",
    splitNumber: 4,
    axisLabel: { color: colours.soft, fontSize, formatter: units[series.unit] ?? shorten },
    splitLine: { show: position === "left", lineStyle: { color: colours.line } },
  };
}

function line(table, column, colours, fontSize) {
  const { title, style } = table.series[column];
  const colour = colours.lines[column % colours.lines.length];
  return {
    name: title,
    type: "line",
    yAxisIndex: Math.min(column, 1),
    data: table.rows.map((row) => row.values[column]),
    showSymbol: table.rows.length === 1,
    symbol: "circle",
    symbolSize: fontSize * 0.6,
    lineStyle: { width: fontSize / 6, color: colour },
    itemStyle: { color: colour },
    areaStyle: style === "area" ? { color: colour, opacity: 0.12 } : undefined,
    emphasis: { disabled: true },
  };
}

function option(table, colours) {
  const fontSize = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 4, top: fontSize * 1.5, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: table.rows.map((row) => row.label),
      axisLabel: { color: colours.soft, fontSize, hideOverlap: true, showMaxLabel: true, alignMinLabel: "left", alignMaxLabel: "right" },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: table.series.slice(0, 2).map((series, index) => axis(series, index === 0 ? "left" : "right", colours, fontSize)),
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: fontSize * 1.1 },
      axisPointer: { lineStyle: { color: colours.soft } },
      formatter: (points) => tooltip(table, points[0].dataIndex),
    },
    series: table.series.map((_, column) => line(table, column, colours, fontSize)),
  };
}

function draw(figure) {
  const canvas = figure.querySelector(".canvas");
  const table = readTable(figure.querySelector("table"));
  if (!table.rows.length) return;
  canvas.hidden = false;
  const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
  const paint = () => chart.setOption(option(table, readColours()), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

function offerOwnZone(link) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || link.dataset.otherThan.split(" ").includes(zone)) return;
  const address = new URL(location.href);
  address.searchParams.set("zone", zone);
  link.href = address;
  link.textContent = "Show in " + zone.replaceAll("_", " ");
  link.hidden = false;
}

/** A link from another site comes without the session's cookie, which SameSite=Strict keeps back. A request from here has it. */
async function resume(form) {
  const answer = await fetch("/session");
  if (answer.ok && (await answer.json()).signed_in) location.replace(form.elements.next.value);
}

if (window.echarts) document.querySelectorAll("figure[data-chart]").forEach(draw);
document.querySelectorAll("a[data-other-than]").forEach(offerOwnZone);
document.querySelectorAll("form[data-resume]").forEach(resume);
