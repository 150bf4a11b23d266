/** An answer of the server: HTML, or words of what went wrong. */
export interface Answer {
  ok: boolean;
  html: string;
  words: string;
  /** True where the HTML is changed items, false where it is a form to mend. */
  fragment: boolean;
}

const HEADERS = { accept: "application/json", "x-island": "review" };

export async function ask(url: string): Promise<Answer> {
  return read(fetch(url, { headers: HEADERS, credentials: "same-origin" }));
}

/** Sends a form as its button would. */
export async function send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  if (button?.name) body.append(button.name, button.value);
  const url = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  return read(fetch(url, { method: "POST", headers: HEADERS, body, credentials: "same-origin" }));
}

async function read(request: Promise<Response>): Promise<Answer> {
  const response = await request.catch(() => undefined);
  if (!response) return { ok: false, html: "", words: "", fragment: false };
  const text = await response.text();
  if ((response.headers.get("content-type") ?? "").includes("json")) {
    return { ok: false, html: "", words: title(text), fragment: false };
  }
  return { ok: response.ok, html: text, words: "", fragment: text.includes('class="fragment"') };
}

function title(json: string): string {
  try {
    return String((JSON.parse(json) as { title?: string }).title ?? "");
  } catch {
    return "";
  }
}
