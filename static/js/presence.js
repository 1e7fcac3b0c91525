/* Says that this tab is open and shows who else is here; asks while one looks at the page only. */
const EVERY = 40000;

function start(place) {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  let last = 0;

  function show(html) {
    last = Date.now();
    if (place.dataset.shown !== html) place.innerHTML = html;
    place.dataset.shown = html;
  }

  async function ask() {
    if (document.visibilityState !== "visible" || Date.now() - last < EVERY / 2) return;
    const body = new FormData();
    body.set("_tab", form.elements.namedItem("_tab").value);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] || "";
    try {
      const answer = await fetch(place.dataset.presence, {
        method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token }, redirect: "manual",
      });
      if (answer.ok) show((await answer.json()).here);
    } catch {
      last = 0; // the line is down: the next round asks again
    }
  }

  form.addEventListener("autosave:told", ({ detail }) => show(detail.answer.here));
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, EVERY);
  setTimeout(ask, 1500);
}

document.querySelectorAll("[data-presence]").forEach(start);
