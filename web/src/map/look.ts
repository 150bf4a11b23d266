// The colours of the page, for the map.

/** What the map is drawn with. */
export interface Look {
  ground: string;
  ink: string;
  field: string;
  subdistrict: string;
  community: string;
  grid: string;
  mark: string;
  late: string;
}

/** Read from the stylesheet, so that light, dark and contrast follow the page. */
export function colours(box: HTMLElement): Look {
  const style = getComputedStyle(box);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: of("--field-2"),
    ink: of("--ink"),
    field: of("--field"),
    subdistrict: of("--brand-line"),
    community: of("--line-strong"),
    grid: of("--line-strong"),
    mark: of("--focus"),
    late: of("--red"),
  };
}
