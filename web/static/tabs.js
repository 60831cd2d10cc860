import { offerCopies } from "./copy.js";

/**
 * Frameworks' links become tabs: the code is fetched and put into the panel. Without this script each link leads
 * to a page of its own.
 */
export function offerTabs(root) {
  for (const box of root.querySelectorAll("[data-tabs]")) {
    const list = box.querySelector(".tablist");
    const panel = box.querySelector(".panel");
    const tabs = [...list.querySelectorAll("a.tab")];
    list.setAttribute("role", "tablist");
    panel.setAttribute("role", "tabpanel");
    const pages = new Map();
    const current = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true");

    const mark = (chosen) => {
      for (const tab of tabs) {
        tab.setAttribute("aria-selected", String(tab === chosen));
        tab.tabIndex = tab === chosen ? 0 : -1;
        tab.removeAttribute("aria-current");
      }
      panel.setAttribute("aria-labelledby", chosen.id);
    };

    const show = async (tab) => {
      const before = current();
      if (before && before !== tab) pages.set(before, panel.innerHTML);
      mark(tab);
      if (!pages.has(tab)) {
        panel.setAttribute("aria-busy", "true");
        try {
          const answer = await fetch(`${tab.href}?part=1`);
          if (!answer.ok) throw new Error(String(answer.status));
          pages.set(tab, await answer.text());
        } catch {
          panel.textContent = "This code could not be fetched. ";
          const link = document.createElement("a");
          link.href = tab.href;
          link.textContent = "Open it as a page";
          panel.append(link);
          return;
        } finally {
          panel.removeAttribute("aria-busy");
        }
        if (current() !== tab) return;
      }
      panel.innerHTML = pages.get(tab);
      offerCopies(panel);
    };

    for (const tab of tabs) tab.setAttribute("role", "tab");
    const opener = panel.querySelector("p.opens a");
    const first = tabs.find((tab) => tab.getAttribute("aria-current") === "true") ?? tabs[0];
    if (opener) {
      // Nothing is shown yet: the link in the panel is that of one of the tabs.
      for (const tab of tabs) {
        tab.setAttribute("aria-selected", "false");
        tab.tabIndex = tab === first ? 0 : -1;
      }
      opener.addEventListener("click", (event) => {
        const tab = tabs.find((each) => each.href === opener.href);
        if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        show(tab);
        tab.focus();
      });
    } else {
      pages.set(first, panel.innerHTML);
      mark(first);
    }

    list.addEventListener("click", (event) => {
      const tab = event.target.closest("a.tab");
      if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (tab !== current()) show(tab);
    });
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(current());
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const tab = tabs[(to + tabs.length) % tabs.length];
      tab.focus();
      show(tab);
    });
  }
}
