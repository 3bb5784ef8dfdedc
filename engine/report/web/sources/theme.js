// SPDX-License-Identifier: MIT
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

/// A button between light and dark; nothing is stored, the next reader's system decides again.
export function addThemeSwitch(button) {
  const tell = () => {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tell();
  });
  dark.addEventListener("change", tell);
  tell();
  button.hidden = false;
}
