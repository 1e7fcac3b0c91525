/* Sends the files of a form (data-upload="address" data-upload-kind="…") part by part, several at once (one alone with
   data-upload-one), and goes on by itself when the line comes back. The server knows how much has come: after a reload, or on another computer,
   the same file goes on where it stopped. Without script, or in a browser too old for it, the form is sent as it is. */
const PATIENCE = 60000;
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
const AT_ONCE = 2; // files; the others wait, so that one slow line is not shared by ten
const STEP = 25; // percent between two announcements
const canSend = Boolean(window.crypto?.subtle && AbortSignal.any);
let running = 0;
const queue = [];
const mine = new Set(); // versions that files of this page have made

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

async function ask(url, method, body, headers = {}, signal = null) {
  const signals = [AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])];
  const answer = await fetch(url, {
    method, body, redirect: "manual", signal: AbortSignal.any(signals),
    headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken"), ...headers },
  });
  const isJson = (answer.headers.get("Content-Type") || "").includes("json");
  const told = isJson ? await answer.json() : {};
  if (answer.ok) return told;
  if (answer.status === 409 && "received" in told) return told;
  if (told.error) throw { why: "refused", text: told.error };
  if (answer.type === "opaqueredirect" || answer.status === 401 || told.state === "signed_out") throw { why: "signed_out" };
  throw { why: answer.status >= 500 || answer.status === 429 ? "line" : "failed" };
}

async function hash(part) {
  const digest = await crypto.subtle.digest("SHA-256", await part.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function size(bytes) {
  const [unit, by] = bytes < 2 ** 20 ? ["KB", 2 ** 10] : ["MB", 2 ** 20];
  return `${(bytes / by).toFixed(unit === "MB" ? 1 : 0)} ${unit}`;
}

function rest(attempt, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, PAUSES[Math.min(attempt, PAUSES.length - 1)]);
    const now = () => { clearTimeout(timer); done(); };
    window.addEventListener("online", now, { once: true });
    signal.addEventListener("abort", now, { once: true });
  });
}

function forget(uid) {
  const place = document.querySelector(`[data-upload-waiting="${uid}"]`);
  const all = place?.closest("section");
  place?.remove();
  if (all && !all.querySelector("[data-upload-waiting]")) all.remove();
}

/* The proposal is newer by this file, which the reader of this page has seen: its other forms may go on. */
function follow(version) {
  if (version) mine.add(version);
  document.querySelectorAll('input[name="version"]').forEach((input) => {
    while (mine.has(Number(input.value) + 1)) input.value = Number(input.value) + 1;
  });
}

class Upload {
  constructor(form, file) {
    Object.assign(this, { form, file, received: 0, uid: "", said: "" });
    const row = document.querySelector("template[data-upload-row]").content.cloneNode(true).firstElementChild;
    this.row = row;
    row.querySelectorAll("[data-upload-name]").forEach((place) => { place.textContent = file.name; });
    row.querySelector("[data-upload-cancel]").addEventListener("click", () => this.cancel());
    row.querySelector("[data-upload-again]").addEventListener("click", () => this.start());
    form.querySelector("[data-upload-rows]").append(row);
    this.start();
  }

  get percent() {
    return Math.floor((100 * this.received) / Math.max(this.file.size, 1));
  }

  say(word, text = "") {
    const template = document.querySelector(`template[data-upload-word="${word}"]`);
    const words = text || template.content.textContent.trim()
      .replace("{percent}", `${this.percent} %`).replace("{size}", size(this.file.size));
    this.row.querySelector("[data-upload-bar]").value = this.percent;
    this.row.querySelector("[data-upload-said]").textContent = words;
    const mayGoOn = ["failed", "signed_out"].includes(word);
    this.row.classList.toggle("is-wrong", mayGoOn || word === "refused");
    this.row.querySelector("[data-upload-again]").hidden = !mayGoOn;
    this.row.querySelector("[data-upload-bar]").hidden = word === "refused";
    const heard = `${word} ${word === "sending" ? Math.floor(this.percent / STEP) : text}`;
    if (heard !== this.said) this.row.querySelector("[data-upload-told]").textContent = words;
    this.said = heard;
  }

  start() {
    this.stop = new AbortController();
    this.say("sending");
    this.done = new Promise((done) => {
      queue.push(() => this.run().then(done));
    });
    next();
  }

  async run() {
    for (let attempt = 0; !this.stop.signal.aborted;) {
      const before = this.received;
      try {
        return await this.send();
      } catch (problem) {
        if (this.stop.signal.aborted) return false;
        if (problem.why && problem.why !== "line") {
          this.say(problem.why, problem.text);
          return false;
        }
        attempt = this.received > before ? 0 : attempt + 1;
        this.say("waiting");
        await rest(attempt, this.stop.signal);
      }
    }
    return false;
  }

  async send() {
    const { signal } = this.stop;
    const body = new FormData();
    const facts = { kind: this.form.dataset.uploadKind, name: this.file.name, size: this.file.size, changed: this.file.lastModified };
    for (const [name, value] of Object.entries(facts)) body.set(name, value);
    const begun = this.uid ? await ask(this.url, "GET", undefined, {}, signal) : await ask(this.form.dataset.upload, "POST", body, {}, signal);
    this.uid = begun.uid;
    this.received = begun.received;
    forget(this.uid);
    this.say("sending");
    while (this.received < this.file.size) {
      const part = this.file.slice(this.received, this.received + begun.part);
      const headers = { "Content-Type": "application/octet-stream", "X-Part-Offset": this.received, "X-Part-SHA256": await hash(part) };
      const { received } = await ask(this.url, "PUT", part, headers, signal);
      if (received === this.received) throw { why: "line" }; // spoilt on its way: once more, after a while
      this.received = received;
      this.say("sending");
    }
    this.say("checking");
    this.settle(await ask(`${this.url}finish/`, "POST", new FormData(), {}, signal));
    return true;
  }

  get url() {
    return `${this.form.dataset.upload}${this.uid}/`;
  }

  settle(told) {
    this.say(told.html ? "attached" : "there");
    follow(told.version);
    if (!told.html) {
      this.form.elements.namedItem("sent").value = told.sent;
      return;
    }
    const list = document.querySelector(`[data-upload-attached="${this.form.dataset.uploadKind}"]`);
    if (told.replaces) list.replaceChildren();
    if (!list.querySelector(`form[action*="${told.uid}"]`)) list.insertAdjacentHTML("beforeend", told.html);
    this.row.querySelector("[data-upload-cancel]").remove();
    setTimeout(() => this.row.remove(), 4000);
  }

  cancel() {
    this.stop.abort();
    this.row.remove();
    const sent = this.form.elements.namedItem("sent");
    if (sent && sent.value === this.uid) sent.value = "";
    if (this.uid) ask(`${this.url}drop/`, "POST", new FormData()).catch(() => {}); // else swept after two days
    this.form.querySelector("input[type=file]").focus();
  }
}

function next() {
  while (running < AT_ONCE && queue.length) {
    running += 1;
    queue.shift()().finally(() => { running -= 1; next(); });
  }
}

function start(form) {
  const input = form.querySelector("input[type=file]");
  const isOne = Boolean(form.elements.namedItem("sent")) || "uploadOne" in form.dataset;
  let last = null;
  input.multiple = !isOne;
  const plain = form.querySelector("[data-upload-plain]");
  if (plain) plain.hidden = true;
  input.addEventListener("change", () => {
    if (isOne && last) last.cancel();
    for (const file of input.files) last = new Upload(form, file);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    if (!last || last.row.isConnected === false || form.elements.namedItem("sent")?.value) return;
    event.preventDefault(); // the letter is still on its way: send the rest behind it
    const { submitter } = event;
    last.done.then((isThere) => { if (isThere) form.requestSubmit(submitter); });
  });
}

if (canSend) document.querySelectorAll("form[data-upload]").forEach(start);
