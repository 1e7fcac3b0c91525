/* Adds a suggested policy with one click: <button data-suggest="question" data-code="MP-19">.
   Without script the button sends the form, and the server adds it. */
function add(button) {
  const place = document.getElementById(`q-${button.dataset.suggest}`);
  const box = place?.querySelector(`input[value="${button.dataset.code}"]`);
  const list = box?.closest("[data-picker]");
  if (!box || !list) return false;
  const most = Number(list.dataset.most || Infinity);
  const isFull = list.querySelectorAll("input:checked").length >= most;
  if (isFull) {
    const search = list.querySelector("[role=combobox]");
    search.focus();
    search.click();
    return true;
  }
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return tell(button);
}

function tell(button) {
  const line = button.closest("[data-suggestion]");
  const told = document.querySelector("[data-suggest-told]");
  const next = (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("button");
  told.textContent = told.dataset.added.replace("{name}", line.querySelector("b").textContent);
  line.hidden = true;
  (next ?? document.querySelector(`#q-${button.dataset.suggest} [role=combobox]`))?.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-suggest]");
  if (button && add(button)) event.preventDefault();
});
