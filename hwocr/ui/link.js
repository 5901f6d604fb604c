// A button that copies the page's address with the drawing in it.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages without https have no clipboard of the new kind.
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function setUp(host) {
  const button = document.createElement("button"), help = document.createElement("p");
  Object.assign(button, { type: "button", className: "hw-button hw-link" });
  help.className = "hw-quiet hw-link-help";
  host.append(button, help);
  return { button, help };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const { button, help } = (parentElement.hwocrLink ??= setUp(parentElement));
  button.textContent = data.labels.link;
  help.textContent = data.labels.link_help;
  button.onclick = async () => {
    const address = new URL(location.href);
    address.searchParams.set(data.name, data.code);
    await copy(address.href);
    button.textContent = data.labels.copied;
    setTimeout(() => (button.textContent = data.labels.link), 1500);
    setTriggerValue("linked", true);
  };
}
