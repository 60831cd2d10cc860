import { offerCopies } from "./copy.js";
import { offerTabs } from "./tabs.js";
import { offerThemes } from "./themes.js";
import { offerFolds } from "./unfold.js";
import { offerZoom } from "./zoom.js";

offerThemes(document);
offerCopies(document);
offerTabs(document);
offerZoom(document);
offerFolds(document);

// "/" goes to the search box, as on many sites of documentation.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// A choice of order is applied at once; the button is there for when this script is not.
const order = document.querySelector("form.sort select");
if (order) {
  order.form.classList.add("instant");
  order.addEventListener("change", () => order.form.requestSubmit());
}

// Filters start folded where they would push the results off a small screen.
if (matchMedia("(max-width: 820px)").matches) {
  document.querySelector(".facets > details")?.removeAttribute("open");
}
