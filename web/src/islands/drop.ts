/** Files can be dropped on a field; files that are too large are named before they are sent. */
export function dropZones(): void {
  for (const zone of document.querySelectorAll<HTMLElement>("[data-island~=drop]")) {
    const input = zone.querySelector<HTMLInputElement>("input[type=file]");
    if (input) wire(zone, input);
  }
}

function wire(zone: HTMLElement, input: HTMLInputElement): void {
  const list = document.createElement("p");
  list.className = "drop-files";
  list.setAttribute("role", "status");
  zone.append(list);
  const bytesMax = Number(zone.dataset.bytesMax ?? Infinity);
  const show = () => {
    const files = [...(input.files ?? [])];
    const tooLarge = files.filter((f) => f.size > bytesMax);
    input.setCustomValidity(tooLarge.length > 0 ? `${zone.dataset.tooLarge ?? ""} ${tooLarge.map((f) => f.name).join("、")}` : "");
    input.reportValidity();
    list.textContent = files.map((f) => `${f.name}（${megabytes(f.size)}）`).join("；");
  };
  input.addEventListener("change", show);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.dataset.over = "1";
  });
  zone.addEventListener("dragleave", () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    delete zone.dataset.over;
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    show();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
