/* Keeps the sum of a score sheet (form[data-rubric]) in step with the points one gives; the server counts again.
   A link to a criterion opens it. */
function given(form) {
  return [...form.querySelectorAll("details[data-weight]")].map((criterion) => {
    const chosen = criterion.querySelector(".anchor input:checked");
    return { criterion, weight: Number(criterion.dataset.weight), points: chosen ? Number(chosen.value) : null };
  });
}

function show(form) {
  const rows = given(form);
  const answered = rows.filter(({ points }) => points !== null);
  rows.forEach(({ criterion, points }) => {
    criterion.querySelector("[data-points]").hidden = points === null;
    criterion.querySelector("[data-no-points]").hidden = points !== null;
    if (points !== null) criterion.querySelector("[data-points] b").textContent = points;
  });
  const total = answered.reduce((sum, { weight, points }) => sum + (weight * points) / 5, 0);
  form.querySelector("[data-answered]").textContent = answered.length;
  form.querySelector("[data-total]").textContent = answered.length ? total.toFixed(2) : "–";
  form.querySelector("[data-given]").textContent = answered.reduce((sum, { weight }) => sum + weight, 0);
}

function open() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target && target.matches("details[data-weight]")) target.open = true;
}

document.querySelectorAll("form[data-rubric]").forEach((form) => {
  ["input", "change", "block:renewed"].forEach((kind) => form.addEventListener(kind, () => show(form)));
});
window.addEventListener("hashchange", open);
open();
