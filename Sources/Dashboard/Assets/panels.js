// Fetches the panels that the page came without.

async function load(panel) {
  let answer;
  try {
    const response = await fetch(panel.dataset.fragment);
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("section.panel");
  } catch {
    answer = null;
  }
  if (!answer) {
    panel.removeAttribute("aria-busy");
    const skeleton = panel.querySelector(".skeleton");
    if (!skeleton) return;
    skeleton.className = "problem";
    skeleton.setAttribute("role", "status");
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "This panel could not be loaded. Try again.";
    skeleton.replaceChildren(link);
    return;
  }
  panel.replaceWith(answer);
  answer.dispatchEvent(new Event("weir:panel", { bubbles: true }));
}

document.querySelectorAll("section.panel[data-fragment]").forEach(load);
