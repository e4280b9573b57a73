// What changes while one looks: [data-fresh="3"] with an id is fetched anew every three seconds, and nothing else of the page
// moves. Once it is gone from the page, that is loaded as a whole. Without scripts the page has its own way of looking again.
for (const piece of document.querySelectorAll("[data-fresh]")) {
  const look = async () => {
    let found = piece;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) {
        found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(piece.id);
      }
    } catch {
      // The line is lost: what stands here stays, and it is tried again.
    }
    if (!found) {
      location.reload();
    } else {
      if (found !== piece && found.innerHTML !== piece.innerHTML) piece.replaceChildren(...found.childNodes);
      setTimeout(look, 1000 * Number(piece.dataset.fresh));
    }
  };
  setTimeout(look, 1000 * Number(piece.dataset.fresh));
}
