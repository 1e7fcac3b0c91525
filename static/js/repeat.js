/* Adds and removes rows of a formset. Without script the server sends blank rows and a "delete" box.
   <div data-repeat="prefix"> rows [data-row], one <template data-blank>, a button [data-add]. */
function total(block) {
  return document.querySelector(`[name="${block.dataset.repeat}-TOTAL_FORMS"]`);
}

function rows(block) {
  return [...block.querySelectorAll("[data-row]")];
}

function renumber(block) {
  const visible = rows(block).filter((row) => !row.hidden);
  visible.forEach((row, index) => {
    row.querySelectorAll("[data-row-number]").forEach((place) => {
      place.textContent = index + 1;
    });
  });
  const button = block.querySelector("[data-add]");
  const most = Number(block.dataset.most || 20);
  if (button) button.disabled = visible.length >= most;
}

function add(block) {
  const count = total(block);
  const html = block.querySelector("template[data-blank]").innerHTML;
  const holder = document.createElement("div");
  holder.innerHTML = html.replaceAll("__prefix__", count.value);
  const row = holder.firstElementChild;
  block.querySelector("[data-rows]").append(row);
  count.value = Number(count.value) + 1;
  renumber(block);
  showButtons(row);
  row.dispatchEvent(new CustomEvent("rows:added", { bubbles: true }));
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(block, row) {
  const box = row.querySelector('[name$="-DELETE"]');
  if (box) {
    box.checked = true;
    row.hidden = true;
  }
  renumber(block);
  block.querySelector("[data-add]")?.focus();
  block.dispatchEvent(new Event("input", { bubbles: true }));
}

function showButtons(root) {
  root.querySelectorAll("[data-remove]").forEach((button) => {
    button.hidden = false;
  });
  root.querySelectorAll("[data-delete-box]").forEach((box) => {
    box.hidden = true;
  });
}

function start(block) {
  showButtons(block);
  const button = block.querySelector("[data-add]");
  if (button) button.hidden = false;
  block.addEventListener("click", (event) => {
    if (event.target.closest("[data-add]")) add(block);
    const pressed = event.target.closest("[data-remove]");
    if (pressed) remove(block, pressed.closest("[data-row]"));
  });
  renumber(block);
}

document.querySelectorAll("[data-repeat]").forEach(start);
document.addEventListener("block:renewed", (event) => {
  event.target.querySelectorAll("[data-repeat]").forEach(start);
});
