// The form with data-push: asks the browser whether this device may tell of notices, and sends what it says.
// Where that can't be, the sentence with data-push-why says why.

const form = document.querySelector("form[data-push]");
const why = obstacle();

if (form) {
  if (why) show(why);
  else if (!("pushHere" in form.dataset)) form.hidden = false;
  else forgotten().then((lost) => { form.hidden = !lost; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector("button").disabled = true;
    subscribe().then(() => form.submit(), (fault) => {
      form.querySelector("button").disabled = false;
      show(Notification.permission === "denied" ? "denied" : "failed");
      console.warn(fault.name);
    });
  });
}

function obstacle() {
  const isApple = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  if (!window.isSecureContext) return "insecure";
  if (isApple && !("PushManager" in window)) return "iphone";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "missing";
  return Notification.permission === "denied" ? "denied" : "";
}

function show(name) {
  for (const hint of document.querySelectorAll("[data-push-why]")) hint.hidden = hint.dataset.pushWhy !== name;
  if (name !== "failed") form.hidden = true;
}

// The browser has thrown its letter box away, and the server doesn't know yet.
async function forgotten() {
  const registration = await navigator.serviceWorker.getRegistration(form.dataset.pushWorker);
  return !(await registration?.pushManager.getSubscription());
}

async function subscribe() {
  if (await Notification.requestPermission() !== "granted") throw new DOMException("", "NotAllowedError");
  const registration = await navigator.serviceWorker.register(form.dataset.pushWorker);
  await navigator.serviceWorker.ready;
  const key = bytes(form.dataset.pushKey);
  const before = await registration.pushManager.getSubscription();
  if (before && !isSame(before.options.applicationServerKey, key)) await before.unsubscribe(); // of another server at this address
  const box = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  form.elements.subscription.value = JSON.stringify(box);
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

function isSame(buffer, key) {
  const other = new Uint8Array(buffer ?? 0);
  return other.length === key.length && other.every((byte, place) => byte === key[place]);
}
