// The uploaded pictures in a row. As long as some wait, the list asks for the next one each time that
// it is shown anew; what is there already is changed in place and keeps focus and scrolling.

const PATIENCE = 8000;
const TRIES = 4;
const MARKS = { read: "✓", failed: "!", reading: "…", waiting: "", stopped: "–" };

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function setUp(host) {
  let send = null, data = null, shown = null, asked = 0, wish = null;
  const status = make("p", { role: "status" });
  const action = make("button", { class: "action", type: "button" });
  const bar = make("i");
  const list = make("ol");
  host.append(make("div", { class: "head" }, status, action),
    make("div", { class: "bar", "aria-hidden": "true" }, bar), list);

  action.onclick = () => {
    if (data.running) want("stop", true, given => !given.running);
    else want("resume", true, given => given.running || !given.waiting);
  };
  list.addEventListener("click", event => {
    const place = event.target.closest("button")?.dataset.place;
    if (place) want("choose", place, given => given.shown === place);
  });

  // What the visitor wants comes before the next picture. A list that was under way when it was said
  // does not know of it yet, and what is asked for then would take its place: so it is said again.
  function want(name, value, isDone) {
    wish = { name, value, isDone, tries: TRIES };
    send(name, value);
  }

  function isHeard() {
    if (wish && (wish.isDone(data) || --wish.tries <= 0)) wish = null;
    if (wish) send(wish.name, wish.value);
    return !wish;
  }

  // One stop of the Tab key for the whole list; arrows go on from there.
  const buttons = () => [...list.querySelectorAll("button")];
  list.addEventListener("keydown", event => {
    const all = buttons(), at = all.indexOf(event.target.closest("button"));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
      Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all.forEach((button, number) => (button.tabIndex = number === to ? 0 : -1));
    all[to].focus();
  });

  // Asked again after a while, as a request may get lost when the whole page is drawn anew.
  function ask(again) {
    if (!data?.running || (again && performance.now() - asked < PATIENCE)) return;
    asked = performance.now();
    send("next", Math.round(asked));
  }
  const asking = setInterval(() => isHeard() && ask(true), PATIENCE);

  function entry(item) {
    const button = make("button", { type: "button", tabindex: -1 },
      make("span", { class: "picture" }), make("span", { class: "name" }),
      make("span", { class: "mark", "aria-hidden": "true" }));
    button.dataset.place = item.place;
    return make("li", {}, button);
  }

  function fill(button, item, current) {
    const [picture, name, mark] = button.children;
    const now = JSON.stringify([item.name, item.kind, item.state, item.picture]);
    if (button.hwocrShown !== now) {
      button.hwocrShown = now;
      picture.replaceChildren(...(item.picture ? [make("img", { src: item.picture, alt: "" })] : []));
      name.textContent = item.name;
      mark.textContent = MARKS[item.kind];
      button.className = item.kind;
      button.title = `${item.name}: ${item.state}`;
      button.setAttribute("aria-label", `${item.name}, ${item.state}`);
    }
    button.setAttribute("aria-current", String(current));
  }

  function show(given, trigger) {
    send = trigger;
    data = given;
    list.setAttribute("aria-label", data.labels.list);
    const places = data.items.map(item => item.place);
    for (const button of buttons()) {
      if (!places.includes(button.dataset.place)) button.parentElement.remove();
    }
    const known = new Map(buttons().map(button => [button.dataset.place, button.parentElement]));
    data.items.forEach((item, number) => {
      const row = known.get(item.place) ?? entry(item);
      if (list.children[number] !== row) list.insertBefore(row, list.children[number] ?? null);
      fill(row.firstChild, item, item.place === data.shown);
    });
    if (data.shown !== shown) {
      shown = data.shown;
      buttons().forEach(button => (button.tabIndex = button.dataset.place === shown ? 0 : -1));
      const chosen = buttons().find(button => button.dataset.place === shown);
      if (chosen) {
        const left = chosen.offsetLeft - list.offsetLeft;
        if (left < list.scrollLeft || left + chosen.offsetWidth > list.scrollLeft + list.clientWidth) {
          list.scrollTo({ left: left - list.clientWidth / 2 + chosen.offsetWidth / 2 });
        }
      }
    }
    if (!buttons().some(button => button.tabIndex === 0) && buttons()[0]) buttons()[0].tabIndex = 0;
    if (status.textContent !== data.labels.status) status.textContent = data.labels.status;
    bar.style.width = `${100 * data.done}%`;
    bar.parentElement.style.visibility = data.waiting ? "visible" : "hidden";
    action.textContent = data.running ? data.labels.stop : data.labels.resume;
    action.style.visibility = data.waiting ? "visible" : "hidden";
    if (isHeard()) ask(false);
  }

  return { show, tearDown: () => clearInterval(asking) };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = (parentElement.hwocrStrip ??= setUp(parentElement));
  view.show(data, setTriggerValue);
  return view.tearDown;
}
