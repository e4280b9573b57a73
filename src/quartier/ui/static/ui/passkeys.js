// Forms with data-passkey="make" or "ask": the browser's own window makes or checks the passkey, then the form is sent.
// data-options: where the question comes from. data-failed: what to say if nothing came of it.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  document.querySelectorAll("[data-without-passkeys]").forEach((hint) => { hint.hidden = true; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form).then(() => form.submit(), (fault) => say(form, fault instanceof Question ? fault.message : form.dataset.failed));
  });
}

class Question extends Error {}

async function answer(form) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const asked = await fetch(form.dataset.options, {
    method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ question: "1" }),
  });
  if (asked.redirected) return location.assign(asked.url); // who is there must be said once more
  const options = await asked.json();
  if (options.error) throw new Question(options.error);
  const made = form.dataset.passkey === "make"
    ? await navigator.credentials.create({ publicKey: readable(options) })
    : await navigator.credentials.get({ publicKey: readable(options) });
  form.elements.credential.value = JSON.stringify(sendable(made));
}

function say(form, text) {
  const place = form.querySelector("[data-said]");
  place.textContent = text;
}

// Browsers before 2024 don't know parseCreationOptionsFromJSON and toJSON, so both are spelt out.
function readable(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) {
    options.user.id = bytes(options.user.id);
    options.extensions = { ...options.extensions, prf: {} }; // so that it can open one's chat, too, where the device can
  }
  for (const list of [options.excludeCredentials, options.allowCredentials]) list?.forEach((item) => { item.id = bytes(item.id); });
  return options;
}

function sendable(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = letters(credential.response[name]);
  }
  return { id: credential.id, rawId: letters(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

function letters(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
