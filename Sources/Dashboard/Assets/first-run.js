// Turns the first page of an unused server into the overview when the first event arrives: by the live stream, else by asking.

const state = document.querySelector("[data-first-run]");

let isSending = false;

/** The demo's events arrive while its form still waits for the answer, which leads on by itself. */
function arrived() {
  if (!isSending) location.reload();
}

async function isUsed() {
  const answer = await fetch("/v1/usage/summary?period=all&metrics=requests");
  return answer.ok && (await answer.json()).rows[0].requests > 0;
}

async function ask() {
  try {
    if (await isUsed()) return arrived();
  } catch {
    // The server is away; the next turn asks again.
  }
  setTimeout(ask, 2000);
}

function watch() {
  const stream = new EventSource("/v1/live");
  stream.addEventListener("open", () => {
    state.textContent = state.dataset.listening;
    // What came between the page and the stream.
    isUsed().then((used) => used && arrived()).catch(() => {});
  });
  for (const name of ["request", "skipped"]) stream.addEventListener(name, arrived);
  stream.addEventListener("error", () => {
    stream.close();
    state.textContent = state.dataset.asking;
    ask();
  });
}

if (state) {
  document.addEventListener("submit", () => (isSending = true));
  watch();
}
