// A page of a few sentences for whoever installs us: no script, nothing from elsewhere, and every word is text.
import { createHash } from 'node:crypto';
import { type Language, languages } from '../../src/words/speak.ts';

export type Notice = {
  language: Language;
  title: string;
  sentences: readonly string[];
  /** A link at the end. */
  next?: { label: string; href: string };
};

const style = `body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1d2b36;background:#fdfbf6}
h1{font-size:1.5rem}a{color:#1b5e7b}`;

/** What the page may do, for its Content-Security-Policy header. */
export const noticePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const inert = (text: string): string =>
  text.toWellFormed().replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');

export const drawNotice = ({ language, title, sentences, next }: Notice): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${inert(title)}</title>
<style>${style}</style>
<main>
<h1>${inert(title)}</h1>
${sentences.map((sentence) => `<p>${inert(sentence)}</p>`).join('\n')}
${next ? `<p><a href="${inert(next.href)}">${inert(next.label)}</a></p>` : ''}
</main>
</html>
`;

/** The language that a browser would like best, of those that we speak (RFC 9110, Accept-Language); English where there is none. */
export function languageFor(accepted: string | undefined): Language {
  const wishes = (accepted ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((wish) => {
      const [tag = '', ...more] = wish.split(';').map((part) => part.trim());
      const weight = more.find((part) => part.startsWith('q='))?.slice(2) ?? '1';
      return { base: tag.toLowerCase().split('-')[0], weight: Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  for (const { base } of wishes) {
    const spoken = languages.find((language) => language === base);
    if (spoken) return spoken;
  }
  return 'en';
}
