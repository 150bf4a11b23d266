// A multipart body whose bytes never change, so that a repetition is the same request to the server.

/** A named part of a form: words or a file. */
export type Part = [name: string, value: string | File];

/** The bytes and their content type, to be kept and sent as they are. */
export interface Body {
  bytes: Blob;
  type: string;
}

/** Quotes a name as browsers do. */
function quoted(text: string): string {
  return text.replace(/\r?\n/g, " ").replace(/"/g, "%22");
}

/** Joins the parts with a boundary made of `id`, which must be unique to the request. */
export function multipart(id: string, parts: Part[]): Body {
  const boundary = `xiuhua-${id}`;
  const pieces: BlobPart[] = [];
  for (const [name, value] of parts) {
    pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`);
    if (typeof value === "string") {
      pieces.push(`\r\n\r\n${value}\r\n`);
    } else {
      const type = value.type || "application/octet-stream";
      pieces.push(`; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, "\r\n");
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  return { bytes: new Blob(pieces), type: `multipart/form-data; boundary=${boundary}` };
}
