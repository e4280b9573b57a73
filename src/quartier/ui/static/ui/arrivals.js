// What has come since this page was opened is said on top of it, quietly: nothing moves, nobody is hurried.
// Asked once a minute, only while somebody looks at the page and the line is there. Without this script the next look shows it.
const A_MINUTE = 60_000;
const line = document.querySelector(".arrivals[data-page]");
let mark = "";
let last = Date.now();

async function ask() {
  if (document.hidden || !navigator.onLine || Date.now() - last < A_MINUTE - 1000) return;
  last = Date.now();
  const headers = { "X-Page": line.dataset.page };
  if (mark) headers["If-None-Match"] = mark;
  const answer = await fetch(line.dataset.ask, { headers, credentials: "omit", cache: "no-store" }).catch(() => null);
  if (!answer || answer.status !== 200) return;
  mark = answer.headers.get("ETag") ?? "";
  say(await answer.json());
}

function say({ count, is_more }) {
  if (!count) return;
  const words = is_more ? line.dataset.many : count === 1 ? line.dataset.one : line.dataset.some.replace("#", count);
  const link = document.createElement("a");
  link.href = line.dataset.show;
  link.textContent = words;
  line.hidden = false;
  line.replaceChildren(link);
}

if (line) {
  setInterval(ask, A_MINUTE);
  document.addEventListener("visibilitychange", ask);
  addEventListener("online", ask);
}
