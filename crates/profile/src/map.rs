//! `[map]` of `profile.toml`: an outside server of map pictures, where the district has one.

use crate::problem::Log;
use crate::toml_table::Table;
use place::Crs;

/// Pictures under the map (raster tiles).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapTiles {
    /// Address with `{z}`, `{x}` and `{y}`: `https://…`, `http://…`, or a path of our own.
    pub url: String,
    /// Whose they are; shown on the map.
    pub attribution: String,
    /// Their system of coordinates: `wgs84`, `cgcs2000` or `gcj02`; areas are drawn in it.
    pub crs: Crs,
}

impl MapTiles {
    /// Scheme and host, for the content security policy; none for a path of our own.
    pub fn origin(&self) -> Option<&str> {
        let host_at = self.url.find("://")? + 3;
        let path_at = self.url[host_at..].find('/')? + host_at;
        Some(&self.url[..path_at])
    }
}

pub(crate) fn read(table: &Table<'_>, log: &mut Log) -> Option<MapTiles> {
    table.only(&["tiles", "attribution", "crs"], log);
    let (url, attribution) = (table.text("tiles", log), table.text("attribution", log));
    let crs = match table.has("crs") {
        true => table.text("crs", log).and_then(Crs::from_code),
        false => Some(Crs::Wgs84),
    };
    let crs = crs.filter(|crs| *crs != Crs::Bd09);
    if crs.is_none() {
        let message = "坐标系应为 wgs84、cgcs2000 或 gcj02";
        table.problem(table.line_of("crs"), "map_crs", message, log);
    }
    let tiles = MapTiles {
        url: url?.to_owned(),
        attribution: attribution?.to_owned(),
        crs: crs?,
    };
    if !fits(&tiles) {
        let message = "tiles 应为 https://主机/…{z}…{x}…{y}… 或本站路径，不含空格、引号和分号";
        table.problem(table.line_of("tiles"), "map_tiles_shape", message, log);
    }
    Some(tiles)
}

fn fits(tiles: &MapTiles) -> bool {
    let url = &tiles.url;
    let placed = ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part));
    let plain = !url.contains([' ', '\'', '"', ';', ',', '<', '>']) && url.is_ascii();
    let host = |origin: &str| {
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let scheme_fits = origin.starts_with("https://") || origin.starts_with("http://");
        let host_fits = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        scheme_fits && !host.is_empty() && host.chars().all(host_fits)
    };
    let from = match url.starts_with('/') && !url.starts_with("//") {
        true => true,
        false => tiles.origin().is_some_and(host),
    };
    placed && plain && from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiles(url: &str) -> MapTiles {
        MapTiles {
            url: url.into(),
            attribution: "t".into(),
            crs: Crs::Wgs84,
        }
    }

    #[test]
    fn only_addresses_that_a_policy_can_name_are_taken() {
        for good in [
            "https://t.example.org/{z}/{x}/{y}.png",
            "http://localhost:8080/a?z={z}&x={x}&y={y}",
            "/tiles/{z}/{x}/{y}.png",
        ] {
            assert!(fits(&tiles(good)), "{good}");
        }
        for bad in [
            "https://t.example.org/{z}/{x}.png",
            "//t.example.org/{z}/{x}/{y}.png",
            "ftp://t.example.org/{z}/{x}/{y}.png",
            "https://{s}.example.org/{z}/{x}/{y}.png",
            "https://t.example.org; script-src */{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}.png",
        ] {
            assert!(!fits(&tiles(bad)), "{bad}");
        }
        assert_eq!(
            tiles("https://t.example.org/a/{z}/{x}/{y}").origin(),
            Some("https://t.example.org")
        );
        assert_eq!(tiles("/tiles/{z}/{x}/{y}").origin(), None);
    }
}
