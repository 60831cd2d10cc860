// Runs before the page is painted, so that a chosen colour scheme does not flash in late.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; the system's scheme holds then.
}
