// How much room there is for the picture, and what the canvas on it lacks for fingers.

const KINDS = { touchstart: "mousedown", touchmove: "mousemove", touchend: "mouseup", touchcancel: "mouseup" };

// The canvas adds boxes for the button of a mouse only: a single finger is taken for that.
function asMouse(event) {
  if (!event.target.matches("canvas.upper-canvas") || event.touches.length > 1) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { clientX, clientY } = event.changedTouches[0];
  event.target.dispatchEvent(new MouseEvent(KINDS[event.type],
    { bubbles: true, composed: true, cancelable: true, button: 0, buttons: 1, clientX, clientY }));
}

// Its toolbar shows to a mouse only, and what it offers is on the page.
function fitted(root) {
  const style = document.createElement("style");
  style.className = "hw-plain";
  style.textContent = ".dc-toolbar { display: none !important }";
  root.append(style);
  for (const kind in KINDS) root.addEventListener(kind, asMouse, { capture: true, passive: false });
}

export default function ({ parentElement, setStateValue }) {
  const host = parentElement.host ?? parentElement;
  let reported = "";
  const report = () => {
    const room = [Math.floor(host.getBoundingClientRect().width), innerHeight];
    if (!room[0] || `${room}` === reported) return;
    reported = `${room}`;
    setStateValue("room", room);
  };
  const look = () => document.querySelectorAll(".st-key-missing *").forEach(({ shadowRoot: root }) => {
    if (root?.querySelector(".canvas-root") && !root.querySelector("style.hw-plain")) fitted(root);
  });
  const observer = new ResizeObserver(report);
  observer.observe(host);
  const looking = setInterval(look, 200);
  return () => {
    observer.disconnect();
    clearInterval(looking);
  };
}
