/* In a row of pages that scrolls sideways the page one is on stands in sight. Without script the row begins at its start. */
document.querySelectorAll(".scroll-x").forEach((row) => {
  const here = row.querySelector("[aria-current]");
  if (!here) return;
  const [outer, inner] = [row.getBoundingClientRect(), here.getBoundingClientRect()];
  if (inner.right > outer.right || inner.left < outer.left) {
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
});
