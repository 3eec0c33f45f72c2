/** Buttons that copy: `data-copy` holds the text. */

import { announce } from "./dom.js";

/** Makes every such button of the page work, also ones that come later. */
export function enableCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (button instanceof HTMLElement) copyFrom(button);
  });
}

/** @param {HTMLElement} button */
async function copyFrom(button) {
  const words = button.querySelector("span");
  const before = words?.textContent ?? "";
  const done = await copied(button.dataset.copy ?? "");
  const said = done ? "Copied" : "The browser refused; select the text and copy it";
  announce(said);
  if (!words) return;
  words.textContent = said;
  setTimeout(() => { words.textContent = before; }, 2000);
}

/** @param {string} text @returns {Promise<boolean>} false where the browser does not allow it */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
