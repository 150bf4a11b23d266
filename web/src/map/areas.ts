// Areas of one layer: fetched once, drawn as lines, labels in Han characters.
import type * as GeoJSON from "geojson";
import type * as Maplibre from "maplibre-gl";
import type { Look } from "./look";

export interface AreaProperties {
  code: string;
  name: string;
  layer: string;
  parent?: string;
  illustrative: boolean;
  middle: [number, number];
}
export type Areas = GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.MultiPolygon, AreaProperties>;

export async function fetchAreas(box: HTMLElement, layer: string): Promise<Areas> {
  const { areas = "", on = "", crs = "" } = box.dataset;
  const answer = await fetch(`${areas}?${new URLSearchParams({ layer, on, crs })}`, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${layer}: ${answer.status}`);
  return (await answer.json()) as Areas;
}

export function middleOf(feature: Areas["features"][number]): [number, number] {
  return feature.properties.middle;
}

const WIDTH: Record<string, number> = { subdistrict: 2.4, community: 1.4, grid: 0.8 };

/** Adds a layer below `before`. Grids have numbers in their names and so no labels; pointing tells them. */
export function addLayer(map: Maplibre.Map, look: Look, layer: "subdistrict" | "community" | "grid", from: number, areas: Areas, before?: string): void {
  map.addSource(layer, { type: "geojson", data: areas, promoteId: "code", attribution: "" });
  const colour = look[layer];
  map.addLayer({ id: `${layer}-fill`, type: "fill", source: layer, minzoom: from, paint: { "fill-color": look.mark, "fill-opacity": ["case", ["boolean", ["feature-state", "over"], false], 0.22, 0] } }, before);
  map.addLayer({ id: `${layer}-line`, type: "line", source: layer, minzoom: from, layout: { "line-join": "round" }, paint: { "line-color": colour, "line-width": WIDTH[layer] ?? 1 } }, before);
  if (layer === "grid") return;
  map.addSource(`${layer}-names`, { type: "geojson", data: names(areas) });
  const coarse = layer === "subdistrict";
  map.addLayer({
    id: `${layer}-names`,
    type: "symbol",
    source: `${layer}-names`,
    minzoom: from,
    ...(coarse ? { maxzoom: 14 } : {}),
    layout: { "text-field": ["get", "label"], "text-size": coarse ? 14 : 12, "text-padding": 4, "symbol-sort-key": coarse ? 0 : 1 },
    paint: { "text-color": look.ink, "text-halo-color": look.field, "text-halo-width": 1.6 },
  });
}

function names(areas: Areas): GeoJSON.FeatureCollection {
  const features = areas.features.map((feature) => ({
    type: "Feature" as const,
    properties: { label: feature.properties.name.replace(/[^\p{Script=Han}]/gu, "") },
    geometry: { type: "Point" as const, coordinates: middleOf(feature) },
  }));
  return { type: "FeatureCollection", features };
}
