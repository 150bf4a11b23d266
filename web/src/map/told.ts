// What lies under the pointer or was clicked, in words below the map.
import type * as Maplibre from "maplibre-gl";
import { caseAt } from "./points";

/** Tells the areas at a place, coarse to fine, and marks the finest; a click leads to the table's row. */
export function tellAreas(map: Maplibre.Map, box: HTMLElement, layers: readonly string[]): void {
  const told = document.querySelector<HTMLElement>("[data-map-told]");
  if (!told) return;
  let over: { source: string; id: string } | undefined;
  const at = (point: Maplibre.PointLike) => {
    const ids = layers.map((layer) => `${layer}-fill`).filter((id) => map.getLayer(id));
    const found = map.queryRenderedFeatures(point, { layers: ids });
    return layers.flatMap((layer) => found.find((f) => f.source === layer) ?? []);
  };
  const mark = (areas: Maplibre.MapGeoJSONFeature[]) => {
    if (over) map.setFeatureState(over, { over: false });
    const finest = areas.at(-1);
    over = finest && { source: finest.source, id: String(finest.properties.code) };
    if (over) map.setFeatureState(over, { over: true });
  };
  const say = (areas: Maplibre.MapGeoJSONFeature[], theCase?: { id: string; words: string }, lngLat?: Maplibre.LngLat) => {
    told.replaceChildren();
    areas.forEach((area, index) => {
      if (index > 0) told.append(" / ");
      const link = document.createElement("a");
      link.href = `/map?${new URLSearchParams({ on: box.dataset.on ?? "", area: String(area.properties.code) })}#table`;
      link.textContent = String(area.properties.name);
      told.append(link);
    });
    const finest = areas.at(-1);
    if (!finest) return;
    const code = document.createElement("code");
    code.textContent = String(finest.properties.code);
    told.append(" ", code);
    if (finest.properties.illustrative) told.append(` ${box.dataset.wordIllustrative ?? ""}`);
    if (theCase) {
      const link = document.createElement("a");
      link.href = `/cases/${encodeURIComponent(theCase.id)}`;
      link.textContent = theCase.words;
      told.append(" · ", link);
    }
    if (lngLat) told.append(` · ${lngLat.lng.toFixed(6)}, ${lngLat.lat.toFixed(6)}`);
  };
  let pinned = false;
  map.on("mousemove", (event) => {
    const areas = at(event.point);
    map.getCanvas().style.cursor = areas.length > 0 ? "pointer" : "";
    mark(areas);
    if (!pinned) say(areas, caseAt(map, event.point));
  });
  map.on("click", (event) => {
    const areas = at(event.point);
    pinned = areas.length > 0;
    mark(areas);
    say(areas, caseAt(map, event.point), event.lngLat);
  });
}
