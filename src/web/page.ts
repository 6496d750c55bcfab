// A page of ours: words and forms, nothing from another host, nothing that runs in the browser. Everything that goes into it
// is text until `page` or one of its fellows makes markup of it.
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Markup that we made; whatever else stands in a page is escaped. */
export type Markup = { markup: string };

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

type Part = string | number | Markup | readonly Markup[];

const partOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** html`<p>${words}</p>`: what is put in is text, unless it is markup already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.reduce((made, string, at) => {
    const part = parts[at - 1];
    return made + (part === undefined ? '' : partOf(part)) + string;
  }),
});

const style = `
:root { color-scheme: light dark; --paper: #f7f5f0; --sheet: #fff; --ink: #20262b; --soft: #5a646b; --edge: #d9d4c8;
  --deep: #14545a; --on-deep: #fff; --wrong: #fdecea; --wrong-ink: #7d1f17;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Open Sans", "DejaVu Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181b; --sheet: #1b2125; --ink: #e8e9e6; --soft: #a5afb4;
  --edge: #343d43; --deep: #8ccdc8; --on-deep: #0e2426; --wrong: #3a1f1c; --wrong-ink: #ffb4a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 1rem; }
.brand, .soft { color: var(--soft); font-size: 0.9rem; }
.sheet { background: var(--sheet); border: 1px solid var(--edge); border-radius: 10px; padding: 1rem; margin: 0 0 1rem; }
.wrong { background: var(--wrong); color: var(--wrong-ink); border-radius: 10px; padding: 1rem; margin: 0 0 1rem; }
.wrong :last-child { margin-bottom: 0; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: 0.35rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 0.6rem; } }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
form { margin: 0 0 1.25rem; }
details { margin: 1.5rem 0 0; } summary { cursor: pointer; color: var(--deep); margin: 0 0 1rem; }
label { display: block; font-weight: 600; margin: 0 0 0.35rem; }
input[type="file"] { display: block; width: 100%; padding: 0.75rem; margin: 0 0 0.35rem; border: 1px dashed var(--soft);
  border-radius: 8px; color: inherit; font: inherit; background: transparent; }
button { font: inherit; font-weight: 600; padding: 0.7rem 1.2rem; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--deep); color: var(--on-deep); }
a { color: var(--deep); }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Ends the response with a page in this language. */
export function showPage(
  response: ServerResponse,
  status: number,
  { language, title, body }: { language: string; title: string; body: Markup },
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('X-Robots-Tag', 'noindex');
  response.end(
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Lamplight</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<p class="brand">Lamplight</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.markup,
  );
}
