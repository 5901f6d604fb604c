// What a word could be, and what can be done with it and with its characters.

function makePanel(send) {
  const panel = element("div", { class: "hw-panel", popover: "auto", role: "dialog" });
  let data = null, at = null, anchor = null, chosen = -1, stays = null, waits = 0, ordering = false;

  const word = () => at && data.lines[at[0]]?.[at[1]];
  const visible = line => line.filter(word => !word.crossed);

  // While the page takes up one change, another would be about what is no longer there.
  // Some changes come in series: the panel then stays with its word, the focus with its button.
  function edit(kind, values = {}, staying = null) {
    if (performance.now() < waits) return;
    [waits, stays] = [performance.now() + 3000, staying];
    if (!staying) panel.hidePopover();
    send("edit", { kind, word: word().place, ...values });
  }

  function neighbours() {
    const [number, place] = at, line = data.lines[number];
    const full = data.lines.filter(other => other === line || visible(other).length);
    const index = full.indexOf(line), above = full[index - 1], below = full[index + 1];
    return { next: line[place + 1], above, below,
      before: visible(line.slice(0, place)).at(-1), after: visible(line.slice(place + 1))[0] };
  }

  function head(labels) {
    const { text, corrected, unsure, how, origin } = word();
    const flag = corrected ? "corrected" : unsure ? "unsure" : null;
    return [
      element("div", { class: "hw-panel-head" }, element("strong", {}, text || labels.crossed),
        flag && element("span", { class: `hw-flag hw-flag-${flag}` }, labels[flag]),
        pushed("✕", () => panel.hidePopover(), { class: "hw-button hw-close", "aria-label": labels.close })),
      element("p", { class: "hw-quiet" }, how),
      origin && !origin.ink && element("p", { class: "hw-quiet" }, labels.same),
      origin?.ink && element("dl", { class: "hw-origin" },
        element("dt", {}, labels.ink), element("dd", {}, ...marked(origin.ink)),
        element("dt", {}, labels.dictionary), element("dd", {}, ...marked(origin.final)))];
  }

  function candidates(labels) {
    const { text: now, candidates } = word();
    const items = candidates.map(([text, percent, probability]) =>
      element("li", {}, element("button", { class: "hw-candidate", type: "button",
        "aria-pressed": String(text === now), onclick: () => edit("change", { text }) },
        element("b", {}, text), element("span", {}, percent),
        element("i", { style: `width:${100 * probability}%` }))));
    return items.length && element("ul", { class: "hw-candidates", "aria-label": labels.candidates }, items);
  }

  function form(id, label, use, value, longest, onsaid) {
    const input = element("input", { id, autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", required: true, maxlength: longest, value });
    const onsubmit = event => {
      event.preventDefault();
      if (input.value.trim()) onsaid(input.value);
    };
    return element("form", { class: "hw-type", onsubmit },
      element("label", { for: id }, label), input, element("button", { class: "hw-button" }, use));
  }

  function characters(labels) {
    const { characters } = word();
    if (!characters.length) return [];
    const row = element("div", { class: "hw-letters", role: "toolbar", "aria-label": labels.characters },
      characters.map(([text], number) => pushed(text, () => {
        chosen = chosen === number ? -1 : number;
        refill(`letter-${number}`);
      }, { "aria-pressed": String(chosen === number), "aria-label": `${labels.character} ${text}`,
        "data-act": `letter-${number}`, tabindex: number === Math.max(chosen, 0) ? 0 : -1 })));
    roving(row);
    return [element("p", { class: "hw-quiet" }, labels.characters), row];
  }

  function letter(labels) {
    const [text, box, others] = word().characters[chosen], stay = `letter-${chosen}`;
    const change = said => edit("change_character", { character: box, text: said }, stay);
    return element("div", { class: "hw-letter", role: "group", "aria-label": `${labels.character} ${text}` },
      others.length && element("div", { class: "hw-row" },
        others.map(other => pushed(other, () => change(other),
          { "aria-pressed": String(other === text), "aria-label": `${labels.becomes} ${other}` }))),
      form("hw-letter-typed", labels.becomes, labels.change, text, 4, change),
      element("div", { class: "hw-row" },
        chosen > 0 && pushed(labels.split, () => edit("split", { before: box })),
        pushed(labels.delete_character, () => edit("delete_character", { character: box }, "close"))));
  }

  function actions(labels) {
    const { next } = neighbours();
    return element("div", { class: "hw-row" },
      next && pushed(`${labels.merge} ${next.text || labels.crossed}`, () => edit("merge", { other: next.place })),
      pushed(labels.delete, () => edit("delete")));
  }

  function order(labels) {
    const { before, after, above, below } = neighbours();
    const move = (act, kind, to, values) => pushed(labels[act],
      () => edit(kind, { to: to.place, ...values }, act), { "data-act": act, disabled: !to });
    const [first] = visible(above ?? []), last = visible(above ?? []).at(-1), [under] = visible(below ?? []);
    return element("details",
      { class: "hw-order", open: ordering, ontoggle: event => (ordering = event.target.open) },
      element("summary", {}, labels.order),
      element("div", { class: "hw-row" },
        before ? move("earlier", "move", before, { after: false }) : move("earlier", "move", last, { after: true }),
        after ? move("later", "move", after, { after: true }) : move("later", "move", under, { after: false }),
        move("line_up", "move_line", first, { after: false }),
        move("line_down", "move_line", under, { after: true }),
        before ? pushed(labels.break, () => edit("break_line", {}, "join"), { "data-act": "break" })
          : move("join", "join_lines", last, {})));
  }

  function refill(focused) {
    const { labels } = data, { text, corrected, read } = word();
    panel.setAttribute("aria-label", text || labels.crossed);
    const whole = () => [candidates(labels),
      form("hw-typed", labels.type, labels.use, text, 100, said => edit("change", { text: said })),
      actions(labels), order(labels),
      corrected && read != null && pushed(`${labels.reset} ${read || labels.crossed}`, () => {
        panel.hidePopover();
        send("reset", { line: at[0], word: at[1] });
      })];
    panel.replaceChildren(...[...head(labels), ...characters(labels),
      ...(chosen < 0 ? whole() : [letter(labels)])].filter(Boolean));
    const known = focused && panel.querySelector(`[data-act="${focused}"]:not(:disabled)`);
    (known || (focused && panel.querySelector(".hw-close")))?.focus({ preventScroll: true });
  }

  // Below, above or beside its word on a wide screen; the style sheet lays it along the bottom of a narrow one.
  function place() {
    if (!anchor || !panel.matches(":popover-open")) return;
    const box = anchor.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = panel;
    const below = box.bottom + 8, above = box.top - 8 - height;
    const fits = below + height <= innerHeight || above >= 0;
    const top = below + height <= innerHeight || above < 0 ? below : above;
    const aside = box.right + 8 + width <= innerWidth ? box.right + 8 : box.left - 8 - width;
    const left = fits ? box.left : aside;
    panel.style.setProperty("--hw-left", `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`);
    panel.style.setProperty("--hw-top", `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
  }

  function open(target) {
    at = target.dataset.word.split("-").map(Number);
    if (!word()) return;
    [anchor, chosen] = [target, -1];
    panel.replaceChildren();
    refill();
    panel.showPopover();
    place();
    panel.querySelector(".hw-candidate[aria-pressed=true], .hw-candidate, input").focus({ preventScroll: true });
  }

  // The browser gives the focus back to what had it, unless the text was set anew meanwhile.
  panel.addEventListener("toggle", ({ newState }) => {
    const { activeElement: active } = document;
    const lost = !active || active === document.body || panel.contains(active);
    if (newState === "closed" && lost && anchor?.isConnected) anchor.focus({ preventScroll: true });
  });

  // New data: the panel closes, unless it stays with its word. Returns whether it stays.
  function update(given) {
    const focused = stays;
    [data, waits, stays] = [given, 0, null];
    if (!focused || !data.latest || !panel.matches(":popover-open")) {
      panel.hidePopover();
      return false;
    }
    at = data.latest;
    if (chosen >= (word()?.characters.length ?? 0)) chosen = -1;
    refill(focused);
    return true;
  }

  function follow(target) {
    anchor = target;
    place();
  }

  // The word that the panel is open for.
  const current = () => panel.matches(":popover-open") && word();

  return { panel, open, update, place, follow, current, settle: () => (waits = 0) };
}
