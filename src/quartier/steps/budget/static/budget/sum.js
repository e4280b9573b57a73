// While somebody chooses: what it comes to so far, in the line above the button. Without this script the server says it when it is sent.

const line = document.querySelector(".budget-sum");
const form = line?.closest("form");

if (form) {
  const { sort, money, most, ...words } = line.dataset;
  const costs = JSON.parse(words.costs);
  const euros = new Intl.NumberFormat(document.documentElement.lang || "de", { style: "currency", currency: "EUR", trailingZeroDisplay: "stripIfInteger" });
  const said = (text, values) => text.replace(/\[(\w+)\]/g, (_all, name) => values[name]);
  const numbers = () => Object.keys(costs).map((key) => Number(form.elements[key]?.value) || 0);

  const sums = {
    cart(keys) {
      const spent = cost(keys), left = Number(money) - spent;
      return [said(left < 0 ? words.over : words.spent, { sum: euros.format(spent / 100), all: euros.format(money / 100), left: euros.format(Math.abs(left) / 100) }), left < 0];
    },
    approval(keys) {
      return [said(words.chosen, { sum: keys.length, all: most, cost: euros.format(cost(keys) / 100) }), keys.length > Number(most)];
    },
    points() {
      const given = numbers().reduce((sum, one) => sum + one, 0);
      return [said(words.points, { sum: given, all: most }), given > Number(most)];
    },
    ranking() {
      const places = numbers().filter(Boolean);
      const twice = places.find((one, index) => places.indexOf(one) !== index);
      return twice ? [said(words.twice, { place: twice }), true] : [said(words.places, { sum: places.length, all: most }), false];
    },
  };

  function cost(keys) {
    return keys.reduce((sum, key) => sum + costs[key], 0);
  }

  function tell() {
    const keys = [...form.querySelectorAll("input[name=ticks]:checked")].map((box) => box.value);
    const [text, isTooMuch] = sums[sort](keys);
    line.textContent = text;
    line.classList.toggle("budget-over", isTooMuch);
  }

  line.hidden = false;
  form.addEventListener("input", tell);
  tell();
}
