import { offerCopies } from "./copy.js";
import { offerTabs } from "./tabs.js";
import { offerZoom } from "./zoom.js";

/**
 * Folded networks and tables of layers are fetched when they are opened. Without this script, or where that fails, the link in the fold
 * leads to the network's own page.
 */
export function offerFolds(root) {
  for (const fold of root.querySelectorAll("details[data-part]")) {
    const fill = async () => {
      if (!fold.open || !fold.dataset.part) return;
      const address = fold.dataset.part;
      delete fold.dataset.part;
      fold.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(String(answer.status));
        const holder = document.createElement("template");
        holder.innerHTML = await answer.text();
        fold.querySelector("summary ~ *").replaceWith(holder.content);
        offerTabs(fold);
        offerCopies(fold);
        offerZoom(fold);
      } catch {
        fold.dataset.part = address;
      } finally {
        fold.removeAttribute("aria-busy");
      }
    };
    fold.addEventListener("toggle", fill);
    fill();
  }
}
