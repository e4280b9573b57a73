// "Show the passphrase" without sending the page: without this script the button sends it, and the page comes back shown.
// "Print": without this script people use their browser's menu.

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

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
