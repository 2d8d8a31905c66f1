// Keyboard shortcuts. Their list is the sheet that "?" opens.

const sheet = document.getElementById("shortcuts");
const pages = Object.fromEntries([...(sheet?.querySelectorAll("[data-letter]") ?? [])].map((line) => [line.dataset.letter, line.dataset.path]));
let waitsForPage = false;

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** Follows a link that is on the page, so that a key leads where a click would. */
function follow(selector) {
  document.querySelector(selector)?.click();
}

function goTo(path) {
  const link = [...document.querySelectorAll("nav.side a")].find((one) => new URL(one.href).pathname === path);
  link?.click();
}

const keys = {
  "/": () => document.getElementById("search")?.focus(),
  "?": () => sheet?.showModal(),
  x: () => follow(".chips a.clear, .chips li:only-child a"),
  t: () => follow("[data-theme-switch]"),
  g: () => (waitsForPage = true),
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || sheet?.open) return;
  const waited = waitsForPage;
  waitsForPage = false;
  if (waited && pages[event.key]) return goTo(pages[event.key]);
  const ranges = document.querySelectorAll("nav.ranges a");
  const action = keys[event.key] ?? (/^[1-9]$/.test(event.key) ? () => ranges[event.key - 1]?.click() : undefined);
  if (!action) return;
  event.preventDefault();
  action();
}

if (sheet) {
  document.addEventListener("keydown", press);
  document.querySelectorAll("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => sheet.showModal());
  });
}
