const STEP = 1.25;

/** A drawing in a window of its own, moved with pointer or arrows, scaled with wheel, two fingers, + and -. */
class Viewer {
  constructor() {
    this.dialog = document.createElement("dialog");
    this.dialog.className = "viewer";
    this.dialog.setAttribute("aria-label", "Drawing, enlarged");
    const bar = document.createElement("div");
    bar.className = "viewer-bar";
    for (const [words, name, act] of [
      ["−", "Smaller", () => this.scale(1 / STEP)],
      ["+", "Larger", () => this.scale(STEP)],
      ["Fit", "Fit to the window", () => this.fit()],
      ["Close", "Close", () => this.dialog.close()],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
      bar.append(button);
    }
    this.stage = document.createElement("div");
    this.stage.className = "viewer-stage";
    this.dialog.append(bar, this.stage);
    document.body.append(this.dialog);
    this.fingers = new Map();
    this.listen();
  }

  open(svg) {
    this.svg = svg.cloneNode(true);
    // Ids must stay unique on the page: the copy points to the original's arrowheads.
    this.svg.querySelector("defs")?.remove();
    for (const named of this.svg.querySelectorAll("[id]")) named.removeAttribute("id");
    this.svg.removeAttribute("aria-labelledby");
    this.svg.setAttribute("aria-label", svg.querySelector("title")?.textContent ?? "");
    this.svg.removeAttribute("width");
    this.svg.removeAttribute("height");
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.stage.replaceChildren(this.svg);
    this.dialog.showModal();
    this.fit();
    // A drawing far longer than the window begins at its top, large enough to be read.
    if (this.unit() > 2) {
      const room = this.stage.getBoundingClientRect();
      const height = room.height * (this.whole.width / room.width > 1.4 ? 1.4 : 1);
      const width = (height * room.width) / room.height;
      this.see({ x: this.whole.x + (this.whole.width - width) / 2, y: this.whole.y, width, height });
    }
  }

  fit() {
    const room = this.stage.getBoundingClientRect();
    const least = Math.max(this.whole.width / room.width, this.whole.height / room.height, 0.5);
    const width = room.width * least;
    const height = room.height * least;
    this.see({
      x: this.whole.x + (this.whole.width - width) / 2,
      y: this.whole.y + (this.whole.height - height) / 2,
      width,
      height,
    });
  }

  see(view) {
    this.view = view;
    this.svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  /** Units of the drawing for one pixel of the screen. */
  unit() {
    return this.view.width / this.stage.clientWidth;
  }

  scale(factor, clientX, clientY) {
    const room = this.stage.getBoundingClientRect();
    const unit = this.unit();
    const to = Math.min(Math.max(unit / factor, 0.1), 12) / unit;
    const px = (clientX ?? room.left + room.width / 2) - room.left;
    const py = (clientY ?? room.top + room.height / 2) - room.top;
    this.see({
      x: this.view.x + px * unit * (1 - to),
      y: this.view.y + py * unit * (1 - to),
      width: this.view.width * to,
      height: this.view.height * to,
    });
  }

  move(dx, dy) {
    const unit = this.unit();
    this.see({ ...this.view, x: this.view.x - dx * unit, y: this.view.y - dy * unit });
  }

  listen() {
    this.stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.scale(Math.exp(-event.deltaY * 0.0015), event.clientX, event.clientY);
    }, { passive: false });
    this.stage.addEventListener("pointerdown", (event) => {
      this.stage.setPointerCapture(event.pointerId);
      this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    this.stage.addEventListener("pointermove", (event) => {
      const before = this.fingers.get(event.pointerId);
      if (!before) return;
      const now = [event.clientX, event.clientY];
      const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
        this.scale(apart(now, other) / apart(before, other), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else {
        this.move(now[0] - before[0], now[1] - before[1]);
      }
      this.fingers.set(event.pointerId, now);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      this.stage.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    this.dialog.addEventListener("keydown", (event) => {
      const act = {
        "+": () => this.scale(STEP),
        "=": () => this.scale(STEP),
        "-": () => this.scale(1 / STEP),
        0: () => this.fit(),
        ArrowLeft: () => this.move(80, 0),
        ArrowRight: () => this.move(-80, 0),
        ArrowUp: () => this.move(0, 80),
        ArrowDown: () => this.move(0, -80),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
  }
}

let viewer;

/** Buttons, and a click on a drawing itself, that open it in a window of its own. */
export function offerZoom(root) {
  for (const figure of root.querySelectorAll("figure.drawing")) {
    const canvas = figure.querySelector(".canvas");
    const svg = canvas?.querySelector("svg");
    const button = figure.querySelector("button.zoom");
    if (!svg || !button) continue;
    const open = () => {
      viewer ??= new Viewer();
      viewer.open(svg);
    };
    button.hidden = false;
    button.addEventListener("click", open);
    canvas.classList.add("can-zoom");
    svg.addEventListener("click", open);
  }
}
