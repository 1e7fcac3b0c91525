/* Two texts of one question side by side, as the server sends them. Without script one of two circles is
   sent with the step; with it each is a button, and what is chosen is sent at once. */
function dress(place) {
  place.querySelectorAll(".clash-choice:not([hidden])").forEach((label) => {
    const circle = label.querySelector("input");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary clash-button";
    button.textContent = label.textContent.trim();
    button.setAttribute("aria-describedby", circle.getAttribute("aria-describedby"));
    button.addEventListener("click", () => {
      circle.checked = true;
      circle.dispatchEvent(new Event("change", { bubbles: true }));
    });
    label.hidden = true;
    label.after(button);
  });
}

function start(form) {
  const block = (name) => form.querySelector(`[data-question="${name}"]`);

  function show(name, html) {
    const place = block(name)?.querySelector("[data-clash-place]");
    if (!place) return;
    const isNew = !place.firstElementChild;
    const chosen = place.querySelector("input:checked")?.value;
    place.innerHTML = html;
    const again = [...place.querySelectorAll("input")].find((one) => one.value === chosen);
    if (again) again.checked = true; // chosen while this was on its way: the same two texts
    dress(place);
    if (isNew && html) place.scrollIntoView({ block: "nearest" });
  }

  function renew(name, html) {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    const fresh = holder.querySelector("[data-question]");
    block(name).replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("block:renewed", { bubbles: true, detail: { name } }));
    fresh.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  dress(form);
  form.addEventListener("autosave:told", ({ detail }) => {
    const { answer } = detail;
    detail.sent.filter((name) => !(name in answer.clashes)).forEach((name) => show(name, ""));
    Object.entries(answer.clashes).forEach(([name, html]) => show(name, html));
    Object.entries(answer.blocks).forEach(([name, html]) => {
      if (!detail.changedSince.includes(name)) renew(name, html); // else it goes once more, with the newest text
    });
  });
}

document.querySelectorAll("form[data-autosave]").forEach(start);
