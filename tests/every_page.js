() => {
  // What the sweep over every page asks a page. Answers are sentences about what is wrong.
  const TARGETS = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[hidden]");
  const named = (one) => one.outerHTML.slice(0, 120).replace(/\s+/g, " ");
  const targets = () => [...document.querySelectorAll(TARGETS)].filter((one) => shown(one) && !one.disabled && !one.closest("[aria-hidden=true]"));
  const box = (one) => (one.closest("label.tile, label.pick, .check label") ?? one).getBoundingClientRect();

  function flaws() {
    const small = targets()
      .filter((one) => !one.closest("p:not(.end), li:not(.places li), dd, dt, td, th, span, h2, h3, .menu") && !one.matches(".skip, .check input"))
      .filter((one) => box(one).width < 24 || box(one).height < 24)
      .map((one) => `smaller than 24 px: ${named(one)}`);
    const low = [...document.querySelectorAll(".button, .places a, .places summary, .tile, .pick")]
      .filter((one) => shown(one) && one.offsetHeight < 44)
      .map((one) => `lower than 44 px: ${named(one)}`);
    const loud = [...document.querySelectorAll(".button:not(.soft, .quiet, .danger)")].filter((one) => shown(one) && !one.closest(".on-paper"));
    const several = loud.length > 1 && !location.pathname.startsWith("/ui/") ? [`${loud.length} main actions: ${loud.map((one) => one.innerText.trim()).join(" | ")}`] : [];
    const headings = document.querySelectorAll("h1").length === 1 ? [] : ["not one h1"];
    return [...small, ...low, ...several, ...headings];
  }

  function textBeyond(edge) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      range.selectNodeContents(text);
      if (text.data.trim() && !text.parentElement.closest(".visually-hidden, .table, .skip") && range.getBoundingClientRect().right > edge + 1) return `"${text.data.trim().slice(0, 60)}"`;
    }
    return "";
  }

  function tooWide(size) {
    document.documentElement.style.fontSize = size && `calc(112.5% * ${parseInt(size) / 100})`;
    const root = document.documentElement;
    const wide = root.scrollWidth <= root.clientWidth ? [] : [`scrolls sideways (${root.scrollWidth} > ${root.clientWidth}): ` + [...document.querySelectorAll("body *")]
      .filter((one) => shown(one) && one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".visually-hidden, .table, .skip"))
      .slice(0, 2).map(named).join(" and ") + textBeyond(root.clientWidth)];
    const cut = [...document.querySelectorAll("main *, .top *, .places *, .foot *")]
      .filter((one) => shown(one) && one.clientWidth && one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).overflowX === "hidden" && getComputedStyle(one).clipPath !== "inset(50%)" && !one.closest(".visually-hidden") && !one.matches("input, select"))
      .map((one) => `cut off: ${named(one)}`);
    document.documentElement.style.fontSize = "";
    return [...wide, ...cut];
  }

  function reachable() {
    const groups = new Set();
    const wanted = targets().filter((one) => {
      if (one.type !== "radio") return one.tabIndex >= 0 || !one.closest("[role=listbox]");
      const first = !groups.has(one.name); // one of a group is enough: arrows do the rest
      groups.add(one.name);
      return first;
    });
    wanted.forEach((one, number) => (one.dataset.number = number));
    for (const one of document.querySelectorAll("[type=radio]:not([data-number])")) one.dataset.number = document.querySelector(`[type=radio][name="${CSS.escape(one.name)}"][data-number]`)?.dataset.number ?? "";
    return wanted.map((_one, number) => number);
  }

  function focused() {
    const one = document.activeElement;
    if (!one || one === document.body || one.dataset.number === undefined) return [-1, ""];
    const look = getComputedStyle(one.closest(".tile") ?? one);
    const place = one.getBoundingClientRect();
    const over = document.elementFromPoint(place.left + place.width / 2, Math.min(place.top + place.height / 2, innerHeight - 1));
    const unseen = look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2 ? `no visible focus: ${named(one)}` : "";
    const hidden = over?.closest(".places") && !one.closest(".places") ? `has the focus under the bar: ${named(one)}` : "";
    return [Number(one.dataset.number), unseen || hidden];
  }

  function sendEmpty() {
    const form = document.querySelector("main form[method=post]");
    if (!form) return false; // what a later example began has taken it away: a second needs round, for one
    form.action = location.href; // nothing at all, to the page itself: what pages.py found mistakes with
    for (const one of [...form.elements]) if (one.name !== "csrfmiddlewaretoken") one.removeAttribute("name");
    form.noValidate = true;
    setTimeout(() => HTMLFormElement.prototype.submit.call(form));
    return true;
  }

  return { flaws, tooWide, reachable, focused, sendEmpty, named: (number) => named(document.querySelector(`[data-number="${number}"]`)) };
}
