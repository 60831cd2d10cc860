const STEPS = ["", "light", "dark"];
const WORDS = { "": "Colours: as the system has them", light: "Colours: light", dark: "Colours: dark" };

/** The button that goes through the colour schemes: the system's, light, dark. */
export function offerThemes(root) {
  const button = root.querySelector("button.theme");
  if (!button) return;
  const html = document.documentElement;
  const say = () => {
    const words = WORDS[html.dataset.theme ?? ""];
    button.querySelector("span").textContent = words;
    button.title = words;
  };
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    const next = STEPS[(STEPS.indexOf(html.dataset.theme ?? "") + 1) % STEPS.length];
    if (next) html.dataset.theme = next;
    else delete html.dataset.theme;
    try {
      if (next) localStorage.setItem("theme", next);
      else localStorage.removeItem("theme");
    } catch {
      // Without storage the choice holds for this page.
    }
    say();
  });
}
