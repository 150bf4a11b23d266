// The map page: areas by zoom, what was looked up, and words for whoever points at something.
import type * as Maplibre from "maplibre-gl";
import { type Areas, addLayer, fetchAreas, middleOf } from "./map/areas";
import { addPick } from "./map/pick";
import { addPlaces } from "./map/places";
import { type Look, colours } from "./map/look";
import { addCases } from "./map/points";
import { tellAreas } from "./map/told";

/** Layers drawn over each other and the zoom from which each is. */
const LAYERS = [
  { layer: "subdistrict", from: 0 },
  { layer: "community", from: 12.6 },
  { layer: "grid", from: 14.4 },
] as const;
/** Han characters are drawn from the reader's own fonts; no glyphs are fetched. */
const HAN_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif";
const ZOOM_MAX = 18;

const box = document.querySelector<HTMLElement>("[data-island~=map]");
if (box) draw(box).catch((error: unknown) => failed(box, error));

async function draw(box: HTMLElement): Promise<void> {
  if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
  const look = colours(box);
  const library = (await import(box.dataset.library ?? "")) as typeof Maplibre;
  const picks = box.dataset.pickMap !== undefined;
  const district = await fetchAreas(box, picks ? "subdistrict" : "district");
  const coarsest = district.features.length > 0 ? district : await fetchAreas(box, "subdistrict");
  box.hidden = false;
  await new Promise(requestAnimationFrame);
  const map = new library.Map({
    container: box,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": look.ground } }] },
    bounds: boundsOf(coarsest),
    fitBoundsOptions: { padding: 16 },
    maxZoom: ZOOM_MAX,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    localIdeographFontFamily: HAN_FONTS,
    attributionControl: { compact: false, customAttribution: escape(box.dataset.attribution ?? "") || [] },
    locale: {
      "Map.Title": box.dataset.wordCanvas ?? "",
      "NavigationControl.ZoomIn": box.dataset.wordIn ?? "",
      "NavigationControl.ZoomOut": box.dataset.wordOut ?? "",
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }));
  await new Promise((done) => map.once("load", done));
  document.querySelector<HTMLElement>("[data-map-plain]")?.setAttribute("hidden", "");
  map.resize();
  map.fitBounds(boundsOf(coarsest), { padding: 16, animate: false });
  addGround(map, box, coarsest, look);
  if (picks) {
    addLayer(map, look, "subdistrict", 0, coarsest);
    addPick(library, map, box, look);
    map.once("idle", () => (box.dataset.state = "ready"));
    return;
  }
  addPlaces(library, map);
  await addAreas(map, box);
  tellAreas(map, box, LAYERS.map((l) => l.layer));
  await addCases(library, map, box, look);
  map.once("idle", () => (box.dataset.state = "ready"));
}

/** Pictures from the server that the district names, or else the district itself as a plain field. */
function addGround(map: Maplibre.Map, box: HTMLElement, district: Areas, look: Look): void {
  const tiles = box.dataset.tiles;
  if (!tiles) {
    map.addSource("district", { type: "geojson", data: district });
    map.addLayer({ id: "district", type: "fill", source: "district", paint: { "fill-color": look.field } });
    return;
  }
  const url = new URL(tiles.replaceAll("{", "%7B").replaceAll("}", "%7D"), location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  map.addSource("pictures", { type: "raster", tiles: [url], tileSize: 256 });
  map.addLayer({ id: "pictures", type: "raster", source: "pictures" });
}

/** Coarse areas at once, finer ones when they come into view for the first time. */
async function addAreas(map: Maplibre.Map, box: HTMLElement): Promise<void> {
  const there = new Set<string>();
  const needed = async () => {
    for (const { layer, from } of LAYERS) {
      if (there.has(layer) || map.getZoom() < from - 0.3) continue;
      there.add(layer);
      const areas = await fetchAreas(box, layer);
      addLayer(map, colours(box), layer, from, areas, finerThan(map, layer));
    }
  };
  await needed();
  map.on("zoomend", () => void needed().catch((error: unknown) => failed(box, error)));
}

/** Finer lines lie under coarser ones. */
function finerThan(map: Maplibre.Map, layer: string): string | undefined {
  const at = LAYERS.findIndex((l) => l.layer === layer);
  const coarser = LAYERS.slice(0, at).reverse().map((l) => `${l.layer}-fill`);
  return coarser.find((id) => map.getLayer(id));
}

function boundsOf(areas: Areas): [number, number, number, number] {
  const points = areas.features.flatMap((f) => (f.geometry.coordinates as unknown[]).flat(f.geometry.type === "Polygon" ? 1 : 2) as [number, number][]);
  const all = points.length > 0 ? points : areas.features.map(middleOf);
  const axis = (i: 0 | 1) => all.map((p) => p[i]);
  return [Math.min(...axis(0)), Math.min(...axis(1)), Math.max(...axis(0)), Math.max(...axis(1))];
}

function escape(text: string): string {
  const node = document.createElement("span");
  node.textContent = text;
  return node.innerHTML;
}

/** The table stays; it says the same. */
function failed(box: HTMLElement, error: unknown): void {
  box.hidden = true;
  box.dataset.state = "plain";
  document.querySelector<HTMLElement>("[data-map-plain]")?.removeAttribute("hidden");
  console.info("map:", error instanceof Error ? error.message : error);
}
