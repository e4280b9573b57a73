// "Show the passphrase" without sending the page. Without this script the button sends it, and the page comes back shown.

for (const button of document.querySelectorAll("[data-show-passphrase]")) {
  const field = document.getElementById(button.dataset.showPassphrase);
  if (!field) continue;
  const labels = { password: button.textContent, text: button.dataset.hideLabel };
  button.type = "button";
  button.hidden = false;
  button.textContent = labels[field.type];
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    button.textContent = labels[field.type];
    field.focus();
  });
}
