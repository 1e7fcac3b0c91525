/* Shows what becomes of a form that is saved while one types: the words in the head of the page,
   what to do where it failed, and beside each field what could not be saved. */
const QUIET = 60000; // a screen reader hears "saved" once a minute, a failure at once

function start(form) {
  const shown = document.querySelector("[data-save-state]");
  const told = document.querySelector("[data-save-told]");
  const wrong = new Set();
  let lastTold = 0;

  function say(state, time) {
    const words = document.querySelector(`template[data-save-word="${state}"]`).content.cloneNode(true);
    const place = words.querySelector("[data-time]");
    if (place) place.textContent = time;
    shown.replaceChildren(words);
    shown.dataset.saveState = state;
    shown.classList.toggle("is-saving", state === "saving" || state === "typing");
    shown.classList.toggle("is-lost", state === "lost" || state === "partly");
    const isUrgent = state === "lost" || state === "partly";
    if (isUrgent || (state === "saved" && Date.now() - lastTold > QUIET)) {
      told.textContent = shown.textContent;
      if (state === "saved") lastTold = Date.now();
    }
  }

  function notice(why, text = "") {
    document.querySelectorAll("[data-save-notice]").forEach((one) => {
      one.hidden = one.dataset.saveNotice !== why;
      const place = one.querySelector("[data-save-text]");
      if (place && !one.hidden) place.textContent = text;
    });
  }

  function mark(name, faults) {
    const block = form.querySelector(`[data-question="${name}"]`);
    const place = block?.querySelector("[data-save-error]");
    if (!place) return;
    const controls = [...block.querySelectorAll("input:not([type=hidden]), select, textarea")];
    if (controls.length === 1) controls[0].before(place); // otherwise above all of them
    place.hidden = !faults.length;
    place.replaceChildren(...faults.map((fault) => {
      const line = document.createElement("p");
      line.textContent = Array.isArray(fault) ? fault[1] : fault;
      return line;
    }));
    const names = faults.filter(Array.isArray).map(([control]) => control);
    controls.forEach((control) => {
      const isWrong = names.some((one) => one && (control.name === one || control.name.startsWith(`${one}_`)));
      control.classList.toggle("is-invalid", isWrong);
      if (isWrong) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-errormessage", place.id);
      } else {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-errormessage");
      }
    });
    if (faults.length) wrong.add(name); else wrong.delete(name);
  }

  form.addEventListener("autosave:typing", () => { if (shown.dataset.saveState !== "lost") say("typing"); });
  form.addEventListener("autosave:sending", () => { if (shown.dataset.saveState !== "lost") say("saving"); });
  form.addEventListener("autosave:failed", ({ detail }) => { say("lost"); notice(detail.why, detail.text); });
  form.addEventListener("autosave:told", ({ detail }) => {
    const { answer } = detail;
    notice(answer.mended ? "mended" : "");
    detail.sent.forEach((name) => mark(name, answer.errors[name] || []));
    if (wrong.size || form.querySelector("[data-clash]")) say("partly");
    else say(detail.isWhole ? "saved" : "typing", answer.at);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-save-again]")) form.dispatchEvent(new Event("autosave:send"));
    if (!event.target.closest("[data-save-first]")) return;
    event.preventDefault();
    const first = form.querySelector("[data-clash], [data-question]:has([data-save-error]:not([hidden]))");
    first?.scrollIntoView({ block: "center" });
    (first?.matches("[data-clash]") ? first : first?.querySelector(".is-invalid"))?.focus();
  });
}

document.querySelectorAll("form[data-autosave]").forEach(start);
