// Elements in a line. Nothing here ever takes markup as text.

import { page } from "./page";

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => unknown)>;

/** `el("button", { class: "button", onclick: send }, icon("send"), say("send"))` */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: string): SVGElement {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${page.icons}#${name}`);
  drawn.append(use);
  return drawn;
}

export function button(label: string, iconName: string, tone: string, press: (event: MouseEvent) => unknown, more: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", class: `button ${tone}`, onclick: press, ...more }, icon(iconName), label);
}

/** With a picture alone to see, and words to hear. */
export function iconButton(label: string, iconName: string, press: (event: MouseEvent) => unknown, more: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", class: "chat-icon", "aria-label": label, title: label, onclick: press, ...more }, icon(iconName));
}

export function notice(tone: string, iconName: string, text: string, ...more: Child[]): HTMLElement {
  const role = tone === "danger" ? "alert" : "status";
  return el("div", { class: `notice ${tone}`, role }, icon(iconName), el("div", {}, el("p", {}, text), ...more));
}

export function empty(iconName: string, title: string, text: string, ...more: Child[]): HTMLElement {
  return el("div", { class: "empty" }, icon(iconName), el("h2", {}, title), el("p", {}, text), ...more);
}

/** Text with its web addresses as links; all else stays as it was typed. */
export function linked(text: string): Node[] {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((part, place) =>
    place % 2 ? el("a", { href: part, rel: "noopener noreferrer", target: "_blank" }, part) : document.createTextNode(part),
  );
}

const live = el("p", { class: "visually-hidden", role: "status", "aria-live": "polite", id: "chat-live" });
document.getElementById("chat")?.after(live);

/** For whoever hears the page: what is new. */
export function announce(text: string): void {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

/** Called often, does it once before the next picture. */
export function soon(work: () => void): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      work();
    }, 30);
  };
}
