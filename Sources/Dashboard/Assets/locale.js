// Numbers and dates as the reader's language writes them. The server writes English; the exact number stays in the element.

const language = navigator.language;
const date = { day: "numeric", month: "short", year: "numeric" };
const clock = { hour: "numeric", minute: "2-digit" };
/** By the names that the server gives them. */
const forms = {
  short: { day: "numeric", month: "short" },
  day: date,
  weekday: { ...date, weekday: "short" },
  moment: { ...date, ...clock, weekday: "short" },
  minute: { ...date, ...clock },
  clock,
  second: { ...clock, second: "2-digit" },
};
const made = new Map();

/** To make one takes longer than to use it a hundred times. */
function formatter(form, timeZone) {
  const key = form + " " + timeZone;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(language, { ...forms[form], timeZone }));
  return made.get(key);
}

/** What a reader's software cannot read aloud in the page's own language is marked as being in another. */
function write(element, words) {
  element.textContent = words;
  if (!language.startsWith("en")) element.lang = language;
}

function writeTimes(root) {
  root.querySelectorAll("time[data-form]").forEach((element) => {
    const { form, zone } = element.dataset;
    write(element, formatter(form, zone).format(new Date(element.dateTime)));
    const head = element.closest("[data-label-form]");
    if (head) head.dataset.label = formatter(head.dataset.labelForm, zone).format(new Date(element.dateTime));
  });
  root.querySelectorAll("[data-window]").forEach((element) => {
    const { window: form, zone, from, to } = element.dataset;
    write(element, formatter(form, zone).formatRange(new Date(from), new Date(to)));
  });
}

const parts = /^([<>≥ ]*)(−?)(\$?)([\d,]+)(?:\.(\d+))?(%|[MBTQ](?!\w))?([^\d]*)$/;

/** exact: the number itself, where the words leave digits out. */
function translate(words, exact) {
  const found = parts.exec(words);
  if (!found) return words;
  const [, before, minus, dollar, whole, fraction = "", mark, after] = found;
  const digits = { minimumFractionDigits: fraction.length, maximumFractionDigits: fraction.length };
  const number = (minus ? "-" : "") + whole.replaceAll(",", "") + (fraction && "." + fraction);
  const put = (options, value) => before + new Intl.NumberFormat(language, { ...digits, ...options }).format(value) + after;
  if (dollar) return put({ style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" }, number);
  if (mark === "%") return put({ style: "percent" }, Number(number) / 100);
  if (mark) return exact ? put({ notation: "compact" }, Number(exact)) : words;
  return put({}, number);
}

const needsNumbers = ["1,234,567.5", "$1,234.50", "97.5%"].some((words) => translate(words) !== words);

function writeNumbers(root) {
  root.querySelectorAll("data, [data-number]").forEach((element) => {
    // A name may look like a number, and is none.
    if (element.closest("th[scope=row], td.text") && !element.matches("[data-number]")) return;
    element.textContent = translate(element.textContent, element.value);
    if (element.title) element.title = translate(element.title);
  });
}

function localise(root) {
  try {
    writeTimes(root);
  } catch {
    // A zone or a form that this browser does not know: the server's words stay.
  }
  if (needsNumbers) writeNumbers(root);
}

document.addEventListener("weir:panel", (event) => localise(event.target));
localise(document);
