// Fetches what the page came without: panels, and the courses of figures.

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok || response.redirected) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("section.panel");
}

/** The figures are there without their courses, so nothing is said if these do not come. */
async function drawCourses(list) {
  try {
    const answer = await fetched(list.dataset.courses);
    answer?.querySelectorAll("[data-course]").forEach((course) => {
      list.querySelector(`[data-course="${course.dataset.course}"]`)?.replaceChildren(...course.childNodes);
    });
  } catch {}
  delete list.dataset.courses;
}

async function load(panel) {
  let answer;
  try {
    answer = await fetched(panel.dataset.fragment);
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
    link.textContent = skeleton.dataset.failed;
    skeleton.replaceChildren(link);
    return;
  }
  panel.replaceWith(answer);
  answer.dispatchEvent(new Event("weir:panel", { bubbles: true }));
}

document.querySelectorAll("section.panel[data-fragment]").forEach(load);
document.querySelectorAll("[data-courses]").forEach(drawCourses);
