/** The desk: while somebody types what a caller says, the likely matters appear to be chosen. */
type Suggested = { code: string; name: string };

const WAIT_MS = 400;
const CHARS_MIN = 4;

export function desk(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-island~=desk]");
  const said = form?.querySelector<HTMLTextAreaElement>("[data-said]");
  const box = form?.querySelector<HTMLElement>("[data-suggestions]");
  const matter = form?.querySelector<HTMLSelectElement>("#matter");
  const address = form?.dataset.suggest;
  if (!form || !said || !box || !matter || !address) return;
  let timer = 0;
  let asked = "";
  said.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT_MS);
  });

  async function ask(): Promise<void> {
    const text = said!.value.trim();
    if (text.length < CHARS_MIN || text === asked) return;
    asked = text;
    const answer = await fetch(address!, {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": document.body.dataset.csrf ?? "" },
      body: JSON.stringify({ text }),
    });
    if (!answer.ok || text !== said!.value.trim()) return;
    show((await answer.json()) as Suggested[]);
  }

  function show(found: Suggested[]): void {
    box!.replaceChildren();
    if (found.length === 0) return;
    const words = document.createElement("p");
    words.className = "small";
    words.textContent = box!.dataset.words ?? "";
    const list = document.createElement("ul");
    for (const one of found) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.name;
      button.addEventListener("click", () => {
        matter!.value = one.code;
        matter!.focus();
      });
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    box!.append(words, list);
  }
}
