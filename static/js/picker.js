/* Finds and chooses by typing any part of a name: a combobox after the ARIA 1.2 pattern.
   <select data-picker> for one choice; <div data-picker data-most="3"> around boxes for several.
   A select with an address (data-picker="/agencies/find/") asks the server; the others search
   what stands on the page. The boxes, or a field of the same name, keep the answer; without
   script they are there themselves. Words come from <template data-picker-words>. */
const words = document.querySelector("[data-picker-words]")?.dataset ?? {};
const cross = document.querySelector("[data-picker-words]")?.innerHTML ?? "×";
const WAIT = 200;
let count = 0;

function say(text, values) {
  return (text || "").replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

function plain(text) {
  return text.normalize("NFC").replaceAll("\u0e4d\u0e32", "\u0e33").toLowerCase();
}

function fits(option, query) {
  const label = plain(`${option.value} ${option.label}`);
  return plain(query).split(/\s+/).every((word) => label.includes(word));
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

/* --- Where the answer is kept: boxes, a select, or a hidden field ------------------------ */
function boxes(root) {
  const holder = make("div", { hidden: "" });
  holder.append(...root.childNodes);
  root.append(holder);
  const all = [...holder.querySelectorAll("input")];
  const label = (box) => box.closest(".choice, label").textContent.trim();
  return {
    holder,
    place: (ui) => root.prepend(ui),
    name: root.closest("fieldset")?.querySelector("legend")?.textContent.trim() ?? "",
    options: () => all.map((box) => ({ value: box.value, label: label(box), box })),
    chosen: () => all.filter((box) => box.checked).map((box) => ({ value: box.value, label: label(box), box })),
    add: (option) => set(option.box, true),
    drop: (option) => set(option.box, false),
    many: true,
    most: Number(root.dataset.most || Infinity),
  };
}

function set(box, checked) {
  box.checked = checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function field(select) {
  const hidden = make("input", { type: "hidden", name: select.name });
  const known = new Map([...select.options].map((o) => [o.value, { value: o.value, label: o.text }]));
  hidden.value = select.value;
  select.after(hidden);
  const put = (value) => {
    hidden.value = value;
    hidden.dispatchEvent(new Event("input", { bubbles: true }));
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  };
  known.delete("");
  return {
    holder: hidden,
    known,
    place: (ui) => select.replaceWith(ui),
    name: document.querySelector(`label[for="${select.id}"]`)?.textContent.trim() ?? "",
    id: select.id,
    described: select.getAttribute("aria-describedby"),
    invalid: select.getAttribute("aria-invalid"),
    options: () => [...known.values()],
    chosen: () => (hidden.value ? [known.get(hidden.value) ?? { value: hidden.value, label: "" }] : []),
    add: (option) => { known.set(option.value, option); fill(hidden, option); put(option.value); },
    drop: () => put(""),
    many: false,
    most: 1,
    url: select.dataset.picker,
  };
}

/* What the register knows of a choice goes into the other controls of its row. */
function fill(hidden, option) {
  const row = hidden.closest("[data-row]");
  Object.entries(option.fills ?? {}).forEach(([name, value]) => {
    const control = row?.querySelector(`[name$="-${name}"]`);
    if (control) control.value = value;
  });
}

/* They need not be seen then: answers with what the register says of level and sector. */
function hideFilled(hidden) {
  const row = hidden.closest("[data-row]");
  if (!row || !hidden.name.endsWith("-agency")) return "";
  const said = [];
  ["name_th", "level", "sector"].forEach((name) => {
    const control = row.querySelector(`[name$="-${name}"]`);
    const column = control?.closest("[class*=col-]");
    if (column) column.hidden = Boolean(hidden.value) && !column.querySelector(".is-invalid");
    if (control?.value && control.matches("select")) said.push(control.selectedOptions[0].text);
  });
  return hidden.value ? said.join(" · ") : "";
}

/* --- The combobox ---------------------------------------------------------------------- */
function start(root) {
  if (root.dataset.started) return;
  root.dataset.started = "yes";
  const kept = root.matches("select") ? field(root) : boxes(root);
  const id = kept.id || `picker-${(count += 1)}`;
  const input = make("input", {
    class: "form-control", type: "text", role: "combobox", id, autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${id}-list`, placeholder: words.type ?? "",
  });
  if (kept.described) input.setAttribute("aria-describedby", kept.described);
  if (kept.invalid) { input.setAttribute("aria-invalid", "true"); input.classList.add("is-invalid"); }
  if (kept.many) input.setAttribute("aria-label", `${kept.name}: ${words.type ?? ""}`);
  const list = make("ul", { class: "picker-list plain-list", role: "listbox", id: `${id}-list`, "aria-label": kept.name, hidden: "" });
  const chips = make("ul", { class: "picker-chips plain-list" });
  const told = make("p", { class: "picker-told", role: "status" });
  const clear = make("button", { type: "button", class: "btn btn-quiet btn-icon picker-clear", hidden: "" });
  clear.innerHTML = `${cross}<span class="visually-hidden"></span>`;
  clear.lastElementChild.textContent = words.clear ?? "";
  const about = make("p", { class: "auto-line", hidden: "" });
  const box = make("div", { class: "picker-box" }, input, clear, list);
  const ui = make("div", { class: "picker" }, chips, box, about, told);
  kept.place(ui);
  if (!kept.many) ui.append(kept.holder);

  let shown = [];
  let active = -1;
  let asked = 0;
  let timer;

  const isOpen = () => !list.hidden;
  const isFull = () => kept.many && kept.chosen().length >= kept.most;
  const tell = (text, isSeen = true) => {
    told.textContent = text;
    told.classList.toggle("visually-hidden", !isSeen);
  };

  function close() {
    list.hidden = true;
    active = -1;
    asked += 1;
    clearTimeout(timer);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(index) {
    active = index;
    [...list.children].forEach((line, at) => line.classList.toggle("is-active", at === index));
    const line = list.children[index];
    if (!line) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  function show(options, hasMore = false) {
    const values = new Set(kept.chosen().map((option) => option.value));
    shown = options;
    list.replaceChildren(...options.map((option, at) => {
      const line = make("li", { role: "option", id: `${id}-${at}`, "aria-selected": String(values.has(option.value)) }, make("span", {}, option.label));
      if (option.note) line.append(make("small", {}, option.note));
      return line;
    }));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(Boolean(options.length)));
    point(-1);
    if (options.length) list.scrollIntoView({ block: "nearest" });
    if (hasMore) tell(say(words.more, { n: options.length }));
    else tell(options.length ? say(words.found, { n: options.length }) : words.none ?? "");
  }

  async function ask(query) {
    const mine = (asked += 1);
    try {
      const answer = await fetch(`${kept.url}?q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (mine === asked) show(found.options, found.more);
    } catch {
      if (mine === asked) { close(); tell(words.lost ?? ""); }
    }
  }

  function search() {
    const query = input.value.trim();
    clearTimeout(timer);
    if (isFull()) { close(); tell(say(words.full, { n: kept.most })); return; }
    if (!kept.url) show(kept.options().filter((option) => fits(option, query)));
    else if (query.length > 1) timer = setTimeout(() => ask(query), WAIT);
    else close();
  }

  function choose(option) {
    const isChosen = kept.chosen().some((one) => one.value === option.value);
    if (kept.many && isChosen) kept.drop(option);
    else kept.add(option);
    close();
    draw();
    if (isFull()) tell(say(words.full, { n: kept.most }));
    else tell(say(words.chosen, { name: option.label }), kept.many);
  }

  function draw() {
    const chosen = kept.chosen();
    if (!kept.many) {
      input.value = chosen[0]?.label ?? "";
      clear.hidden = !chosen.length;
      about.textContent = hideFilled(kept.holder);
      about.hidden = !about.textContent;
      return;
    }
    input.value = "";
    chips.hidden = !chosen.length;
    chips.replaceChildren(...chosen.map((option) => {
      const button = make("button", { type: "button", class: "picker-drop", "aria-label": say(words.remove, { name: option.label }) });
      button.innerHTML = cross;
      button.addEventListener("click", () => { kept.drop(option); draw(); tell(""); input.focus(); });
      return make("li", { class: "picker-chip" }, make("span", {}, option.label), button);
    }));
  }

  /* A value that came from elsewhere, such as a copy that was offered back, gets its name. */
  async function name() {
    const [option] = kept.chosen();
    if (kept.many || !option || option.label || !kept.url) return draw();
    const answer = await fetch(`${kept.url}?key=${encodeURIComponent(option.value)}`);
    const found = answer.ok ? (await answer.json()).options[0] : null;
    kept.known.set(option.value, found ?? { value: option.value, label: option.value });
    draw();
  }

  const keys = {
    ArrowDown: () => (isOpen() ? point((active + 1) % shown.length) : search()),
    ArrowUp: () => (isOpen() ? point((active - 1 + shown.length) % shown.length) : search()),
    Enter: () => { if (isOpen() && shown[active]) choose(shown[active]); },
    Escape: () => { close(); draw(); tell(""); },
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", (event) => { event.stopPropagation(); search(); });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("click", () => { if (!isOpen() && !kept.url) search(); });
  input.addEventListener("blur", () => {
    close();
    if (kept.many) input.value = "";
    else if (!input.value.trim() && kept.chosen().length) kept.drop();
    else draw();
  });
  clear.addEventListener("click", () => { kept.drop(); draw(); input.focus(); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]");
    if (line) choose(shown[[...list.children].indexOf(line)]);
  });
  kept.holder.addEventListener("input", name);
  draw();
}

function startAll(node) {
  if (!(node instanceof Element)) return;
  if (node.matches("[data-picker]")) start(node);
  node.querySelectorAll("[data-picker]").forEach(start);
  node.querySelectorAll("[data-picker-plain]").forEach((part) => { part.hidden = true; });
}

if (document.querySelector("[data-picker-words]")) {
  startAll(document.body);
  document.addEventListener("rows:added", (event) => startAll(event.target));
  new MutationObserver((changes) => {
    changes.forEach((change) => change.addedNodes.forEach(startAll));
  }).observe(document.body, { childList: true, subtree: true });
}
