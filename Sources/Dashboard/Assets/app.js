// Colours by choice, the reader's own time zone, sessions that resume, commands that are copied. Pages work without it.

const themes = ["automatic", "light", "dark"];

/** The choice stands in a cookie, so that the server's next page begins with it. */
function switchTheme() {
  const root = document.documentElement;
  const next = themes[(themes.indexOf(root.dataset.theme ?? "automatic") + 1) % themes.length];
  document.cookie = `weir_theme=${next}; path=/; max-age=31536000; samesite=strict`;
  if (next === "automatic") delete root.dataset.theme;
  else root.dataset.theme = next;
  document.dispatchEvent(new Event("weir:theme"));
}

function offerOwnZone(link) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || link.dataset.otherThan.split(" ").includes(zone)) return;
  const address = new URL(location.href);
  address.searchParams.set("zone", zone);
  link.href = address;
  link.textContent = link.dataset.words.replace("{zone}", zone.replaceAll("_", " "));
  link.hidden = false;
}

/** A link from another site comes without the session's cookie, which SameSite=Strict keeps back. A request from here has it. */
async function resume(form) {
  const answer = await fetch("/session");
  if (answer.ok && (await answer.json()).signed_in) location.replace(form.elements.next.value);
}

function offerCopying(root) {
  if (!navigator.clipboard) return;
  root.querySelectorAll("button[data-copy]").forEach((button) => (button.hidden = false));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-switch]")) switchTheme();
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard.writeText(copy.parentElement.previousElementSibling.textContent);
});
document.addEventListener("weir:panel", (event) => offerCopying(event.target));
document.querySelectorAll("[data-theme-switch]").forEach((button) => (button.hidden = false));
document.querySelectorAll("a[data-other-than]").forEach(offerOwnZone);
document.querySelectorAll("form[data-resume]").forEach(resume);
offerCopying(document);
