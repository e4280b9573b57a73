// Kept by the browser: shows a notice while no page of ours is open, and opens the page when it is pressed.
// It asks for nothing, keeps nothing, and stands between no page and the server.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

function read(data) {
  try {
    const said = data.json();
    return said && typeof said === "object" ? said : {};
  } catch {
    return {}; // a browser wants something to be shown for each push
  }
}

async function show(said) {
  if (Number.isInteger(said.count) && navigator.setAppBadge) await navigator.setAppBadge(said.count).catch(() => undefined);
  const url = said.url || "/notices/";
  if (await isBeforeTheirEyes(url)) return;
  const there = said.tag ? await self.registration.getNotifications({ tag: said.tag }) : [];
  await self.registration.showNotification(said.title || self.location.hostname, {
    body: said.body || "",
    tag: said.tag || "", // what comes twice stands there once, and rings only if it is new
    renotify: Boolean(said.tag) && !there.some((old) => old.data?.word === said.word),
    lang: said.lang || "",
    icon: "/static/ui/mark-192.png",
    data: { url, off: said.off || "", word: said.word || "" },
    actions: said.off ? [{ action: "off", title: said.off_label }] : [],
  });
}

async function isBeforeTheirEyes(path) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.some((page) => page.visibilityState === "visible" && page.focused && new URL(page.url).pathname === path);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  navigator.clearAppBadge?.();
  const { url, off } = event.notification.data;
  event.waitUntil(open(event.action === "off" ? off : url));
});

async function open(path) {
  const target = new URL(path, self.location.origin);
  if (target.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => new URL(page.url).pathname === target.pathname);
  await (there ? there.focus() : self.clients.openWindow(target.href));
}
