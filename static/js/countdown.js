/* Time left, from the server's clock: the reader's own clock may be wrong. */
const words = {
  th: { days: "วัน", hours: "ชั่วโมง", minutes: "นาที", left: "เหลือ", over: "ปิดรับแล้ว" },
  en: { days: "days", hours: "hours", minutes: "minutes", left: "Left:", over: "Closed" },
}[document.documentElement.lang] || {};

function left(ms) {
  const minutes = Math.floor(ms / 60000);
  const parts = [
    [Math.floor(minutes / 1440), words.days],
    [Math.floor(minutes / 60) % 24, words.hours],
    [minutes % 60, words.minutes],
  ];
  const from = parts.findIndex(([count]) => count > 0);
  const shown = parts.slice(from < 0 ? 2 : from).slice(0, 2);
  return [words.left, ...shown.map(([count, unit]) => `${count}\u00a0${unit}`)].join(" ");
}

function start(place) {
  const end = Date.parse(place.dataset.countdown);
  const ahead = Date.parse(place.dataset.now) - performance.now();
  const show = () => {
    const ms = end - (ahead + performance.now());
    place.textContent = ms > 0 ? left(ms) : words.over;
  };
  show();
  setInterval(show, 60000);
}

document.querySelectorAll("[data-countdown]").forEach(start);
