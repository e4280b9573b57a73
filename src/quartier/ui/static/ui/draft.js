// Keeps what is typed into <form data-draft>: on the server some seconds after typing, and in this browser while the
// line is lost. Never on a shared device; never passwords or files; nothing of anybody who has logged out.

const STORE = "quartier-draft:";
const PAUSE = 2500;
const RETRY = 15000;
const here = document.querySelector("script[data-draft-owner]").dataset;
const isShared = "draftShared" in here;

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
tidy();

function keep(form) {
  const state = form.querySelector(".draft-state");
  let timer, isChanged = false, isSending = false;

  form.addEventListener("input", () => {
    isChanged = true;
    again(PAUSE);
  });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault(); // the browser would show an empty page in place of what was typed
      isChanged = true;
      save();
    } else if (isChanged || isSending) onDevice(form); // until the next page shows that the server has it
  });

  function again(time) {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  }

  async function save() {
    clearTimeout(timer);
    if (!isChanged || isSending) return;
    isChanged = false;
    isSending = true;
    onDevice(form); // at once: the page may be closed before the answer comes
    const answer = navigator.onLine ? await send(form.dataset.draftUrl, valuesOf(form)) : null;
    isSending = false;
    if (!answer) {
      isChanged = true;
      say(isShared ? form.dataset.draftNotOnDevice : form.dataset.draftOnDevice, true);
      again(RETRY);
      return;
    }
    if (!isChanged) forget(STORE + form.elements.draft.value);
    if (answer.draft) {
      forget(STORE + form.elements.draft.value);
      form.elements.draft.value = answer.draft;
      form.elements.draft_version.value = answer.version;
    }
    say(answer.text);
    if (answer.beside) box(form, answer.beside, answer.choose, answer.choose_url);
    if (isChanged) again(PAUSE);
  }

  function say(text, isLost = false) {
    state.classList.toggle("lost", isLost);
    if (state.textContent === text) return;
    state.textContent = text;
    if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" }); // not under it
  }
}

// What another page left unsent: sent now, if it is of who is here. Of anybody else nothing stays.
async function tidy() {
  const mustForget = document.cookie.includes("drafts=forget");
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(STORE))) {
    const kept = read(key);
    if (mustForget || !kept || kept.owner !== here.draftOwner) {
      forget(key);
      continue;
    }
    const answer = await send(kept.url, kept.values);
    if (!answer) continue;
    forget(key);
    const form = document.querySelector(`form[data-draft-url="${kept.url}"]`);
    if (answer.go_on_url && form && form.elements.draft.value !== answer.draft) {
      // Sent a moment ago by a page that was left: then this page offers it already.
      document.querySelector(`.draft-offer a[href="${answer.go_on_url}"]`)?.closest(".draft-offer").remove();
      box(form, form.dataset.draftFound, form.dataset.draftGoOn, answer.go_on_url);
    }
  }
  if (mustForget) mark("", 0);
}

// The server's answer; null where the line is lost or somebody was logged out meanwhile.
async function send(url, values) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams([["csrfmiddlewaretoken", token], ...values]);
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", keepalive: body.toString().length < 60000 });
    return answer.ok || answer.status === 422 ? await answer.json() : null;
  } catch {
    return null;
  }
}

function valuesOf(form) {
  const secret = new Set([...form.elements].filter((field) => field.type === "password").map((field) => field.name));
  secret.add("csrfmiddlewaretoken");
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.has(name));
}

function box(form, text, label, url) {
  document.querySelector(".draft-box")?.remove();
  const made = document.createElement("div");
  made.className = "notice warn draft-box";
  made.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = text;
  const link = document.createElement("a");
  link.className = "button soft";
  link.textContent = label;
  link.href = url;
  made.append(words, link);
  form.before(made);
}

function onDevice(form) {
  if (isShared) return;
  const kept = { owner: here.draftOwner, url: form.dataset.draftUrl, values: valuesOf(form) };
  try {
    localStorage.setItem(STORE + form.elements.draft.value, JSON.stringify(kept));
    mark("unsent", 60 * 24 * 3600);
  } catch {
    // Storage is full or switched off: the form works without.
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(key) {
  localStorage.removeItem(key);
  if (!Object.keys(localStorage).some((other) => other.startsWith(STORE))) mark("", 0);
}

// Tells the server that the next page, whichever it is, has to look for what lies unsent here.
function mark(value, seconds) {
  document.cookie = `drafts=${value}; path=/; max-age=${seconds}; samesite=lax`;
}
