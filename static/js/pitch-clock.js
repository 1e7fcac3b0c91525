/* The minutes of a pitch (data-clock="when they end" data-now="the server's time" data-length="seconds"):
   counted down by the server's clock, then upwards. Parts that htmx swaps in bring a new one with them. */
function two(number) {
  return String(number).padStart(2, "0");
}

function show(place) {
  if (!place.ahead) place.ahead = Date.parse(place.dataset.now) - performance.now();
  const left = Math.round((Date.parse(place.dataset.clock) - place.ahead - performance.now()) / 1000);
  const shown = Math.abs(left);
  place.querySelector("[data-clock-left]").textContent = `${left < 0 ? "+" : ""}${two(Math.floor(shown / 60))}.${two(shown % 60)}`;
  const bar = place.querySelector("progress");
  if (bar) bar.value = Math.min(Number(place.dataset.length), Number(place.dataset.length) - left);
  place.classList.toggle("is-over", left < 0);
}

setInterval(() => document.querySelectorAll("[data-clock]").forEach(show), 500);
document.querySelectorAll("[data-clock]").forEach(show);
