/* Keeps a copy of what one types in this browser until the server has it, and offers it back after a crash.
   One entry for each question, under the person, the proposal and the step. None where the computer is shared. */
const PREFIX = "pyp-copy:";
const SHARED = "pyp-shared";
const DAYS = 30;
const words = { th: { at: "เวลา", hours: "น." }, en: { at: "at", hours: "hrs" } }[document.documentElement.lang];

function store() {
  try {
    localStorage.setItem("pyp-probe", "1");
    localStorage.removeItem("pyp-probe");
    return localStorage;
  } catch {
    return null;
  }
}

function keys(box, prefix) {
  return Object.keys(box).filter((key) => key.startsWith(prefix));
}

function read(box, key) {
  try {
    return JSON.parse(box.getItem(key));
  } catch {
    return null;
  }
}

function fields(block) {
  const found = [];
  block.querySelectorAll("input, select, textarea").forEach((control) => {
    if (!control.name || control.name.startsWith("_") || control.type === "file") return;
    if (/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(control.name)) return;
    if (/^(checkbox|radio)$/.test(control.type) && !control.checked) return;
    const label = control.matches("select") ? control.selectedOptions[0]?.textContent : undefined;
    found.push([control.name, control.value, label]);
  });
  return found;
}

/* The rows that say something, in order, each as pairs of column and value; or the single values. */
function rows(found, prefix) {
  if (!prefix) return [found.filter(([, value]) => value !== "")];
  const byRow = new Map();
  found.forEach(([name, value, label]) => {
    const [, number, column] = name.match(new RegExp(`^${prefix}-(\\d+)-(.+)$`)) || [];
    if (column === undefined) return;
    byRow.set(number, [...(byRow.get(number) || []), [column, value, label]]);
  });
  return [...byRow.values()]
    .filter((row) => !row.some(([column, value]) => column === "DELETE" && value))
    .map((row) => row.filter(([, value]) => value !== ""))
    .filter((row) => row.length);
}

function same(one, other, prefix) {
  const plain = (found) => JSON.stringify(rows(found, prefix).map((row) => row.map(([n, v]) => [n, v.replaceAll("\r\n", "\n")])));
  return plain(one) === plain(other);
}

function put(control, found, name) {
  const own = found.filter(([one]) => one === name);
  if (/^(checkbox|radio)$/.test(control.type)) {
    control.checked = own.some(([, value]) => value === control.value);
  } else {
    const [, value = "", label] = own[0] || [];
    if (control.matches("select") && ![...control.options].some((one) => one.value === value)) {
      control.add(new Option(label || value, value));
    }
    control.value = value;
  }
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

function controls(place) {
  return [...place.querySelectorAll("input, select, textarea")].filter((one) => one.name && !one.name.startsWith("_") && one.type !== "file");
}

function fillRows(block, found, prefix) {
  const wanted = rows(found, prefix);
  const visible = () => [...block.querySelectorAll("[data-row]")].filter((row) => !row.hidden);
  while (visible().length < wanted.length) block.querySelector("[data-add]").click();
  visible().forEach((row, number) => {
    if (number >= wanted.length) return row.querySelector("[data-remove]").click();
    return controls(row).filter((one) => !one.name.endsWith("-DELETE")).forEach((control) => {
      put(control, wanted[number], control.name.replace(/^.+?-\d+-/, ""));
    });
  });
}

function fill(block, found) {
  const prefix = block.querySelector("[data-repeat]")?.dataset.repeat;
  if (prefix) fillRows(block, found, prefix);
  else controls(block).forEach((control) => put(control, found, control.name));
}

function said(moment) {
  const there = { timeZone: "Asia/Bangkok" };
  const day = moment.toLocaleDateString(document.documentElement.lang, { dateStyle: "long", ...there });
  const time = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", ...there });
  return `${day} ${words.at} ${time.replace(":", ".")}\u00a0${words.hours}`;
}

function start(form) {
  const box = store();
  const prefix = `${PREFIX}${form.dataset.copyKey}:`;
  const began = Date.parse(form.dataset.now) - performance.now();
  const now = () => began + performance.now(); // the server's time
  const isOn = () => box !== null && box.getItem(SHARED) !== "yes";
  const value = (name) => form.elements.namedItem(name)?.value || "";
  const offer = document.querySelector("[data-copy-offer]");

  function keep(event) {
    const block = event.target.closest("[data-question]");
    form.dataset.copied = "no";
    if (!block || !isOn()) return;
    const name = block.dataset.question;
    const seen = value(`_seen-${name}`) || value("version");
    const entry = { tab: value("_tab"), seen: Number(seen), at: now(), fields: fields(block) };
    try {
      box.setItem(prefix + name, JSON.stringify(entry));
      form.dataset.copied = "yes";
    } catch {
      form.dataset.copied = "no"; // the browser has no room: leaving the page is warned of instead
    }
  }

  function forget(name) {
    const entry = box && read(box, prefix + name);
    if (entry && entry.tab === value("_tab")) box.removeItem(prefix + name);
  }

  function isNewer(entry, block) {
    const saved = Date.parse(block.dataset.savedAt) || 0;
    return Number(block.dataset.version) <= entry.seen || entry.at > saved;
  }

  function found() {
    return keys(box, prefix).flatMap((key) => {
      const entry = read(box, key);
      const block = form.querySelector(`[data-question="${key.slice(prefix.length)}"]`);
      const repeat = block?.querySelector("[data-repeat]")?.dataset.repeat;
      const isHere = entry && block && same(entry.fields, fields(block), repeat);
      const isWanted = entry && block && isNewer(entry, block) && !isHere;
      if (!isWanted && !(isHere && "unsavedPage" in form.dataset)) box.removeItem(key);
      return isWanted ? [{ key, entry, block, name: block.dataset.question }] : [];
    });
  }

  function ask() {
    const copies = found();
    if (!copies.length) return;
    offer.querySelector("[data-copy-time]").textContent = said(new Date(Math.max(...copies.map(({ entry }) => entry.at))));
    offer.querySelector("[data-copy-fields]").textContent = copies.map(({ block }) => block.dataset.label).join(", ");
    offer.hidden = false;
    offer.querySelector("[data-copy-take]").addEventListener("click", () => take(copies));
    offer.querySelector("[data-copy-drop]").addEventListener("click", () => drop(copies));
  }

  function take(copies) {
    copies.forEach(({ entry, block, name }) => {
      form.elements.namedItem(`_seen-${name}`).value = entry.seen;
      fill(block, entry.fields);
    });
    offer.hidden = true;
    form.dispatchEvent(new Event("autosave:send"));
    copies[0].block.scrollIntoView({ block: "center" });
  }

  function drop(copies) {
    copies.forEach(({ key }) => box.removeItem(key));
    offer.hidden = true;
  }

  function share() {
    const place = document.querySelector("[data-shared-computer]");
    if (!place || box === null) return;
    const tick = place.querySelector("input");
    place.hidden = false;
    tick.checked = !isOn();
    tick.addEventListener("change", () => {
      if (tick.checked) keys(box, PREFIX).forEach((key) => box.removeItem(key));
      box[tick.checked ? "setItem" : "removeItem"](SHARED, "yes");
    });
  }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("autosave:told", ({ detail }) => detail.kept.forEach(forget));
  form.addEventListener("block:renewed", ({ detail }) => forget(detail.name));
  share();
  if (!isOn()) return;
  keys(box, PREFIX).filter((key) => now() - (read(box, key)?.at || 0) > DAYS * 864e5).forEach((key) => box.removeItem(key));
  ask();
}

document.querySelectorAll("form[data-autosave]").forEach(start);
