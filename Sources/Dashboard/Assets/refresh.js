// Fetches panels anew that show the present, as long as somebody looks at them.

async function refresh(mark) {
  const panel = mark.closest("section.panel");
  // Whoever reads, or is about to press something in it, is not disturbed.
  const isBusy = !panel || panel.contains(document.activeElement) || panel.querySelector("details[open]");
  if (document.hidden || isBusy) return schedule(mark);
  try {
    const response = await fetch(mark.dataset.refresh);
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("section.panel");
    if (!answer?.querySelector("[data-refresh]")) throw new Error("no figures");
    panel.replaceWith(answer);
    answer.dispatchEvent(new Event("weir:panel", { bubbles: true }));
    answer.querySelectorAll("[data-refresh]").forEach(schedule);
  } catch {
    // The figures that are there stay; the time beside them says how old they are.
    schedule(mark);
  }
}

function schedule(mark) {
  setTimeout(refresh, 1000 * Number(mark.dataset.seconds), mark);
}

document.querySelectorAll("[data-refresh]").forEach(schedule);
