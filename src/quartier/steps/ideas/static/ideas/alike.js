// While somebody writes an idea: what says the same stands below its title. Without this script it is asked when it is sent.

const WAIT = 600;
const place = document.getElementById("while-writing");
const form = place?.closest("form");

if (form) {
  let timer, asked = 0;
  form.addEventListener("input", (event) => {
    if (!["title", "text"].includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  async function ask() {
    const words = new URLSearchParams({ title: form.elements.title.value.slice(0, 200), text: form.elements.text.value.slice(0, 1000) });
    if (words.get("title").trim().length < 6) return place.replaceChildren();
    const mine = ++asked;
    try {
      const answer = await fetch(`${place.dataset.url}?${words}`, { headers: { Accept: "text/html" } });
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch {
      place.replaceChildren(); // the line is lost: it is asked again when the form is sent
    }
  }
}
