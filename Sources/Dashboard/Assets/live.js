// Requests as they are recorded: by the server's stream, else by asking. Everything that is kept is bounded.

const root = document.querySelector("[data-live]");
const words = root ? JSON.parse(root.dataset.words) : {};
const rowLimit = 100;
const keyLimit = 2000;
const minute = 60_000;
const pollEvery = 2000;
const retryStreamEvery = 15_000;

const part = (name) => root.querySelector(`[data-live-${name}]`);
const number = (value, options) => new Intl.NumberFormat(navigator.language, options).format(value);

// What is known of the last minute: when something came, how many, what it cost, whether it failed.
let marks = [];
// By its key, whether each request was counted.
const seen = new Map();
// What came during a pause, the newest first.
let held = [];
let heldCount = 0;
let isPaused = false;
let state = "connecting";
let stream = null;
let timers = [];

function remember(key, isCounted) {
  seen.set(key, isCounted);
  if (seen.size > keyLimit) seen.delete(seen.keys().next().value);
}

/** counts: whether it came just now, and is not merely news to this page. */
function take(request, counts) {
  const key = request.project + "/" + request.id;
  const isKnown = seen.has(key);
  const isCounted = seen.get(key) ?? false;
  if (counts && !isCounted) marks.push({ at: Date.now(), count: 1, cost: request.cost ?? 0, failed: request.status === "failure" ? 1 : 0 });
  if (!isKnown || counts) remember(key, counts);
  if (isKnown) return;
  if (isPaused) {
    heldCount += 1;
    held = [request, ...held].slice(0, rowLimit);
    return;
  }
  show(request);
}

function show(request) {
  const body = root.querySelector("tbody");
  body.prepend(row(request));
  while (body.rows.length > rowLimit) body.lastElementChild.remove();
  body.closest(".scroll").hidden = false;
  part("empty")?.remove();
}

function row(request) {
  const line = document.createElement("tr");
  line.dataset.key = request.project + "/" + request.id;
  line.className = "new";
  const time = document.createElement("time");
  time.dateTime = request.timestamp;
  time.textContent = new Date(request.timestamp).toLocaleTimeString(navigator.language, { timeZone: root.dataset.zone, hour: "numeric", minute: "2-digit", second: "2-digit" });
  cell(line, time, "th").scope = "row";
  cell(line, link(request.model, "/models/")).className = "text";
  cell(line, text(request.provider)).className = "text";
  cell(line, text(request.operation)).className = "text";
  cell(line, person(request.user_id)).className = "text";
  cell(line, figure(request.total_tokens, (value) => number(value)));
  cell(line, request.cost === undefined ? unknown(words.unpriced) : figure(request.cost, money));
  cell(line, figure(request.duration_ms, duration));
  const status = cell(line, text(words.statuses[request.status] ?? request.status));
  status.className = "text";
  if (request.status === "failure") status.firstElementChild.className = "failed";
  return line;
}

function cell(line, content, name = "td") {
  const element = line.appendChild(document.createElement(name));
  element.append(content);
  return element;
}

function text(value) {
  if (value === undefined || value === null) return unknown("–");
  const element = document.createElement("span");
  element.textContent = value;
  return element;
}

function unknown(sign) {
  const element = document.createElement("span");
  element.className = "unknown";
  element.textContent = sign;
  return element;
}

function link(name, folder) {
  if (name === undefined) return unknown("–");
  const element = document.createElement("a");
  element.href = folder + encodeURIComponent(name);
  element.textContent = name;
  return element;
}

// Requests carry ids. What the directory calls them is asked for once, with the first person who comes: a page costs the server one question.
let people = null;

function person(id) {
  const element = link(id, "/users/");
  if (id === undefined) return element;
  element.title = id;
  people ??= directory();
  void people.then((names) => names.has(id) && (element.textContent = names.get(id)));
  return element;
}

async function directory() {
  try {
    const answer = await fetch("/v1/directory/users?limit=1000");
    if (!answer.ok) return new Map();
    return new Map((await answer.json()).items.filter((one) => one.name).map((one) => [one.id, one.name]));
  } catch {
    return new Map(); // The id says it as well.
  }
}

function figure(value, write) {
  if (value === undefined) return unknown("–");
  const element = document.createElement("data");
  element.value = value;
  element.textContent = write(value);
  return element;
}

function money(value) {
  const digits = value >= 1 || value === 0 ? 2 : Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(value))));
  const dollars = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" };
  return number(value, { ...dollars, minimumFractionDigits: 2, maximumFractionDigits: digits });
}

const duration = (value) => (value < 1000 ? number(Math.round(value)) + " ms" : number(value / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + " s");

// The figures of the last minute.

function sum(list, name) {
  return list.reduce((total, mark) => total + mark[name], 0);
}

function tick() {
  const now = Date.now();
  marks = marks.filter((mark) => now - mark.at < minute);
  const skipped = marks.filter((mark) => mark.skipped);
  const least = skipped.length ? "≥ " : "";
  put("minute", number(sum(marks, "count")));
  put("second", number(sum(marks.filter((mark) => now - mark.at < 10_000), "count") / 10, { maximumFractionDigits: 1 }));
  put("failures", least + number(sum(marks, "failed")));
  put("cost", least + money(sum(marks, "cost")));
  part("more").hidden = !skipped.length;
  part("more").textContent = words.more + " +" + number(sum(skipped, "count"));
  if (isPaused) say();
}

function put(name, words) {
  const element = root.querySelector(`[data-live-figure="${name}"]`);
  if (element.textContent !== words) element.textContent = words;
}

// The connection, and what is said of it.

function enter(next) {
  state = next;
  say();
}

function say() {
  const element = root.querySelector(".live-state");
  const shown = isPaused ? "paused" : state;
  const news = isPaused && heldCount > 0 ? ` · ${number(heldCount)} ${words.waiting}` : "";
  element.dataset.state = shown;
  if (element.textContent !== words[shown] + news) element.textContent = words[shown] + news;
}

function later(action, delay) {
  timers.push(setTimeout(action, delay));
}

function disconnect() {
  timers.forEach(clearTimeout);
  timers = [];
  stream?.close();
  stream = null;
}

/** The latest requests, the oldest first. Only what is younger than a minute counts as having come just now, and what came after `end` is
    the stream's to count: it may be among those that it only tells the number of. */
async function catchUp(end = Infinity) {
  const answer = await fetch(root.dataset.list, { headers: { Accept: "application/json" } });
  if (answer.status === 401 || answer.status === 403) return "ended";
  if (!answer.ok) return "offline";
  const { requests } = await answer.json();
  requests.reverse().forEach((request) => {
    const at = Date.parse(request.timestamp);
    take(request, at <= end && Date.now() - at < minute);
  });
  return "polling";
}

function connect() {
  disconnect();
  enter(state === "polling" ? "polling" : "connecting");
  const opened = new EventSource(root.dataset.stream);
  stream = opened;
  opened.addEventListener("open", () => {
    enter("live");
    // What came between the page and the stream.
    catchUp(Date.now()).catch(() => {});
  });
  opened.addEventListener("request", (event) => take(JSON.parse(event.data), true));
  opened.addEventListener("skipped", (event) => {
    marks.push({ at: Date.now(), count: JSON.parse(event.data).count, cost: 0, failed: 0, skipped: true });
  });
  opened.addEventListener("error", () => {
    if (stream !== opened) return;
    disconnect();
    poll();
    later(connect, retryStreamEvery);
  });
}

async function poll() {
  let next;
  try {
    next = await catchUp();
  } catch {
    next = "offline";
  }
  // The stream may be back, or the page hidden, in the meantime.
  if (stream || document.hidden) return;
  enter(next);
  if (next === "ended") return disconnect();
  later(poll, pollEvery);
}

function togglePause(button) {
  isPaused = !isPaused;
  button.textContent = isPaused ? words.resume : words.pause;
  if (!isPaused) {
    held.reverse().forEach(show);
    held = [];
    heldCount = 0;
  }
  say();
}

function start() {
  root.querySelectorAll("tbody tr").forEach((line) => remember(line.dataset.key, true));
  const button = part("pause");
  button.hidden = false;
  part("figures").hidden = false;
  button.addEventListener("click", () => togglePause(button));
  // Nobody looks at a hidden page, and browsers allow few streams to one server.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => event.persisted && connect());
  setInterval(tick, 1000);
  tick();
  connect();
}

if (root) start();
