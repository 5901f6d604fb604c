// Lies over the canvas: reports its width, notices when it is gone, rules the paper, erases strokes.

const MOUSE = 10, FINGER = 16; // The eraser's radius in pixels.

function setUp(parent) {
  const host = parent.host ?? parent, layer = parent.querySelector(".eraser");
  const paper = () => host.closest(".st-key-paper");
  const root = () => [...paper().querySelectorAll("*")].map(e => e.shadowRoot)
    .find(r => r && r.querySelector(".canvas-root"));
  let data = {}, setState, trigger, users = 0, reported = 0, missing = 0, waiting, looking, observer;
  let gone = new Set(), last = null;

  const report = () => {
    // In a hidden tab the width is 0: keep what was reported before.
    const width = Math.floor(paper()?.clientWidth ?? 0);
    if (width > 0 && width !== reported) {
      reported = width;
      setState("width", width);
    }
  };

  const look = () => {
    // Where the whole page was left, nothing is missing: a word of that would call it back.
    const found = host.isConnected && paper() && root();
    if (!found) return;
    missing = found.querySelector("canvas.upper-canvas") ? 0 : missing + 1;
    // After about a second it will not come back by itself.
    if (missing === 5) trigger("lost", true);
    if (!found.querySelector("style.fit")) {
      // The canvas's own toolbar shows on hover only, which touch does not have;
      // the page has its own buttons.
      const style = document.createElement("style");
      style.className = "fit";
      style.textContent =
        ".dc-toolbar { display: none !important } .dc-canvas { outline: none !important }"
        // It never scrolls, and so need not be reached by the keyboard.
        + ".dc-scroll { overflow: visible !important }";
      found.append(style);
    }
  };

  function distance(x, y, ax, ay, bx, by) {
    const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }

  function touches([width, ...points], x, y, radius) {
    const reach = radius + width / 2;
    for (let i = 0; i < points.length; i += 2) {
      const j = Math.max(0, i - 2);
      if (distance(x, y, points[j], points[j + 1], points[i], points[i + 1]) <= reach) return true;
    }
    return false;
  }

  // What is erased goes at once; the canvas itself follows when the server has heard of it.
  function repaint() {
    const upper = root()?.querySelector("canvas.upper-canvas");
    const canvas = upper?.parentElement.querySelector("canvas.lower-canvas");
    if (!canvas) return;
    const context = canvas.getContext("2d");
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    Object.assign(context, { strokeStyle: data.ink, lineCap: "round", lineJoin: "round" });
    data.strokes.forEach((stroke, number) => {
      if (gone.has(number)) return;
      const [width, x, y, ...rest] = stroke;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x, y);
      if (!rest.length) context.lineTo(x, y);
      for (let i = 0; i < rest.length; i += 2) context.lineTo(rest[i], rest[i + 1]);
      context.stroke();
    });
    context.restore();
  }

  // Of what was erased, the numbers that it has among other strokes.
  function stillGone(strokes) {
    const erased = new Set([...gone].map(number => String(data.strokes?.[number])));
    return new Set(strokes.flatMap((stroke, number) => (erased.has(String(stroke)) ? [number] : [])));
  }

  function rub(event) {
    const box = layer.getBoundingClientRect();
    const radius = event.pointerType === "mouse" ? MOUSE : FINGER, before = gone.size;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of events.length ? events : [event]) {
      const to = [clientX - box.left, clientY - box.top], from = last ?? to;
      const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / radius));
      for (let step = 1; step <= steps; step++) {
        const [x, y] = from.map((value, axis) => value + ((to[axis] - value) * step) / steps);
        data.strokes.forEach((stroke, number) => {
          if (!gone.has(number) && touches(stroke, x, y, radius)) gone.add(number);
        });
      }
      last = to;
    }
    if (gone.size > before) repaint();
  }

  layer.onpointerdown = event => {
    if (!event.isPrimary || event.button || !data.strokes) return;
    layer.setPointerCapture(event.pointerId);
    last = null;
    rub(event);
    last ??= [0, 0];
  };
  layer.onpointermove = event => {
    if (last && event.isPrimary) rub(event);
  };
  layer.onpointerup = layer.onpointercancel = event => {
    if (!last || !event.isPrimary) return;
    last = null;
    if (gone.size) trigger("erased", { version: data.version, strokes: [...gone] });
  };

  function start() {
    observer = new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(report, 120);
    });
    observer.observe(paper());
    looking = setInterval(look, 200);
  }

  function stop() {
    observer.disconnect();
    clearTimeout(waiting);
    clearInterval(looking);
  }

  function show(given, setStateValue, setTriggerValue) {
    [setState, trigger] = [setStateValue, setTriggerValue];
    if (given.version !== data.version) gone = stillGone(given.strokes ?? []);
    data = given;
    // The canvas has taken up the new version by then, and may show again what is erased since.
    if (gone.size) setTimeout(repaint, 60);
    layer.classList.toggle("on", Boolean(data.strokes));
    const { style } = paper();
    style.setProperty("--hw-rule", `${data.rule || 80}px`);
    style.setProperty("--hw-rule-ink", data.rule ? "var(--hw-ruled)" : "transparent");
    if (!users++) start();
    report();
    // The clean-up of an earlier call may come late, after the next call.
    return () => {
      if (!--users) stop();
    };
  }

  return show;
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const show = (parentElement.hwocrOverlay ??= setUp(parentElement));
  return show(data, setStateValue, setTriggerValue);
}
