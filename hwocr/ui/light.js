// Lights up one character, or one word, in the text, on every picture and in the list.
//
// Characters are named "line-word-character" and words "line-word". A name comes from data-char,
// data-of or data-word, or from the place that the pointer has in the text or on a picture.

const NAMED = "[data-char], [data-explain], [data-of], [data-word]";

// What of a frame its picture covers: pictures keep their shape within their frames.
function area(frame) {
  const image = frame.querySelector("img");
  const { left, top, width, height } = image.getBoundingClientRect();
  const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight);
  const [w, h] = [image.naturalWidth * scale, image.naturalHeight * scale];
  return { left: left + (width - w) / 2, top: top + (height - h) / 2, width: w, height: h };
}

function mapped([a, b, c], [x, y]) {
  const w = c[0] * x + c[1] * y + c[2];
  return [(a[0] * x + a[1] * y + a[2]) / w, (b[0] * x + b[1] * y + b[2]) / w];
}

function around(points) {
  const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return [x, y, Math.max(...xs) - x, Math.max(...ys) - y];
}

const corners = ([x, y, w, h]) => [[x, y], [x + w, y], [x, y + h], [x + w, y + h]];

function setUp() {
  let data = { words: {}, pictures: {} }, send = null, held = null, lit = null;

  const word = name => name.split("-").slice(0, 2).join("-");
  const place = name => name.split("-")[2];
  // Of what there is for each character of a word, that for the characters that are named.
  const chosen = (all, name) =>
    place(name) === undefined ? all : all.slice(Number(place(name)), Number(place(name)) + 1);
  const characters = name => chosen(data.words[word(name)] ?? [], name);

  // What is known of the picture in a frame, once that is there.
  const pictureIn = frame =>
    frame?.querySelector("img")?.naturalWidth ? data.pictures[frame.dataset.picture] : undefined;

  // Where characters lie on a picture, as parts of its width and height: as one, or on a sheet of
  // cut-outs in cells, as one in each row.
  function places(picture, name) {
    const cells = picture.cells && chosen(picture.cells[word(name)] ?? [], name).filter(cell => cell);
    const boxes = cells
      ? [...new Set(cells.map(([, y]) => y))]
          .map(row => around(cells.filter(([, y]) => y === row).flatMap(corners)))
      : [around(characters(name).flatMap(([, box]) => corners(box).map(p => mapped(picture.matrix, p))))];
    const [width, height] = picture.size;
    return boxes.map(([x, y, w, h]) => [x / width, y / height, w / width, h / height]);
  }

  function marker(frame, picture, [x, y, w, h]) {
    const shown = area(frame), own = frame.getBoundingClientRect();
    const mark = document.createElement("i");
    mark.className = picture.cells ? "hw-light hw-cell" : "hw-light";
    mark.style.left = `${shown.left - own.left + x * shown.width}px`;
    mark.style.top = `${shown.top - own.top + y * shown.height}px`;
    mark.style.width = `${w * shown.width}px`;
    mark.style.height = `${h * shown.height}px`;
    frame.append(mark);
  }

  // The letters of a word in the text: ranges over its text nodes.
  function letters(button, name) {
    const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(), from = 0; node; node = walker.nextNode(), from = 0) {
      for (const [text] of (data.words[name] ?? []).slice(found.length)) {
        const start = node.data.indexOf(text, from);
        if (start < 0) break;
        from = start + text.length;
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, from);
        found.push(range);
      }
    }
    return found;
  }

  function light(name) {
    lit = name;
    document.querySelectorAll(".hw-light").forEach(mark => mark.remove());
    document.querySelectorAll(".hw-lit").forEach(element => element.classList.remove("hw-lit"));
    globalThis.CSS?.highlights?.delete("hw-lit");
    if (!name || !characters(name).length) return;
    document.querySelectorAll(".hw-frame[data-picture]").forEach(frame => {
      const picture = frame.offsetWidth && pictureIn(frame);
      if (picture) places(picture, name).forEach(where => marker(frame, picture, where));
    });
    const listed = `[data-char="${name}"], [data-of="${word(name)}"]`;
    document.querySelectorAll(listed).forEach(element => element.classList.add("hw-lit"));
    const text = document.querySelector(`.hw-text [data-word="${word(name)}"]`);
    const ranges = text ? chosen(letters(text, word(name)), name) : [];
    if (ranges.length && globalThis.Highlight) CSS.highlights.set("hw-lit", new Highlight(...ranges));
  }

  // The smallest character under the pointer. Pictures lie below what can be clicked on them.
  function onFrame(event) {
    const host = event.target.closest?.(".hw-frame, .hw-zoom, .hw-boxes");
    const frame = host?.matches(".hw-frame") ? host : host?.querySelector(".hw-frame");
    const picture = pictureIn(frame);
    if (!picture || event.clientX === undefined) return null;
    const shown = area(frame);
    const [u, v] = [(event.clientX - shown.left) / shown.width, (event.clientY - shown.top) / shown.height];
    let best = null, least = Infinity;
    for (const [name, all] of Object.entries(data.words)) {
      all.forEach((_, number) => {
        for (const [x, y, w, h] of places(picture, `${name}-${number}`)) {
          const inside = u >= x && u <= x + w && v >= y && v <= y + h;
          if (inside && w * h < least) [best, least] = [`${name}-${number}`, w * h];
        }
      });
    }
    return best;
  }

  function named(event) {
    const element = event.target.closest?.(NAMED);
    const { char, explain, of, word: whole } = element?.dataset ?? {};
    if (whole && element.closest(".hw-text") && event.clientX !== undefined) {
      const number = letters(element, whole).findIndex(range => {
        const { left, right } = range.getBoundingClientRect();
        return event.clientX >= left && event.clientX <= right;
      });
      return number < 0 ? whole : `${whole}-${number}`;
    }
    return char ?? explain ?? onFrame(event) ?? whole ?? of ?? null;
  }

  const hover = event => {
    if (event.pointerType !== "touch") show(named(event) ?? held);
  };
  const show = name => {
    if (name !== lit) light(name);
  };
  const hold = event => {
    // Who enlarges a picture wants to see there what shines already.
    const stays = event.type === "focusin" || event.target.closest?.(".hw-zoom");
    held = named(event) ?? (stays ? held : null);
    show(held);
    const button = event.type === "click" && event.target.closest?.("[data-explain]");
    if (button) send("asked", { character: button.dataset.explain });
  };

  // In the list, arrows go from card to card; one stop of the Tab key for each word.
  function walk(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const list = step && event.target.closest?.(".hw-characters");
    if (!list) return;
    const all = [...list.querySelectorAll("[data-explain]")];
    const next = all[all.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    all.forEach(button => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  const renew = () => light(lit);
  // Pictures may come later than what is to be marked on them.
  let waiting = 0;
  const loaded = event => {
    if (!lit || !event.target.closest?.(".hw-frame")) return;
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      renew();
    });
  };
  const events = [
    [document, "pointerover", hover], [document, "pointermove", hover], [document, "click", hold],
    [document, "focusin", hold], [document, "keydown", walk], [globalThis, "resize", renew],
    // Neither of these bubbles.
    [document, "toggle", renew, true], [document, "load", loaded, true],
  ];
  for (const [target, ...event] of events) target.addEventListener(...event);

  return {
    update(given, trigger) {
      [data, send] = [given, trigger];
      if (held && !characters(held).length) held = null;
      requestAnimationFrame(() => light(held));
    },
    tearDown() {
      for (const [target, ...event] of events) target.removeEventListener(...event);
      light(null);
    },
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = (parentElement.hwocrLight ??= setUp());
  view.update(data, setTriggerValue);
  return view.tearDown;
}
