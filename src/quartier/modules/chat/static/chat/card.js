/* A recovery card was scanned. What stands behind the # opens somebody's messages: out of the address and the history with it,
   before anything else. It waits in this tab alone until the chat takes it (web/src/scanned.ts); after half an hour it counts
   no more. Where the chat turns out to stay closed, because others use this device too, it is thrown away. */
(() => {
  "use strict";
  const { keeps, chat } = document.currentScript.dataset;
  const said = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (keeps !== "yes") {
    sessionStorage.removeItem("quartier-chat-scanned");
    return;
  }
  if (!/^[1-9A-HJ-NP-Za-km-z]{40,60}$/.test(said)) return;
  try {
    sessionStorage.setItem("quartier-chat-scanned", JSON.stringify({ key: said, until: Date.now() + 30 * 60_000 }));
  } catch {
    return; // the page says how it goes by hand
  }
  if (chat) location.replace(chat);
})();
