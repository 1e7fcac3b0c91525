/* Warns before one leaves a form (data-unsaved) with something typed and not sent. */
const forms = [...document.querySelectorAll("form[data-unsaved]")];
const dirty = new Set();

forms.forEach((form) => {
  form.addEventListener("input", () => dirty.add(form));
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.formTarget) dirty.delete(form); // sent beside the page, it stays unsaved
  });
  form.addEventListener("saved", () => dirty.delete(form));
});

window.addEventListener("beforeunload", (event) => {
  if (dirty.size) event.preventDefault();
});
