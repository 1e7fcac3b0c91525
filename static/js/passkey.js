/* A form that is sent with a passkey: the browser asks for the finger, the face or the PIN.
   The button shows only where the browser can do so; the package beside it turns what the
   server sends into what the browser takes, and back. */
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

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const button = form.querySelector("[data-passkey-go]");
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (!window.PublicKeyCredential) return;
  form.querySelector("[data-passkey-without]")?.remove();
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await made(form));
      form.submit();
    } catch {
      trouble.hidden = false; // nothing came of it: refused, timed out, or no such passkey
      button.disabled = false;
    }
  });
});
