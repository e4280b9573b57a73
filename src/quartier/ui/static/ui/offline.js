// Lets the browser keep the page that says that there is no connection; a while after this page stands, so that it slows nothing.
const A_WHILE = 8_000;
const { offlineWorker } = document.querySelector("script[data-offline-worker]").dataset;

function keep() {
  navigator.serviceWorker.register(offlineWorker, { scope: "/" }).catch((fault) => console.warn(fault.name)); // some browsers forbid it
}

if ("serviceWorker" in navigator) setTimeout(keep, A_WHILE);
