/* Light, dark or as the system: a plain script in the head, so that the first paint has the right colours. */
"use strict";

(() => {
  const CHOICES = [
    { id: "system", icon: "monitor", words: "System colours" },
    { id: "light", icon: "sun", words: "Light colours" },
    { id: "dark", icon: "moon", words: "Dark colours" },
  ];

  /** Storage may be denied by the browser's settings; then the choice lasts as long as the page. */
  const stored = () => {
    try {
      return localStorage.getItem("theme") ?? "system";
    } catch {
      return "system";
    }
  };

  /** @param {string} id */
  const store = (id) => {
    try {
      localStorage.setItem("theme", id);
    } catch {
      /* see above */
    }
  };

  /** @param {string} id */
  const apply = (id) => {
    if (id === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = id;
  };

  let chosen = Math.max(0, CHOICES.findIndex(({ id }) => id === stored()));
  apply(CHOICES[chosen].id);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const show = () => {
      button.querySelector("use")?.setAttribute("href", `icons.svg#${CHOICES[chosen].icon}`);
      const words = button.querySelector("span");
      if (words) words.textContent = CHOICES[chosen].words;
    };
    button.addEventListener("click", () => {
      chosen = (chosen + 1) % CHOICES.length;
      store(CHOICES[chosen].id);
      apply(CHOICES[chosen].id);
      show();
    });
    show();
  });
})();
