// Pointing at a place: the form takes its coordinates in the map's own system.
import type * as Maplibre from "maplibre-gl";
import type { Look } from "./look";

const CLOSE_ZOOM = 14.5;

export function addPick(library: typeof Maplibre, map: Maplibre.Map, box: HTMLElement, look: Look): void {
  const form = box.closest("form");
  if (!form) return;
  named(map, box, look);
  const element = document.createElement("div");
  element.className = "map-mark";
  const mark = new library.Marker({ element, anchor: "bottom" });
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const choose = (at: Maplibre.LngLat) => {
    field("lon").value = at.lng.toFixed(6);
    field("lat").value = at.lat.toFixed(6);
    field("crs").value = box.dataset.crs ?? "";
    field("how").value = "map";
    mark.setLngLat(at).addTo(map);
    form.querySelector("[data-picked]")?.removeAttribute("hidden");
    if (map.getZoom() < CLOSE_ZOOM) map.easeTo({ center: at, zoom: CLOSE_ZOOM });
  };
  map.on("click", (event) => choose(event.lngLat));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose(map.getCenter());
  });
  // The phone's own position takes the place of what was pointed at.
  form.addEventListener("located", () => {
    mark.remove();
    form.querySelector("[data-picked]")?.setAttribute("hidden", "");
  });
}

/** Stations and landmarks by which people find their way. */
function named(map: Maplibre.Map, box: HTMLElement, look: Look): void {
  const all = JSON.parse(box.dataset.landmarks ?? "[]") as [name: string, lon: number, lat: number][];
  const features = all.map(([name, lon, lat]) => ({ type: "Feature" as const, properties: { name }, geometry: { type: "Point" as const, coordinates: [lon, lat] } }));
  map.addSource("landmarks", { type: "geojson", data: { type: "FeatureCollection", features } });
  map.addLayer({ id: "landmarks", type: "circle", source: "landmarks", paint: { "circle-radius": 4, "circle-color": look.mark, "circle-stroke-width": 1, "circle-stroke-color": look.field } });
  map.addLayer({
    id: "landmark-names",
    type: "symbol",
    source: "landmarks",
    minzoom: 12.5,
    layout: { "text-field": ["get", "name"], "text-size": 13, "text-anchor": "top", "text-offset": [0, 0.5] },
    paint: { "text-color": look.ink, "text-halo-color": look.field, "text-halo-width": 1.6 },
  });
}
