/** Fills in where the phone is; without it the address or the photograph says so. */
export function portalForm(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-island~=portal]");
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
        say("located");
      },
      () => say("unlocated"),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}
