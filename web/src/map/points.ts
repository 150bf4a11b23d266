// Cases on the map: marks with numbers from afar, single points near by; asked again while the page is open.
import type * as Maplibre from "maplibre-gl";
import type { Look } from "./look";

interface CasePoint { id: string; number: string; title: string; phase: string; lon: number; lat: number; late: boolean }
interface Cluster { count: number; lon: number; lat: number }
interface Answer { points: CasePoint[]; clusters: Cluster[]; cut: boolean }

/** How often the server is asked while the page is in view. */
const POLL_MS = 30_000;
/** Clusters nearer than this on the screen become one. */
const CELL_PX = 64;
const CLOSER = 2;

export function addCases(library: typeof Maplibre, map: Maplibre.Map, box: HTMLElement, look: Look): Promise<void> {
  const address = box.dataset.points;
  if (!address) return Promise.resolve();
  const told = document.querySelector<HTMLElement>("[data-map-cases]");
  map.addSource("cases", { type: "geojson", data: collection([]) });
  map.addLayer({ id: "cases", type: "circle", source: "cases", paint: { "circle-radius": 7, "circle-color": ["case", ["get", "late"], look.late, look.subdistrict], "circle-stroke-width": 2, "circle-stroke-color": look.field } });
  let marks: Maplibre.Marker[] = [];
  let asked: AbortController | undefined;
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    const answer = await ask(map, address, asked.signal);
    if (!answer) return;
    (map.getSource("cases") as Maplibre.GeoJSONSource).setData(collection(answer.points));
    marks.forEach((mark) => mark.remove());
    marks = together(map, answer.clusters).map((cluster) => clusterMark(library, map, box, cluster));
    const shown = answer.points.length + answer.clusters.reduce((sum, c) => sum + c.count, 0);
    if (told) told.textContent = (answer.cut ? box.dataset.wordCut : box.dataset.wordCases)?.replace("{n}", String(shown)) ?? "";
    box.dataset.cases = String(shown);
  };
  const quietly = () => void refresh().catch(() => undefined);
  map.on("moveend", quietly);
  setInterval(() => document.visibilityState === "visible" && quietly(), POLL_MS);
  map.on("mouseenter", "cases", () => (map.getCanvas().style.cursor = "pointer"));
  return refresh();
}

/** The case under a place of the screen, if there is one. */
export function caseAt(map: Maplibre.Map, point: Maplibre.PointLike): { id: string; words: string } | undefined {
  if (!map.getLayer("cases")) return undefined;
  const found = map.queryRenderedFeatures(point, { layers: ["cases"] })[0];
  return found && { id: String(found.properties.id), words: `${found.properties.number} ${found.properties.title}` };
}

async function ask(map: Maplibre.Map, address: string, signal: AbortSignal): Promise<Answer | undefined> {
  const url = new URL(address, location.href);
  const bounds = map.getBounds();
  url.searchParams.set("bbox", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((v) => v.toFixed(6)).join(","));
  url.searchParams.set("zoom", String(Math.max(0, Math.floor(map.getZoom()))));
  const answer = await fetch(url, { signal, headers: { accept: "application/json" } }).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as Answer) : undefined;
}

/** Clusters of one piece of the screen as one, at their common middle. */
function together(map: Maplibre.Map, clusters: Cluster[]): Cluster[] {
  const cells = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const { x, y } = map.project([cluster.lon, cluster.lat]);
    const key = `${Math.floor(x / CELL_PX)} ${Math.floor(y / CELL_PX)}`;
    const there = cells.get(key) ?? { count: 0, lon: 0, lat: 0 };
    const count = there.count + cluster.count;
    const mean = (a: number, b: number) => (a * there.count + b * cluster.count) / count;
    cells.set(key, { count, lon: mean(there.lon, cluster.lon), lat: mean(there.lat, cluster.lat) });
  }
  return [...cells.values()];
}

function clusterMark(library: typeof Maplibre, map: Maplibre.Map, box: HTMLElement, cluster: Cluster): Maplibre.Marker {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-cluster";
  button.textContent = String(cluster.count);
  button.setAttribute("aria-label", (box.dataset.wordCluster ?? "").replace("{n}", String(cluster.count)));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    map.easeTo({ center: [cluster.lon, cluster.lat], zoom: map.getZoom() + CLOSER });
  });
  return new library.Marker({ element: button }).setLngLat([cluster.lon, cluster.lat]).addTo(map);
}

function collection(points: CasePoint[]) {
  const features = points.map((p) => ({ type: "Feature" as const, properties: { ...p }, geometry: { type: "Point" as const, coordinates: [p.lon, p.lat] } }));
  return { type: "FeatureCollection" as const, features };
}
