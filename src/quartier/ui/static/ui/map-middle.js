// A map that is wider than its frame begins where something is marked, not at its left edge. Without this file one scrolls there.
for (const frame of document.querySelectorAll(".street-map-frame")) {
  if (frame.scrollWidth <= frame.clientWidth) continue;
  const edge = frame.getBoundingClientRect().left;
  const spots = [...frame.querySelectorAll(".pin, .map-mark, .map-area[d]")].map((one) => one.getBoundingClientRect());
  const middles = spots.filter((spot) => spot.width).map((spot) => spot.left + spot.width / 2 - edge);
  const middle = middles.length ? middles.reduce((sum, one) => sum + one, 0) / middles.length : frame.scrollWidth / 2;
  frame.scrollLeft = middle - frame.clientWidth / 2;
}
