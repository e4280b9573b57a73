// What the pages of keys, cards and ballots share.

export const canSeal = () => Boolean(window.Worker && window.crypto?.subtle && window.BigInt);

// Shows the page's own half in place of the hint for browsers that can't.
export function unveil(area) {
  area.hidden = false;
  document.querySelectorAll("[data-without-sealing]").forEach((hint) => { hint.hidden = true; });
}

export function work(area, task, given) {
  const bar = area.querySelector("progress");
  const worker = new Worker(area.dataset.worker, { type: "module" });
  if (bar) bar.hidden = false;
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.part !== undefined) { if (bar) bar.value = data.part; return; }
      worker.terminate();
      if (bar) bar.hidden = true;
      if (data.fault === undefined) resolve(data.made); else reject(new Error(data.fault));
    });
    worker.addEventListener("error", () => reject(new Error("worker")));
    worker.postMessage({ task, given });
  });
}

export function say(area, name) {
  const place = area.querySelector("[data-said]");
  place.textContent = name ? area.dataset[name] : "";
  if (name) place.scrollIntoView({ block: "nearest" });
}

// Gives the form below the page's area what the server shall get: the public half, and nothing else.
export function send(area, text) {
  const form = document.getElementById(area.dataset.form);
  form.elements.text.value = text;
  form.requestSubmit();
}

export function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
