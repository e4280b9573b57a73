// A long list of choices gets a field that narrows it while typing, and says what is chosen. Without this file it is a list.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase().replace(/strasse\b/g, "str").replace(/[.\s-]/g, "");

function narrow(box, typed) {
  let letter = null;
  for (const one of box.querySelector(".picks-list").children) {
    if (one.matches(".picks-letter")) {
      one.hidden = true;
      letter = one;
    } else {
      one.hidden = !plain(one.textContent).includes(plain(typed));
      if (!one.hidden && letter) letter.hidden = false;
    }
  }
}

function enliven(box) {
  const head = document.createElement("div");
  const label = document.createElement("label");
  const field = Object.assign(document.createElement("input"), { type: "search", id: `find-${Math.random().toString(36).slice(2)}`, autocomplete: "off" });
  const chosen = document.createElement("p");
  head.className = "picks-head";
  label.textContent = box.dataset.find;
  label.htmlFor = field.id;
  chosen.setAttribute("role", "status");
  head.append(label, field, chosen);
  box.prepend(head);
  const say = () => {
    const names = [...box.querySelectorAll(":checked")].map((one) => one.closest("label").textContent.trim());
    chosen.textContent = names.length ? `${box.dataset.chosen} ${names.join(", ")}` : box.dataset.none;
  };
  field.addEventListener("input", () => narrow(box, field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it chooses the only one left, and doesn't send the form
    const left = [...box.querySelectorAll(".pick:not([hidden]) input")];
    if (left.length === 1) {
      left[0].click();
      field.value = "";
      narrow(box, "");
    }
  });
  box.addEventListener("change", say);
  say();
}

for (const box of document.querySelectorAll("[data-picks]")) enliven(box);
