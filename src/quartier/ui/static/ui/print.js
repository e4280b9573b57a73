// The page already looks as it will on paper; this only saves the way to the print menu.
addEventListener("load", () => document.fonts.ready.then(() => print()));
