/** Fills in where the phone is; without it the address or the photograph says so. */
export function portalForm(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-island~=portal]");
  if (form) pick(form);
  const box = form?.querySelector<HTMLElement>("[data-locate]");
  if (!form || !box || !navigator.geolocation) return;
  box.hidden = false;
  const say = (name: string) => {
    for (const key of ["located", "unlocated"]) box.querySelector<HTMLElement>(`[data-${key}]`)!.hidden = key !== name;
  };
  const set = (name: string, value: number) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value.toFixed(6);
  };
  box.querySelector("button")!.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      (at) => {
        set("lon", at.coords.longitude);
        set("lat", at.coords.latitude);
        for (const name of ["crs", "how"]) (form.elements.namedItem(name) as HTMLInputElement).value = "";
        form.dispatchEvent(new Event("located"));
        say("located");
      },
      () => say("unlocated"),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}

/** The map is fetched when somebody wants to point on it. */
function pick(form: HTMLFormElement): void {
  const fold = form.querySelector<HTMLDetailsElement>("details[data-pick]");
  if (!fold) return;
  fold.hidden = false;
  fold.addEventListener("toggle", () => {
    const { script, style } = fold.dataset;
    if (!fold.open || !script || !style || document.head.querySelector("link[data-map]")) return;
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: style });
    sheet.dataset.map = "";
    document.head.append(sheet);
    void import(script);
  });
}
