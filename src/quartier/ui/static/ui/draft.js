// Keeps what was typed into <form data-draft="name"> on this device until the form was sent.
// Nothing leaves the device. Passwords, files and hidden fields are never kept.

const KEY = "quartier-draft:";
const FORGET_AFTER = 14 * 24 * 3600 * 1000;

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);

function keepDraft(form) {
  const key = KEY + form.dataset.draft;
  const kept = read(key);
  const hasErrors = form.previousElementSibling?.matches(".errors");
  if (kept && !hasErrors && differs(form, kept.values)) offer(form, key, kept.values);

  let timer;
  const save = () => {
    timer = clearTimeout(timer);
    write(key, valuesOf(form));
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });
  addEventListener("pagehide", () => timer && save());
  form.addEventListener("submit", () => {
    timer = clearTimeout(timer);
    // The server answers with errors (the values are in the page then) or with success: either way it has them.
    localStorage.removeItem(key);
  });
}

function offer(form, key, values) {
  const box = document.createElement("div");
  box.className = "notice neutral";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = form.dataset.draftFound;
  box.append(text, button(form.dataset.draftRestore, () => fill(form, values)), button(form.dataset.draftForget, () => localStorage.removeItem(key)));
  form.before(box);

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button quiet";
    made.textContent = label;
    made.addEventListener("click", () => {
      act();
      box.remove();
      fields(form)[0]?.focus();
    });
    return made;
  }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
}

function valuesOf(form) {
  const ticked = (field) => !["checkbox", "radio"].includes(field.type) || field.checked;
  return fields(form).filter(ticked).map((field) => [field.name, field.value]);
}

function differs(form, values) {
  return JSON.stringify(valuesOf(form)) !== JSON.stringify(values);
}

function fill(form, values) {
  for (const field of fields(form)) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = own.includes(field.value);
    else if (own.length) field.value = own[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && Date.now() - kept.at < FORGET_AFTER) return kept;
  } catch {
    // Unreadable or storage is switched off: then there is no draft.
  }
  return null;
}

function write(key, values) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Storage is full or switched off: the form works without.
  }
}
