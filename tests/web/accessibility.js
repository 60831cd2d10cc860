// What a page does wrong for people who do not see it, see little, or have no mouse: a list of sentences.
() => {
  const faults = [];
  const visible = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  };
  const show = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${(e.textContent ?? "").trim().slice(0, 50)}`;

  // Names
  const name = (e) => {
    const by = e.getAttribute("aria-labelledby");
    if (by) return by.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    return (e.getAttribute("aria-label") ?? e.textContent ?? "").trim();
  };
  for (const e of document.querySelectorAll("a[href], button, summary, [role=tab], [role=img]")) {
    if (e.checkVisibility() && !e.closest("[aria-hidden=true]") && !name(e)) faults.push(`has no name: ${show(e)}`);
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!e.labels?.length && !e.getAttribute("aria-label")) faults.push(`has no label: ${show(e)}`);
  }
  for (const e of document.querySelectorAll("img:not([alt])")) faults.push(`has no alt: ${e.src}`);
  for (const e of document.querySelectorAll("[aria-labelledby], [aria-controls], [aria-describedby]")) {
    for (const attribute of ["aria-labelledby", "aria-controls", "aria-describedby"]) {
      for (const id of (e.getAttribute(attribute) ?? "").split(" ").filter(Boolean)) {
        if (!document.getElementById(id)) faults.push(`${attribute} names nothing: ${id}`);
      }
    }
  }

  // Structure
  let level = 0;
  for (const e of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!e.checkVisibility()) continue;
    const own = Number(e.tagName[1]);
    if (level && own > level + 1) faults.push(`heading jumps from ${level} to ${own}: ${show(e)}`);
    level = own;
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`id stands twice: ${id}`);
  for (const e of document.querySelectorAll("main *")) {
    const style = getComputedStyle(e);
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY) &&
      (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
    if (scrolls && e.tabIndex < 0 && !e.querySelector("a[href], button, [tabindex='0']")) faults.push(`scrolls without keyboard: ${show(e)}`);
  }

  // Contrast, with colours as they come out: painted on a canvas and read back.
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const grounds = (e) => {
    const found = [];
    for (let at = e; at; at = at.parentElement) {
      const card = at instanceof SVGElement && at.matches(".card, .badge") && at.querySelector("path, rect");
      found.unshift(card ? getComputedStyle(card).fill : getComputedStyle(at).backgroundColor);
    }
    return found;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const e = text.parentElement;
    if (!text.data.trim() || seen.has(e) || e.closest("title, script, style, defs, .hidden, .skip") || !visible(e)) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const behind = grounds(e);
    const ink = e instanceof SVGElement ? style.fill : style.color;
    const ratio = contrast(painted([...behind, ink]), painted(behind));
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${show(e)} (${ink} on ${behind.at(-1)})`);
  }
  return faults;
}
