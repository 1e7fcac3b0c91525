/* A form with data-confirm asks once, in a dialog, before it is sent. */
const words = {
  th: { go: "ยืนยัน", back: "ย้อนกลับ" },
  en: { go: "Confirm", back: "Go back" },
}[document.documentElement.lang];

function button(text, css, value) {
  const made = document.createElement("button");
  made.className = `btn ${css}`;
  made.textContent = text;
  made.value = value;
  return made;
}

function ask(question, verb) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm-card";
  const form = document.createElement("form");
  form.method = "dialog";
  const text = document.createElement("p");
  text.id = "confirm-question";
  text.textContent = question;
  const row = document.createElement("div");
  row.className = "btn-row";
  row.append(button(verb || words.go, "btn-primary", "go"), button(words.back, "btn-secondary", ""));
  form.append(text, row);
  dialog.setAttribute("aria-labelledby", text.id);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "go");
      dialog.remove();
    });
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const question = form.dataset.confirm || event.submitter?.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  if (await ask(question, submitter?.textContent.trim())) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
  }
}, true);
