// The text that is judged: words marked with the mouse, and the name of this browser. Called only from SkillMix.Dashboard/Browser.

const sessionKey = "skillmix-browser";

// The same in every tab of this browser, so that a second tab gets the same item and another browser another one.
export function session() {
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
  try {
    const known = localStorage.getItem(sessionKey);
    if (known) return known;
    const made = fresh();
    localStorage.setItem(sessionKey, made);
    return made;
  } catch {
    return fresh();
  }
}

let handler = null;

export function watchMarks(page) {
  stopMarks();
  handler = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const text = [range.startContainer, range.endContainer].map(node => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-marks]"));
    if (!text[0] || text[0] !== text[1]) return;
    const before = document.createRange();
    before.selectNodeContents(text[0]);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const length = range.toString().length;
    selection.removeAllRanges();
    if (length > 0) page.invokeMethodAsync("Marked", start, length);
  };
  document.addEventListener("mouseup", handler);
}

export function stopMarks() {
  if (handler) document.removeEventListener("mouseup", handler);
  handler = null;
}
