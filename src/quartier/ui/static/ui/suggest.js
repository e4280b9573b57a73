// <input data-suggest="/address"> becomes a combobox (ARIA 1.2: editable, list autocomplete).
// The address answers ?q=… with [{"label": …, "value": …}]. data-suggest-into names the field that gets the value.

const WAIT = 150;

for (const input of document.querySelectorAll("input[data-suggest]:not([role=combobox])")) enhance(input);

function enhance(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}_list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  list.hidden = true;

  const box = document.createElement("div");
  box.className = "suggest";
  input.before(box);
  box.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
    input.setAttribute(name, value);

  const into = input.dataset.suggestInto && input.form?.elements[input.dataset.suggestInto];
  let timer, asked = 0, chosen = -1;

  input.addEventListener("input", () => {
    if (into) into.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  async function ask() {
    const words = input.value.trim();
    if (words.length < 2) return close();
    const mine = ++asked;
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked || !answer?.ok) return; // a later question was faster, or there is no line: plain text is fine
    show(await answer.json());
  }

  function show(answers) {
    list.replaceChildren(...answers.map(({ label, value }, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}_${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = value;
      option.textContent = label;
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    open(answers.length > 0 && document.activeElement === input);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    asked++;
    open(false);
  }

  function onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  function move(by) {
    const count = list.children.length;
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = chosen < 0 && by < 0 ? count - 1 : (chosen + by + count) % count;
    const option = list.children[chosen];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function take(option) {
    input.value = option.textContent;
    if (into) into.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
