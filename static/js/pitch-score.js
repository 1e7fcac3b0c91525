/* Points for a pitch (form data-pitch-score="address"): kept in this browser with each tap, then sent; sent again
   until the portal has them, also after a reload. What the portal has is removed here; so is everything on signing out. */
const PREFIX = "pyp-pitch:";
const PAUSES = [2000, 4000, 8000, 15000];
const PATIENCE = 10000;

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, entry) {
  try { localStorage.setItem(key, JSON.stringify(entry)); return true; } catch { return false; }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

function kept(prefix) {
  try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix)); } catch { return []; }
}

/* One try to send: {told} from the portal, or {why} it could not be reached. */
async function post(url, values, version) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  body.set("version", version);
  try {
    const answer = await fetch(url, {
      method: "POST", body, redirect: "manual", keepalive: true, signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
    });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (isJson && answer.status < 500) {
      const told = await answer.json();
      return told.state && told.state !== "signed_out" ? { told } : { why: "signed_out" };
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { why: "signed_out" };
    return { why: answer.status === 404 ? "gone" : "offline" };
  } catch {
    return { why: "offline" };
  }
}

function start(form) {
  const key = `${PREFIX}${form.dataset.pitchUser}:${form.dataset.pitchSheet}`;
  let retries = 0;
  let timer;
  let isSending = false;
  let count = 0; // grows with each change, so that a change made meanwhile is sent too
  const one = (name) => form.querySelector(`[data-pitch-${name}]`) || document.querySelector(`[data-pitch-${name}]`);
  const version = () => form.elements.namedItem("version");

  function values() {
    const found = {};
    for (const [name, value] of new FormData(form)) if (!/^(csrf|version)/.test(name)) found[name] = value;
    return found;
  }

  function say(state, time = "") {
    const words = document.querySelector(`template[data-pitch-word="${state}"]`).content.cloneNode(true);
    const place = words.querySelector("[data-time]");
    if (place) place.textContent = time;
    document.querySelector("[data-pitch-state]").replaceChildren(words);
    document.querySelector("[data-pitch-state]").dataset.pitchState = state;
  }

  function notice(why, text = "") {
    document.querySelectorAll("[data-pitch-notice]").forEach((place) => {
      place.hidden = place.dataset.pitchNotice !== why;
      const words = place.querySelector("[data-pitch-text]");
      if (words && text) words.textContent = text;
    });
  }

  function total() {
    let sum = 0;
    let weight = 0;
    let first = null;
    let given = 0;
    form.querySelectorAll("[data-weight]").forEach((place) => {
      const tapped = place.querySelector("input:checked");
      place.querySelectorAll("[data-anchor]").forEach((text) => { text.hidden = !tapped || text.dataset.anchor !== tapped.value; });
      if (!tapped) { first = first || place; return; }
      given += 1;
      weight += Number(place.dataset.weight);
      sum += (Number(place.dataset.weight) * Number(tapped.value)) / 5;
    });
    one("given").textContent = given;
    one("total").textContent = sum.toFixed(2);
    one("weight").textContent = weight;
    const next = one("next");
    next.hidden = !first;
    one("submit").hidden = Boolean(first);
    if (!first) return;
    next.href = `#${first.id}`;
    next.querySelector("[data-code]").textContent = first.id;
  }

  function keep(wantsSubmit = false) {
    const entry = { url: form.dataset.pitchScore, values: values(), version: version().value, submit: wantsSubmit };
    if (wantsSubmit) entry.values.submit = "1";
    count += 1;
    say(write(key, entry) ? "kept" : "unkept");
    send();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSES[Math.min(retries++, PAUSES.length - 1)]);
  }

  async function send() {
    clearTimeout(timer);
    if (isSending) return;
    const entry = read(key) || { values: values(), version: version().value };
    isSending = true;
    const before = count;
    const { told, why } = await post(form.dataset.pitchScore, entry.values, entry.version);
    isSending = false;
    if (why) { say("kept"); notice(why === "offline" ? "" : why); if (why === "offline") later(); return; }
    retries = 0;
    settle(told, entry, before);
  }

  function settle(told, entry, before) {
    const isSame = Object.entries(told.values || {}).every(([name, value]) => (entry.values[name] || "").trim() === value);
    if (told.state === "stale" && isSame && !entry.submit) told.state = "saved"; // an answer that was lost on its way
    if (told.state === "stale") { clash(told); return; }
    if (told.state === "refused" || told.state === "invalid") { say("kept"); notice("refused", told.text); return; }
    version().value = told.version;
    notice("");
    if (told.state === "submitted") { forget(key); form.dispatchEvent(new Event("saved")); window.location.reload(); return; }
    if (count !== before) { write(key, { ...read(key), version: told.version }); send(); return; }
    forget(key);
    say("saved", told.at);
  }

  /* Saved from another phone or window meanwhile: the member chooses, nothing is thrown away before. */
  function clash(told) {
    say("kept");
    notice("stale", told.text);
    const place = document.querySelector('[data-pitch-notice="stale"]');
    place.querySelector("[data-pitch-mine]").onclick = () => { version().value = told.version; notice(""); keep(); };
    place.querySelector("[data-pitch-theirs]").onclick = () => {
      version().value = told.version;
      fill(told.values);
      forget(key);
      notice("");
      say("saved", told.at);
    };
  }

  function fill(found) {
    for (const control of form.elements) {
      if (!control.name || /^(csrf|version)/.test(control.name) || control.tagName === "BUTTON") continue;
      const value = found[control.name] ?? "";
      if (control.type === "radio") control.checked = Number(control.value) === Number(value) && value !== "";
      else control.value = value;
    }
    total();
  }

  form.querySelectorAll("[data-plain]").forEach((place) => { place.hidden = true; });
  form.addEventListener("change", () => { total(); keep(); });
  form.addEventListener("input", (event) => { if (event.target.matches("textarea")) { clearTimeout(timer); timer = setTimeout(() => keep(), 1500); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(event.submitter?.name === "submit"); });
  window.addEventListener("online", () => { if (read(key)) send(); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-pitch-again]")) send(); });
  const left = read(key);
  if (left) { fill(left.values); version().value = left.version; say("kept"); send(); }
  total();
}

/* What other pitches have left unsent in this browser goes out from any page of the pitch day. */
async function sendRest(place) {
  for (const key of kept(`${PREFIX}${place.dataset.pitchQueue}:`)) {
    if (document.querySelector(`form[data-pitch-sheet="${key.split(":")[2]}"]`)) continue;
    const entry = read(key);
    const { told } = entry ? await post(entry.url, entry.values, entry.version) : {};
    if (told && (told.state === "saved" || told.state === "submitted")) forget(key);
  }
}

document.querySelectorAll("form[data-pitch-score]").forEach(start);
document.querySelectorAll("[data-pitch-queue]").forEach((place) => {
  sendRest(place);
  window.addEventListener("online", () => sendRest(place));
});
document.addEventListener("submit", (event) => {
  if (event.target.action?.includes("/accounts/logout/")) kept(PREFIX).forEach(forget);
});
