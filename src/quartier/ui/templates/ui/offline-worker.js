// Kept by the browser: where a page can't be fetched, it shows ours that says so. No other page is ever kept.
const PAGE = {{ page | tojson }};
const KEPT = [PAGE, ...{{ files | tojson }}].map((path) => new URL(path, self.location).href);
const SHELF = "offline";

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.registration.navigationPreload?.enable());
});

// Asked as a stranger, so that the page holds nothing of whoever is signed in.
async function keep() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(KEPT.map((url) => new Request(url, { credentials: "omit" })));
  for (const old of await shelf.keys()) if (!KEPT.includes(old.url)) await shelf.delete(old);
}

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method === "GET" && mode === "navigate") event.respondWith(page(event));
  else if (KEPT.includes(url)) event.respondWith(fetch(event.request).catch(() => caches.match(url)));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(KEPT[0])) ?? Response.error();
  }
}
