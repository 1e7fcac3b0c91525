/* Says under a figure, while one types, how it differs from last time and how far it is on its way.
   The server has said the same when the page was made. */
const number = (text) => {
  const plain = String(text).replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[,\s]/g, "");
  return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
};
const shown = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });

function changed(words, value, last) {
  if (value === null || last === null) return "";
  if (value === last) return words.same;
  return (value > last ? words.more : words.less).replace("{n}", shown(Math.abs(value - last)));
}

function done(words, value, baseline, target) {
  if ([value, baseline, target].includes(null) || baseline === target) return "";
  return words.done.replace("{n}", Math.round(((value - baseline) / (target - baseline)) * 100));
}

function update(input) {
  const note = document.getElementById(input.getAttribute("aria-describedby"));
  const [value, last, baseline, target] = [input.value, input.dataset.last, input.dataset.baseline, input.dataset.target].map(number);
  const words = [changed(note.dataset, value, last), done(note.dataset, value, baseline, target)];
  note.textContent = words.filter(Boolean).join(", ");
  const isWrongWay = value !== null && last !== null && value !== last && baseline !== null && target !== null && (value > last) === (target < baseline);
  const tone = isWrongWay ? "tone-wait" : value === last ? "tone-still" : "tone-good";
  note.classList.remove("tone-wait", "tone-still", "tone-good");
  note.classList.add(tone);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-way]")) update(event.target);
});
