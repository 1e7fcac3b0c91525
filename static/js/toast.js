/* A toast goes after 8 seconds, waits while one reads it, and can be closed. */
const SECONDS = 8;

function start(toast) {
  let timer;
  const wait = () => clearTimeout(timer);
  const go = () => {
    wait();
    timer = setTimeout(() => toast.remove(), SECONDS * 1000);
  };
  for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, wait);
  for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, go);
  const button = toast.querySelector("[data-toast-close]");
  button.hidden = false;
  button.addEventListener("click", () => toast.remove());
  go();
}

document.querySelectorAll("[data-toast]").forEach(start);
