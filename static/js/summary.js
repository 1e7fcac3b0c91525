/* After a failed post the reader lands on the list of errors; each line leads to its field. */
const summary = document.querySelector("[data-summary]");
if (summary) summary.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  (field.matches("fieldset, div") ? field.querySelector("input, select, textarea") : field)?.focus();
});
