// Places that the page found, each with a mark where it is.
import type * as Maplibre from "maplibre-gl";

const CLOSE_ZOOM = 15.5;

export function addPlaces(library: typeof Maplibre, map: Maplibre.Map): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-place]")].map((node, index) => {
    const mark = document.createElement("div");
    mark.className = "map-mark";
    mark.textContent = String(index + 1);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", node.dataset.name ?? "");
    const at: [number, number] = [Number(node.dataset.lon), Number(node.dataset.lat)];
    new library.Marker({ element: mark, anchor: "bottom" }).setLngLat(at).addTo(map);
    return at;
  });
  const [first] = places;
  if (first) map.jumpTo({ center: first, zoom: CLOSE_ZOOM });
}
