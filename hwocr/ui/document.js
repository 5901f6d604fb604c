// The document's language, for screen readers, and Streamlit's own words in that language.

const PLACES = ".stFileUploader, .stCameraInput, [data-testid=InputInstructions]";

// "{0}MB per file" → how to find such a text, whatever stands in the braces.
function pattern(form) {
  const parts = form.split(/\{\d\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.*)")}$`);
}

function setUp() {
  let forms = [];

  function translated(text) {
    for (const { known, now } of forms) {
      const found = known.map(one => text.match(one)).find(Boolean);
      if (found) return now.replace(/\{(\d)\}/g, (_, number) => found[Number(number) + 1]);
    }
    return text;
  }

  function renew(place) {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = translated(node.data);
      if (said !== node.data) node.data = said;
    }
    for (const element of place.querySelectorAll("[aria-label]")) {
      const label = element.getAttribute("aria-label"), said = translated(label);
      if (said !== label) element.setAttribute("aria-label", said);
    }
  }

  const renewAll = () => document.querySelectorAll(PLACES).forEach(renew);
  let waiting = 0;
  const observer = new MutationObserver(() => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      renewAll();
    });
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });

  return {
    show({ language, words }) {
      document.documentElement.lang = language;
      // What is there now may be in any language that was chosen before.
      forms = words.map(all => ({ known: Object.values(all).map(pattern), now: all[language] }));
      renewAll();
    },
    tearDown: () => observer.disconnect(),
  };
}

export default function ({ data, parentElement }) {
  const view = (parentElement.hwocrDocument ??= setUp());
  view.show(data);
  return view.tearDown;
}
