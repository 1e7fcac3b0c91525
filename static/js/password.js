/* Shows or hides what one typed as a password. */
document.querySelectorAll("[data-show-password]").forEach((button) => {
  const field = document.getElementById(button.dataset.showPassword);
  if (!field) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
});
