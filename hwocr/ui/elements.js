// What the text and the panel are made of.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(child => child != null && child !== false));
  return made;
}

const pushed = (label, onclick, attributes = {}) =>
  element("button", { class: "hw-button", type: "button", onclick, ...attributes }, label);

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

// One stop of the Tab key for all buttons in a container; arrows go on from there.
function roving(container) {
  const all = () => [...container.querySelectorAll("button")];
  container.addEventListener("focusin", event =>
    all().forEach(other => (other.tabIndex = other === event.target ? 0 : -1)));
  container.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step && all()[all().indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
