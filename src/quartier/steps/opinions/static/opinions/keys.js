// 1, 2, 3 press the three buttons; without this script they are ordinary buttons.
const buttons = document.querySelectorAll(".opinion-vote .opinion-button");
const types = (target) => target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || types(event.target)) return;
  const button = buttons[Number(event.key) - 1];
  if (button) { event.preventDefault(); button.click(); }
});
