/* Counts characters while one types. The server counts again and has the last word. */
function update(note, control) {
  const limit = Number(note.dataset.limit);
  const used = [...control.value].length;
  note.querySelector("[data-counter-used]").textContent = used.toLocaleString("en");
  note.classList.toggle("counter-over", used > limit);
  const least = note.querySelector("[data-counter-least]");
  if (least) least.hidden = used < Number(least.dataset.counterLeast);
}

function start(note) {
  const control = document.getElementById(note.dataset.counterFor);
  if (!control || note.dataset.started) return;
  note.dataset.started = "yes";
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", [described, note.id].filter(Boolean).join(" "));
  control.addEventListener("input", () => update(note, control));
  update(note, control);
}

function startAll(root) {
  root.querySelectorAll("[data-counter-for]").forEach(start);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target));
document.addEventListener("rows:added", (event) => startAll(event.target));
document.addEventListener("block:renewed", (event) => startAll(event.target));
