// The text as buttons, one a word, and the panel that a click on any element with data-word opens.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child != null));
  return made;
}

const marked = parts => parts.map(([text, differs]) => (differs ? element("mark", {}, text) : text));

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages without https have no clipboard of the new kind.
    const area = document.body.appendChild(element("textarea", {}));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function setUp(host) {
  let data = null, shown = "", send = null, anchor = null;
  const text = element("div", { class: "hw-text", role: "toolbar" });
  const hint = element("p", { class: "hw-quiet" });
  const undo = element("button", { class: "hw-button", type: "button" });
  const copying = element("button", { class: "hw-button", type: "button" });
  const panel = element("div", { class: "hw-panel", popover: "auto", role: "dialog" });
  host.append(element("div", { class: "hw-reading" }, text,
    element("div", { class: "hw-row" }, hint, undo, copying)), panel);

  undo.onclick = () => {
    // The number of changes to keep, so that quick clicks may arrive as one.
    data.changes -= 1;
    undo.disabled = !data.changes;
    send("undo", { keep: data.changes });
  };
  copying.onclick = async () => {
    await copy(data.text);
    copying.textContent = data.labels.copied;
    setTimeout(() => (copying.textContent = data.labels.copy), 1500);
  };

  // One stop of the Tab key for the whole text; arrows go on from there.
  const words = () => [...text.querySelectorAll("button")];
  const enter = button => words().forEach(other => (other.tabIndex = other === button ? 0 : -1));
  text.addEventListener("focusin", event => enter(event.target));
  text.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step && words()[words().indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function edit(id, said) {
    const [line, word] = id.split("-").map(Number);
    panel.hidePopover();
    send("edit", { line, word, text: said });
  }

  function fill(id) {
    const [line, number] = id.split("-").map(Number);
    const word = data.lines[line]?.[number], { labels } = data;
    if (!word) return false;
    const flag = word.corrected ? "corrected" : word.unsure ? "unsure" : null;
    const title = word.text || labels.crossed;
    const close = element("button", { class: "hw-button hw-close", type: "button", "aria-label": labels.close }, "✕");
    close.onclick = () => panel.hidePopover();
    const candidates = word.candidates.map(([said, percent, probability]) => {
      const button = element("button",
        { class: "hw-candidate", type: "button", "aria-pressed": String(said === word.text) },
        element("b", {}, said), element("span", {}, percent),
        element("i", { style: `width:${100 * probability}%` }));
      button.onclick = () => edit(id, said);
      return element("li", {}, button);
    });
    const input = element("input",
      { id: "hw-typed", autocomplete: "off", autocapitalize: "off", spellcheck: "false", required: true, maxlength: 100 });
    input.value = word.text;
    const form = element("form", { class: "hw-type" },
      element("label", { for: "hw-typed" }, labels.type), input,
      element("button", { class: "hw-button" }, labels.use));
    form.onsubmit = event => {
      event.preventDefault();
      if (input.value.trim()) edit(id, input.value);
    };
    const reset = element("button", { class: "hw-button", type: "button" },
      `${labels.reset} ${word.read || labels.crossed}`);
    reset.onclick = () => edit(id, null);
    panel.setAttribute("aria-label", title);
    panel.replaceChildren(
      element("div", { class: "hw-panel-head" }, element("strong", {}, title),
        flag && element("span", { class: `hw-flag hw-flag-${flag}` }, labels[flag]), close),
      element("p", { class: "hw-quiet" }, word.how),
      ...origin(word.origin, labels),
      candidates.length
        ? element("ul", { class: "hw-candidates", "aria-label": labels.candidates }, ...candidates) : "",
      form, word.corrected ? reset : "");
    return true;
  }

  function origin(parts, labels) {
    if (!parts) return [];
    if (!parts.ink) return [element("p", { class: "hw-quiet" }, labels.same)];
    return [element("dl", { class: "hw-origin" },
      element("dt", {}, labels.ink), element("dd", {}, ...marked(parts.ink)),
      element("dt", {}, labels.dictionary), element("dd", {}, ...marked(parts.final)))];
  }

  // Beside its word on a wide screen; the style sheet lays it along the bottom of a narrow one.
  function place() {
    if (!anchor || !panel.matches(":popover-open")) return;
    const at = anchor.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = panel;
    const below = at.bottom + 8, above = at.top - 8 - height;
    const top = below + height <= innerHeight || above < 0 ? below : above;
    panel.style.setProperty("--hw-left", `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`);
    panel.style.setProperty("--hw-top", `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
  }

  function open(event) {
    const target = event.target.closest?.("[data-word]");
    if (!target || !fill(target.dataset.word)) return;
    anchor = target;
    panel.showPopover();
    place();
    panel.querySelector("[aria-pressed=true], .hw-candidate, input").focus({ preventScroll: true });
  }

  document.addEventListener("click", open);
  addEventListener("scroll", place, true);
  addEventListener("resize", place);

  function button(word, id) {
    const state = `${word.unsure ? " hw-doubted" : ""}${word.corrected ? " hw-corrected" : ""}`;
    return element("button", { type: "button", class: `hw-text-word${state}`, tabindex: -1,
      "aria-haspopup": "dialog", "data-word": id }, word.text);
  }

  function show(given, trigger) {
    send = trigger;
    const now = JSON.stringify(given);
    if (now === shown) return;
    [data, shown] = [given, now];
    const { labels } = data, active = text.contains(document.activeElement) && document.activeElement;
    const last = active && active.dataset.word;
    panel.hidePopover();
    text.setAttribute("aria-label", labels.text);
    text.replaceChildren(...data.lines.map((line, number) => {
      const buttons = line.flatMap((word, place) =>
        word.crossed ? [] : [" ", button(word, `${number}-${place}`)]);
      return element("div", {}, ...buttons.slice(1));
    }).filter(line => line.childNodes.length));
    const all = words();
    if (all.length) all[0].tabIndex = 0;
    if (last) text.querySelector(`[data-word="${last}"]`)?.focus({ preventScroll: true });
    [hint.textContent, undo.textContent, copying.textContent] = [labels.hint, labels.undo, labels.copy];
    undo.disabled = !data.changes;
  }

  function tearDown() {
    document.removeEventListener("click", open);
    removeEventListener("scroll", place, true);
    removeEventListener("resize", place);
  }

  return { show, tearDown };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = (parentElement.hwocrText ??= setUp(parentElement));
  view.show(data, setTriggerValue);
  return view.tearDown;
}
