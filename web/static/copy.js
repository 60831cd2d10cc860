/** Buttons that copy the file they stand above. */
export function offerCopies(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button.copy")) {
    const code = button.closest(".file")?.querySelector("pre code");
    if (!code) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      let words = "Copied";
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        words = "Not allowed";
      }
      button.textContent = words;
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
  }
}
