// A key to the ballot box: made here, saved as a file here, and used here. The server gets the public half, later a share of the sums.

import { canSeal, download, say, send, unveil, work } from "./page.js";

const area = document.querySelector("[data-keep]");
if (area && canSeal()) {
  unveil(area);
  area.querySelector("[data-make]")?.addEventListener("click", make);
  area.querySelector("[data-file]").addEventListener("change", read);
}

let made = null;
const looked = area?.dataset.archive && canSeal() ? look() : null;

// The box is read as everybody gets it, before the key is asked for.
async function look() {
  try {
    const bytes = new Uint8Array(await (await fetch(area.dataset.archive)).arrayBuffer());
    const box = await work(area, "box", { bytes, fewest: Number(area.dataset.fewest) });
    area.querySelector("[data-votes]").textContent = box.count;
    area.querySelector("[data-mark]").textContent = box.mark;
    area.querySelector("[data-box]").hidden = false;
    return box;
  } catch {
    say(area, "wrongBox");
    return null;
  }
}

async function make() {
  made = await work(area, "key", {});
  download(area.dataset.fileName, JSON.stringify(made.secret));
  area.querySelector("[data-saved]").hidden = false;
}

// Before the vote the saved file is read once more: only a key that was really saved is given. Afterwards the file opens the box.
async function read({ target }) {
  const [file] = target.files;
  if (!file) return;
  say(area, "");
  try {
    const secret = JSON.parse(await file.text());
    if (!/^[0-9]{1,78}$/.test(secret)) throw new Error("no key");
    const box = await looked;
    if (looked && !box) return say(area, "wrongBox");
    send(area, box ? await work(area, "share", { secret, box }) : await work(area, "half", { secret }));
  } catch {
    say(area, "failed");
  }
}
