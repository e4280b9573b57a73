// An area drawn corner by corner on the street map. What it is made of stands in a hidden field: "north,east north,east …".
const METRES = 111320; // a degree of latitude
const STEP = 25; // units that an arrow key moves the cross
const MOST = 60;

for (const box of document.querySelectorAll(".draw")) enliven(box);

function enliven(box) {
  const field = document.getElementById(box.dataset.field);
  const svg = box.querySelector(".street-map svg"), outline = box.querySelector(".map-area"), dots = box.querySelector(".draw-corners");
  const cross = box.querySelector(".draw-cross"), said = box.querySelector(".draw-said");
  const west = +box.dataset.west, north = +box.dataset.north, unit = +box.dataset.unit;
  const across = METRES * Math.cos((north * Math.PI) / 180);
  const { width, height } = svg.viewBox.baseVal;
  let at = [width / 2, height / 2];
  let corners = field.value.split(" ").filter(Boolean).map((one) => one.split(",").map(Number))
    .map(([latitude, longitude]) => [((longitude - west) * across) / unit, ((north - latitude) * METRES) / unit]);

  function show() {
    field.value = corners.map(([x, y]) => `${(north - (y * unit) / METRES).toFixed(6)},${(west + (x * unit) / across).toFixed(6)}`).join(" ");
    outline.setAttribute("d", corners.length > 1 ? `M${corners.map((one) => one.join(" ")).join("L")}z` : "");
    dots.replaceChildren(...corners.map(([x, y]) => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: width / 110, class: "draw-corner" })) dot.setAttribute(name, value);
      return dot;
    }));
    said.textContent = `${box.dataset.said} ${corners.length}`;
    field.dispatchEvent(new Event("input", { bubbles: true })); // so that it is kept as a draft
  }
  function add(x, y) {
    if (corners.length >= MOST || x < 0 || y < 0 || x > width || y > height) return;
    corners.push([Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
    show();
  }
  function point() {
    const size = width / 60;
    cross.setAttribute("d", `M${at[0] - size} ${at[1]}h${2 * size}M${at[0]} ${at[1] - size}v${2 * size}`);
  }

  svg.addEventListener("click", (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    add(spot.x, spot.y);
  });
  svg.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key in moves) {
      at = [Math.min(width, Math.max(0, at[0] + moves[event.key][0])), Math.min(height, Math.max(0, at[1] + moves[event.key][1]))];
      point();
    } else if (event.key === "Enter" || event.key === " ") add(...at);
    else if (event.key === "Backspace") drop();
    else return;
    event.preventDefault();
  });
  function drop() {
    corners.pop();
    show();
  }
  box.querySelector("[data-draw=back]").addEventListener("click", drop);
  box.querySelector("[data-draw=anew]").addEventListener("click", () => {
    corners = [];
    show();
  });
  const frame = box.querySelector(".street-map-frame");
  box.closest(".where").addEventListener("change", () => {
    if (!corners.length) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // it has a width once it is chosen
  });
  box.hidden = false;
  point();
  if (corners.length) show();
}
