// Places become a list that is put in order with buttons. What is sent stays in the fields, so without this file nothing is missing.
function enliven(box) {
  const words = box.dataset;
  const fields = [...box.querySelectorAll("select")].map((select) => ({ select, name: select.labels[0].firstChild.textContent.trim() }));
  if (box.querySelector(".error")) return; // then the fields say what is wrong
  let order = fields.filter((one) => one.select.value).sort((a, b) => a.select.value - b.select.value);
  const parts = document.createElement("div");
  const status = document.createElement("p");
  const heads = [words.yours, words.rest].map((text) => Object.assign(document.createElement("h2"), { textContent: text }));
  const lists = [document.createElement("ol"), document.createElement("ul")];
  const byHand = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words.byHand });
  lists.forEach((list) => (list.className = "ranked-order"));
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  parts.append(heads[0], lists[0], heads[1], lists[1], status, byHand);

  const button = (sign, label, name, does) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
    made.setAttribute("aria-label", `${name}: ${label}`);
    made.dataset.does = label;
    made.addEventListener("click", does);
    return made;
  };
  const row = (one, buttons) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("span"), { textContent: one.name }), ...buttons);
    item.dataset.of = one.select.name;
    return item;
  };
  const empty = (text) => Object.assign(document.createElement("p"), { className: "meta", textContent: text });

  const show = (moved, does) => {
    for (const one of fields) one.select.value = order.includes(one) ? String(order.indexOf(one) + 1) : "";
    lists[0].replaceChildren(...order.map((one, at) => {
      const up = button("↑", words.up, one.name, () => move(one, at - 1, words.up));
      const down = button("↓", words.down, one.name, () => move(one, at + 1, words.down));
      up.disabled = at === 0;
      down.disabled = at === order.length - 1;
      return row(one, [up, down, button("✕", words.off, one.name, () => takeOff(one))]);
    }));
    const rest = fields.filter((one) => !order.includes(one));
    lists[1].replaceChildren(...rest.map((one) => row(one, [button("+", words.on, one.name, () => move(one, order.length, words.up))])));
    if (!order.length) lists[0].append(row0(words.none));
    if (!rest.length) lists[1].append(row0(words.all));
    if (!moved) return;
    const item = parts.querySelector(`li[data-of="${moved.select.name}"]`);
    const wanted = item.querySelector(`button[data-does="${does}"]:not(:disabled)`) || item.querySelector("button:not(:disabled)");
    wanted.focus();
    status.textContent = order.includes(moved) ? `${moved.name}: ${words.place} ${order.indexOf(moved) + 1}` : `${moved.name} ${words.gone}`;
  };
  const row0 = (text) => {
    const item = document.createElement("li");
    item.className = "ranked-nobody";
    item.append(empty(text));
    return item;
  };
  const move = (one, to, does) => {
    order = order.filter((other) => other !== one);
    order.splice(to, 0, one);
    show(one, does);
  };
  const takeOff = (one) => {
    order = order.filter((other) => other !== one);
    show(one, words.on);
  };
  byHand.addEventListener("click", () => {
    delete box.dataset.inOrder;
    parts.remove();
    fields[0].select.focus();
  });
  box.dataset.inOrder = "";
  box.prepend(parts);
  show();
}

for (const box of document.querySelectorAll("[data-ranked]")) enliven(box);
