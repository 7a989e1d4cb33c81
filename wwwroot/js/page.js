// Light and dark, focus, and single keys. Called only from SkillMix.Dashboard/Browser.

export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

export function setDark(dark, cookie, value) {
  const root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", dark ? "dark" : "light");
  document.cookie = `${cookie}=${value}; path=/; max-age=31536000; samesite=lax`;
  document.dispatchEvent(new CustomEvent("skillmix:theme"));
}

function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus();
  element?.select?.();
}

export function reveal(selector) {
  document.querySelector(selector)?.scrollIntoView({ block: "nearest" });
}

// News in the title of a tab that nobody looks at; it goes when somebody does.
let announced = "";

export function announce(words) {
  if (document.hasFocus()) return;
  announced = `${words} · `;
  document.title = announced + document.title;
}

window.addEventListener("focus", () => {
  if (announced && document.title.startsWith(announced)) document.title = document.title.slice(announced.length);
  announced = "";
});

// Menus close where somebody clicks or types elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open], details.views[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", event => closeMenus(event.target.closest?.("details.menu, details.views")));
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open], details.views[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const storageKey = "skillmix-keys";
let on = true;

// Where a browser keeps no data for sites, asking for it throws: keys then work, and nothing is remembered.
function remembered() {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(storageKey, value);
  } catch { /* as above */ }
}

// Keys of a page that keeps every one of them: noted until the server has kept what they mean, so that a page can say
// which of them may have been lost with the connection.
const unsentKey = "skillmix-unsent";

function unsent() {
  try {
    return JSON.parse(sessionStorage.getItem(unsentKey) ?? "[]");
  } catch {
    return [];
  }
}

function noteUnsent(keys) {
  try {
    sessionStorage.setItem(unsentKey, JSON.stringify(keys));
  } catch { /* as with what is remembered */ }
  const words = document.querySelector("#unsent");
  if (words) words.textContent = keys.length === 0 ? "" : ` Not yet kept: ${keys.map(one => one.key).join(" ")}`;
}

export function takeUnsent() {
  const keys = unsent().map(one => one.key);
  noteUnsent([]);
  return keys;
}

function press(page, key) {
  const call = () => page.invokeMethodAsync("Pressed", key);
  if (!document.querySelector("[data-keeps-keys]")) {
    call();
    return;
  }
  const id = `${Date.now()}-${Math.random()}`;
  noteUnsent([...unsent(), { id, key }]);
  // A lost connection answers never, or with an error; the key then stays noted.
  try {
    call().then(() => noteUnsent(unsent().filter(one => one.id !== id)), () => {});
  } catch { /* the same, before it was sent */ }
}

// A dashboard that was started anew knows nothing of this page: it is loaded again, and what was kept stands there.
function reloadWhenRejected() {
  const modal = document.getElementById("components-reconnect-modal");
  if (!modal || modal.dataset.watched) return;
  modal.dataset.watched = "";
  new MutationObserver(() => {
    if (modal.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(modal, { attributes: true, attributeFilter: ["class"] });
}

let pending = "";
let pendingSince = 0;
let handler = null;

function typing(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
    && !["checkbox", "radio", "button"].includes(target.type);
}

export function startKeys(page) {
  on = remembered() !== "off";
  stopKeys();
  reloadWhenRejected();
  handler = event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.isComposing) {
      if (event.target.closest?.("[data-own-enter]")) return;
      // What was just typed into a field counts, too.
      event.preventDefault();
      if (typing(event.target)) event.target.dispatchEvent(new Event("change", { bubbles: true }));
      press(page, "Ctrl+Enter");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    if (event.key !== "Escape" && event.key !== "?" && !on) return;
    const marking = document.querySelector("[data-marking]") && ["ArrowLeft", "ArrowRight", "Enter"].includes(event.key);
    if (event.key.length !== 1 && event.key !== "Escape" && event.key !== "Backspace" && !marking) return;
    if (event.key === "Backspace" || marking) event.preventDefault();
    if (marking) { press(page, event.shiftKey ? `Shift+${event.key}` : event.key); return; }
    const fresh = performance.now() - pendingSince < 1200;
    const key = pending && fresh ? `${pending} ${event.key}` : event.key;
    pending = "";
    if (key === "g") { pending = "g"; pendingSince = performance.now(); return; }
    if (key === "/") {
      // At once and here: the words that are typed next must not get lost on the way to the server and back.
      event.preventDefault();
      focus("#search");
      return;
    }
    const own = /^[a-z]$/.test(key) && document.querySelector(`[data-focus-key="${key}"]`);
    if (own) {
      event.preventDefault();
      own.focus();
      return;
    }
    press(page, key);
  };
  document.addEventListener("keydown", handler);
  document.documentElement.dataset.live = "";
  return on;
}

export function turnKeys(value) {
  on = value;
  remember(value ? "on" : "off");
}

export function stopKeys() {
  if (handler) document.removeEventListener("keydown", handler);
  handler = null;
}
