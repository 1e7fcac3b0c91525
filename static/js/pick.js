/* Rows ticked in a list (data-pick names the form) are counted in its bar and kept over its pages.

   The codes of other pages go with the form as hidden fields; they are kept in this tab only. */
document.querySelectorAll("[data-pick]").forEach((table) => {
  const form = document.getElementById(table.dataset.pick);
  const bar = document.querySelector(`[data-pick-bar="${form.id}"]`);
  const count = bar.querySelector("[data-pick-count]");
  const clear = bar.querySelector("[data-pick-clear]");
  const plain = count.textContent;
  const boxes = [...table.querySelectorAll('input[name="code"]')];
  const key = `pick:${location.pathname}`;
  const most = 300;

  function kept() {
    try {
      return new Set(JSON.parse(sessionStorage.getItem(key)) || []);
    } catch {
      return new Set();
    }
  }

  function keep(codes) {
    try {
      sessionStorage.setItem(key, JSON.stringify([...codes].slice(0, most)));
    } catch { /* no room, or none allowed: the ticks of this page still go with the form */ }
  }

  function show() {
    const here = new Set(boxes.map((box) => box.value));
    const others = [...kept()].filter((code) => !here.has(code));
    form.querySelectorAll("[data-kept]").forEach((field) => field.remove());
    others.forEach((code) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "code", value: code });
      field.dataset.kept = "";
      form.append(field);
    });
    boxes.forEach((box) => box.closest("tr").classList.toggle("table-active", box.checked));
    const ticked = others.length + boxes.filter((box) => box.checked).length;
    count.textContent = ticked ? count.dataset.pickCount.replace("{n}", ticked) : plain;
    clear.hidden = !ticked;
    bar.classList.toggle("is-idle", !ticked);
    if (all) all.checked = boxes.every((box) => box.checked);
  }

  function note() {
    const codes = kept();
    boxes.forEach((box) => codes[box.checked ? "add" : "delete"](box.value));
    keep(codes);
    show();
  }

  const head = table.querySelector("[data-pick-all]");
  const all = head?.appendChild(document.createElement("input"));
  if (all) {
    Object.assign(all, { type: "checkbox", className: "form-check-input" });
    all.setAttribute("aria-label", head.dataset.pickAll);
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
      note();
    });
  }
  const before = kept();
  boxes.forEach((box) => {
    box.checked ||= before.has(box.value);
    box.addEventListener("change", note);
  });
  clear.addEventListener("click", () => {
    keep([]);
    boxes.forEach((box) => { box.checked = false; });
    show();
  });
  form.addEventListener("submit", () => keep([]));
  show();
});
