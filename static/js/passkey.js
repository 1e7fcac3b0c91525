/* A form that is sent with a passkey: the browser asks for the finger, the face or the PIN.
   The button shows only where the browser can do so; the package beside it turns what the
   server sends into what the browser takes, and back. Where a passkey was made or shown before,
   the browser also offers it under the e-mail, as it offers a password that it keeps. */
const HERE = "pyp-passkey";
const waiting = new AbortController(); // what the browser offers by itself ends when one presses the button

const optionsOf = async (form) => {
  if (!form.dataset.passkeyFrom) return JSON.parse(document.getElementById("passkey-data").textContent);
  const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

const made = async (form) => {
  const options = await optionsOf(form);
  if (!options.creation_options) return window.webauthnJSON.get(options.request_options);
  const wanted = options.creation_options.publicKey.authenticatorSelection;
  const alone = form.elements.passwordless?.checked;
  Object.assign(wanted, { residentKey: alone ? "required" : "discouraged", requireResidentKey: Boolean(alone) });
  if (alone) wanted.userVerification = "required";
  return window.webauthnJSON.create(options.creation_options);
};

const wasHere = () => {
  try { return localStorage.getItem(HERE); } catch { return null; }
};

const send = (form, credential) => {
  try { localStorage.setItem(HERE, "1"); } catch { /* it is then offered by the button alone */ }
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
};

const offer = async (form) => {
  const browser = window.PublicKeyCredential;
  if (!wasHere() || !browser.parseRequestOptionsFromJSON || !(await browser.isConditionalMediationAvailable?.())) return;
  const options = await optionsOf(form);
  const publicKey = browser.parseRequestOptionsFromJSON(options.request_options.publicKey);
  const found = await navigator.credentials.get({ mediation: "conditional", publicKey, signal: waiting.signal });
  if (found) send(form, found.toJSON());
};

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const button = form.querySelector("[data-passkey-go]");
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (!window.PublicKeyCredential) return;
  form.querySelector("[data-passkey-without]")?.remove();
  button.hidden = false;
  if (button.autofocus) button.focus();
  if (form.dataset.passkeyFrom) offer(form).catch(() => {}); // the button is there
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    waiting.abort();
    trouble.hidden = true;
    button.disabled = true;
    try {
      send(form, await made(form));
    } catch {
      trouble.hidden = false; // nothing came of it: refused, timed out, or no such passkey
      button.disabled = false;
    }
  });
});
