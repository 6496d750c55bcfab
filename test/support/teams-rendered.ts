// What Microsoft's own renderer makes of cards in a real browser, with Markdown on as in Teams.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { AdaptiveCard } from '../../adapters/teams/element.ts';
import { openBrowser } from '../pages/browser.ts';

/** `text` with all that is typed, offered or hidden; `links` as addresses; `styled` the names of tags that style or embed. */
export type Rendered = { text: string; links: string[]; styled: string[] };

const modules = join(import.meta.dirname, '../../node_modules');

// Two readings of Markdown: the usual one, and the most daring one, which takes HTML and finds addresses by itself.
const reader = `
  const { AdaptiveCard, HostConfig } = AdaptiveCards;
  const parsers = { usual: markdownit(), daring: markdownit({ html: true, linkify: true }) };
  globalThis.readCard = (json, how) => {
    AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = parsers[how].render(text);
      result.didProcess = true;
    };
    const card = new AdaptiveCard();
    card.hostConfig = new HostConfig({ supportsInteractivity: true, actions: { maxActions: 6 } });
    card.parse(json);
    const drawn = card.render();
    document.body.replaceChildren(drawn);
    const all = (what) => [...drawn.querySelectorAll(what)];
    const typed = all('input, textarea').flatMap((input) => [input.value, input.placeholder]);
    const text = [drawn.innerText, ...typed, ...all('option').map((option) => option.text)].join('\\n');
    const links = all('a').map((link) => link.getAttribute('href') ?? '');
    const styling = 'em, i, b, s, del, code, pre, ul, ol, blockquote, hr, table, script, iframe, h1, h2, h3, img';
    return { text, links, styled: all(styling).map((tag) => tag.tagName.toLowerCase()) };
  };
`;

export async function openRenderer() {
  const browser = await openBrowser();
  const page: Page = await browser.newPage({ locale: 'en-US', timezoneId: 'America/New_York' });
  await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
  await page.addScriptTag({ path: join(modules, 'adaptivecards/dist/adaptivecards.min.js') });
  await page.addScriptTag({ path: join(modules, 'markdown-it/dist/browser/markdown-it.umd.min.js') });
  await page.addScriptTag({ content: reader });
  return {
    async read(card: AdaptiveCard, how: 'usual' | 'daring' = 'usual'): Promise<Rendered> {
      const shown: unknown = JSON.parse(JSON.stringify(card), (key, value: unknown) =>
        key === 'isVisible' ? undefined : value,
      );
      const found: unknown = await page.evaluate(`readCard(${JSON.stringify(shown)}, '${how}')`);
      return found as Rendered;
    },
    close: () => browser.close(),
  };
}
