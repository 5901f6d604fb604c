// The text as buttons, one a word; a click on any element with data-word opens its panel.

function setUp(host) {
  let data = null, shown = "", send = null, edited = false;
  const text = element("div", { class: "hw-text", role: "toolbar" });
  const hint = element("p", { class: "hw-quiet" });
  const step = by => () => {
    // The number of changes to hold, so that quick clicks may arrive as one.
    data.changes += by;
    steps();
    // A button that can do no more loses the focus; the other one can.
    const [used, other] = by < 0 ? [undo, redo] : [redo, undo];
    if (used.disabled) other.focus();
    send("step", { to: data.changes });
  };
  const undo = pushed("↶", step(-1)), redo = pushed("↷", step(1)), copying = pushed("", async () => {
    await copy(data.text);
    copying.textContent = data.labels.copied;
    setTimeout(() => (copying.textContent = data.labels.copy), 1500);
  });
  const pane = makePanel((name, value) => {
    edited = true;
    send(name, value);
  });
  host.append(element("div", { class: "hw-reading" }, text,
    element("div", { class: "hw-row" }, hint, undo, redo, copying)), pane.panel);
  roving(text);

  function steps() {
    [undo.disabled, redo.disabled] = [data.changes <= 0, data.changes >= data.all];
  }

  function button(word, id) {
    const { labels } = data;
    const state = word.corrected ? "corrected" : word.unsure ? "unsure" : null;
    return element("button", { type: "button", class: `hw-text-word${state ? ` hw-text-${state}` : ""}`,
      tabindex: -1, "aria-haspopup": "dialog", "data-word": id,
      "aria-label": state && `${word.text}, ${labels[state]}` }, word.text);
  }

  const find = id => text.querySelector(`[data-word="${id}"]`);

  // Where a word of earlier data stands now, undefined if it is no longer as it was.
  function idOf(word) {
    const known = ({ text, place }) => JSON.stringify([text, place]);
    for (const [number, line] of data.lines.entries()) {
      const index = line.findIndex(other => known(other) === known(word));
      if (index >= 0) return `${number}-${index}`;
    }
  }

  function show(given, trigger) {
    send = trigger;
    const now = JSON.stringify(given);
    pane.settle();
    if (now === shown) return;
    [data, shown] = [given, now];
    const { labels, latest } = data, { activeElement: active } = document;
    const held = edited && latest ? latest.join("-") : active?.dataset?.word;
    const here = text.contains(active) || edited;
    const opened = pane.current(), stays = pane.update(data);
    text.setAttribute("aria-label", labels.text);
    text.replaceChildren(...data.lines.map((line, number) => {
      const buttons = line.flatMap((word, place) =>
        word.crossed ? [] : [" ", button(word, `${number}-${place}`)]);
      return element("div", {}, ...buttons.slice(1));
    }).filter(line => line.childNodes.length));
    const first = find(held) ?? text.querySelector("button");
    if (first) first.tabIndex = 0;
    // A word may have been opened while the change of another was on its way.
    const again = !stays && opened && find(idOf(opened));
    if (stays) pane.follow(first);
    else if (again) pane.open(again);
    else if (here) first?.focus({ preventScroll: true });
    edited = false;
    [hint.textContent, copying.textContent] = [labels.hint, labels.copy];
    for (const [made, name] of [[undo, "undo"], [redo, "redo"]]) {
      made.setAttribute("aria-label", labels[name]);
      made.title = labels[name];
    }
    steps();
  }

  const click = event => {
    const target = event.target.closest?.("[data-word]");
    if (target) pane.open(target);
  };
  document.addEventListener("click", click);
  addEventListener("scroll", pane.place, true);
  addEventListener("resize", pane.place);

  function tearDown() {
    document.removeEventListener("click", click);
    removeEventListener("scroll", pane.place, true);
    removeEventListener("resize", pane.place);
  }

  return { show, tearDown };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = (parentElement.hwocrText ??= setUp(parentElement));
  view.show(data, setTriggerValue);
  return view.tearDown;
}
