/** Areas of a photograph by pointer. The numbers beside it say the same and are what is sent. */
type Area = { x: number; y: number; w: number; h: number };

const SIDES = ["x", "y", "w", "h"] as const;
/** Smaller than this, in thousandths, is a slip of the hand. */
const SMALLEST = 5;

export function blacken(): void {
  const box = document.querySelector<HTMLElement>("[data-island~=blacken]");
  const form = document.querySelector<HTMLFormElement>("form[data-areas]");
  const svg = box?.querySelector("svg");
  if (!box || !form || !svg) return;

  const rows = () => [...form.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const fields = (row: Element) => [...row.querySelectorAll<HTMLInputElement>("input")];
  const read = (row: Element): Area | undefined => {
    const [x, y, w, h] = fields(row).map((field) => (field.value === "" ? NaN : Number(field.value)));
    return [x, y, w, h].every(Number.isFinite) ? { x: x!, y: y!, w: w!, h: h! } : undefined;
  };
  const rect = ({ x, y, w, h }: Area) => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["x", x], ["y", y], ["width", w], ["height", h]] as const) one.setAttribute(name, String(value));
    return one;
  };
  const draw = (more?: Area) => {
    const areas = rows().map(read).filter((area) => area !== undefined);
    svg.replaceChildren(...[...areas, ...(more ? [more] : [])].map(rect));
  };
  const write = (area: Area) => {
    const row = rows().find((row) => fields(row).every((field) => field.value === ""));
    if (!row) return;
    fields(row).forEach((field, i) => (field.value = String(area[SIDES[i]!])));
    row.querySelector("input")!.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const at = (event: PointerEvent) => {
    const frame = svg.getBoundingClientRect();
    const part = (value: number, from: number, size: number) => Math.round(Math.min(1, Math.max(0, (value - from) / size)) * 1000);
    return { x: part(event.clientX, frame.left, frame.width), y: part(event.clientY, frame.top, frame.height) };
  };
  let from: { x: number; y: number } | undefined;
  const between = (event: PointerEvent): Area => {
    const to = at(event);
    return { x: Math.min(from!.x, to.x), y: Math.min(from!.y, to.y), w: Math.abs(to.x - from!.x), h: Math.abs(to.y - from!.y) };
  };
  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    from = at(event);
  });
  box.addEventListener("pointermove", (event) => from && draw(between(event)));
  box.addEventListener("pointerup", (event) => {
    if (!from) return;
    const area = between(event);
    from = undefined;
    if (area.w >= SMALLEST && area.h >= SMALLEST) write(area);
    draw();
  });
  box.addEventListener("pointercancel", () => {
    from = undefined;
    draw();
  });
  form.addEventListener("input", () => draw());
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-clear]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      fields(button.closest("tr")!).forEach((field) => (field.value = ""));
      draw();
    });
  }
  draw();
}
