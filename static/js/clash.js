/* Two texts of one question side by side, as the server sends them; the one that is chosen is sent at once. */
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
    if (isNew) place.scrollIntoView({ block: "nearest" });
  }

  function renew(name, html) {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    const fresh = holder.querySelector("[data-question]");
    block(name).replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("block:renewed", { bubbles: true, detail: { name } }));
    fresh.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

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
