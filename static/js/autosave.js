/* Saves a form (data-autosave="address") question by question: two seconds after typing stops, and on leaving a field.
   Each [data-question] is sent whole. What becomes of it is told by events on the form:
   autosave:sending, autosave:told {answer, kept, changedSince}, autosave:failed {why, text}. "autosave:send" asks for it now. */
const PAUSE = 2000;
const PATIENCE = 20000;
const RETRIES = [3000, 6000, 12000, 20000, 30000];
const KEEPALIVE_BYTES = 60000; // a browser carries no more behind a page that closes

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function size(body) {
  let total = 0;
  for (const [name, value] of body) total += 120 + new Blob([name, value]).size;
  return total;
}

function start(form) {
  const changed = new Map(); // question -> how often it was changed
  const wrong = new Set(); // questions with something that cannot be saved as it is
  let timer;
  let retries = 0;
  let sending = null;
  let isFailing = false;
  let isAskedAgain = false;
  let isLeaving = false;
  let underway; // stops the part that is sent: too late for an answer, or the whole goes in its stead
  const hidden = (name) => form.elements.namedItem(name);
  const block = (name) => form.querySelector(`[data-question="${name}"]`);
  const tell = (what, detail) => form.dispatchEvent(new CustomEvent(`autosave:${what}`, { detail }));

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function change(event) {
    const place = event.target.closest("[data-question]");
    if (!place) return;
    const name = place.dataset.question;
    changed.set(name, (changed.get(name) || 0) + 1);
    tell("typing", { name });
    later(event.target.type === "radio" && event.target.name.startsWith("_choice-") ? 0 : PAUSE);
  }

  function collected(names) {
    const inside = new Set();
    for (const name of names) {
      block(name)?.querySelectorAll("input, select, textarea").forEach((control) => inside.add(control.name));
    }
    const body = new FormData();
    for (const [name, value] of new FormData(form)) if (inside.has(name)) body.append(name, value);
    for (const name of ["version", "_tab", "_as"]) body.set(name, hidden(name).value);
    hidden("_turn").value = Number(hidden("_turn").value) + 1;
    body.set("_turn", hidden("_turn").value);
    names.forEach((name) => body.append("_q", name));
    return body;
  }

  function send() {
    clearTimeout(timer);
    if (sending) isAskedAgain = true;
    if (sending || isLeaving || !changed.size) return sending; // what is sent as a whole needs no part beside it
    isAskedAgain = false;
    const counts = new Map(changed);
    tell("sending");
    sending = post(collected([...counts.keys()]))
      .then((answer) => settle(answer, counts), (problem) => fail(problem))
      .finally(() => { sending = null; })
      .then(() => { if (!isFailing && changed.size) later(isAskedAgain ? 0 : PAUSE); });
    return sending;
  }

  async function post(body) {
    underway = new AbortController();
    const { signal } = underway;
    const late = setTimeout(() => underway.abort(), PATIENCE);
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
      redirect: "manual",
      keepalive: size(body) < KEEPALIVE_BYTES,
      signal,
    }).finally(() => clearTimeout(late));
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    const told = isJson ? await answer.json() : {};
    if (answer.ok || answer.status === 409) return told;
    throw { why: reason(answer, told), text: told.text };
  }

  function reason(answer, told) {
    if (answer.type === "opaqueredirect" || answer.status === 401) return "signed_out";
    if (told.state) return told.state;
    if (answer.status === 403 || answer.status === 404) return "forbidden";
    return answer.status >= 500 || answer.status === 429 ? "offline" : "failed";
  }

  function settle(answer, counts) {
    isFailing = false;
    retries = 0;
    if (answer.state === "refused") return fail({ why: "refused", text: answer.text });
    const still = (name) => changed.get(name) !== counts.get(name);
    const kept = [...counts.keys()].filter((name) => name in answer.saved && !still(name));
    for (const [name, digest] of Object.entries(answer.saved)) {
      hidden(`_was-${name}`).value = digest;
      hidden(`_seen-${name}`).value = answer.version;
    }
    for (const name of counts.keys()) {
      wrong[name in answer.errors ? "add" : "delete"](name);
      if (!still(name)) changed.delete(name);
    }
    const changedSince = [...changed.keys()];
    tell("told", { answer, kept, changedSince, sent: [...counts.keys()], isWhole: !changed.size });
  }

  function fail(problem) {
    if (isLeaving) return;
    const why = problem.why || "offline";
    isFailing = true;
    tell("failed", { why, text: problem.text || "" });
    if (why === "offline") later(RETRIES[Math.min(retries++, RETRIES.length - 1)]);
  }

  async function sendBefore(event) {
    const other = event.target;
    if (other === form || other.method !== "post" || other.dataset.sentAfter || !changed.size) return;
    event.preventDefault();
    const { submitter } = event;
    await Promise.race([send(), new Promise((done) => { setTimeout(done, 4000); })]);
    other.dataset.sentAfter = "yes";
    other.requestSubmit(submitter);
  }

  form.addEventListener("input", change);
  form.addEventListener("change", (event) => { change(event); if (event.isTrusted) later(0); });
  form.addEventListener("focusout", () => { if (changed.size && !isFailing) later(0); });
  form.addEventListener("autosave:send", () => send());
  form.addEventListener("submit", (event) => {
    isLeaving = !event.defaultPrevented;
    clearTimeout(timer);
    if (isLeaving) underway?.abort();
    hidden("_turn").value = Number(hidden("_turn").value) + 1;
    const token = cookie("csrftoken");
    if (token) hidden("csrfmiddlewaretoken").value = token;
  });
  document.addEventListener("submit", sendBefore);
  window.addEventListener("online", () => { if (isFailing) send(); });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" ? !isFailing : isFailing) send();
  });
  window.addEventListener("beforeunload", (event) => {
    const isSafe = form.dataset.copied === "yes" && !isFailing;
    if (!isLeaving && (changed.size || wrong.size) && !isSafe) event.preventDefault();
  });
}

document.querySelectorAll("form[data-autosave]").forEach(start);
