// Enough of RFC 4180 to read and write the sheets that the ledger exports.

/** Rows of cells; a byte order mark at the start is passed over. */
export function parse(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/^\ufeff/, "");
  for (let i = 0; i < source.length; i += 1) {
    const c = source[i];
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") {
      rows.at(-1).push(cell);
      cell = "";
    } else if (c === "\n") {
      rows.at(-1).push(cell.replace(/\r$/, ""));
      cell = "";
      rows.push([]);
    } else cell += c;
  }
  if (cell || rows.at(-1).length > 0) rows.at(-1).push(cell);
  return rows.filter((row) => row.length > 0);
}

/** Text of rows, every cell quoted. */
export function write(rows) {
  return `\ufeff${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n")}\r\n`;
}
