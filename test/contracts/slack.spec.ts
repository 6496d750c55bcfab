// What every card and form that we can make keeps in Slack. `rules.ts` knows Slack's documentation and none of our drawing.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawForm, drawHome, drawMessage, drawReading } from '../../adapters/slack/draw.ts';
import type { Card, Text } from '../../src/chat/card.ts';
import { fieldsOf } from '../../src/chat/form.ts';
import { languages, speaker } from '../../src/words/speak.ts';
import { everyMaker, everything, type Made } from '../support/every-card.ts';
import { at, breaches, pressed, said } from '../support/slack-drawn.ts';

const root = join(import.meta.dirname, '../..');
const pictures = [at(undefined), at('https://example.org/chart.png')];

/** The same thing on every surface where it may come to stand. */
const drawings = ({ card, form, home }: Made, picture: (typeof pictures)[number]) => ({
  messages: card ? drawMessage(card, picture) : [],
  views: [
    ...(card ? [drawReading(card, 'Close', picture)] : []),
    ...(form ? [drawForm(form, picture)] : []),
    ...[card, home].flatMap((one) => (one ? [drawHome(one, picture)] : [])),
  ],
});

const partsOf = (text: Text): string[] =>
  (typeof text === 'string' ? [text] : text).map((part) => {
    if (typeof part === 'string') return part.trim();
    return part.kind === 'link' ? part.label : part.kind === 'strong' ? part.text : part.spoken;
  });

const isTyped = ({ form }: Made): boolean =>
  form !== undefined && fieldsOf(form).some(({ kind }) => kind === 'short-text' || kind === 'long-text');

describe('the table of everything that we can show', () => {
  it('names every export of every cards module', async () => {
    const files = globSync(['src/features/*/cards.ts', 'src/features/*/*-cards.ts', 'src/*-cards.ts'], {
      cwd: root,
    });
    const found: Record<string, string[]> = {};
    for (const file of files) {
      const module: Readonly<Record<string, unknown>> = await import(join(root, file));
      found[file] = Object.keys(module).sort();
    }
    const named = Object.entries(everyMaker).map(([file, makers]) => [file, Object.keys(makers).sort()]);
    expect(found).toEqual(Object.fromEntries(named));
  });
});

describe.each(languages)('everything that we can show, in %s', (language) => {
  const say = speaker(language, 'Europe/Madrid');
  const all = everything(say);

  it('is taken by Slack wherever it may stand', () => {
    for (const picture of pictures)
      for (const made of all) {
        const { messages, views } = drawings(made, picture);
        expect(breaches(messages), made.what).toEqual([]);
        for (const view of views) expect(breaches(view), made.what).toEqual([]);
        for (const { text } of messages) expect(text.length, made.what).toBeLessThanOrEqual(3_000);
      }
    expect(all.length).toBeGreaterThan(500);
  });

  it('says something, and says it in words that are there', () => {
    for (const { what, card, form, home, words } of all) {
      const title = card?.summary ?? form?.title ?? home?.summary ?? words ?? '';
      expect(title.trim(), what).not.toBe('');
      expect(title, what).not.toMatch(/undefined|\[object|NaN/);
      expect((words ?? '').length, what).toBeLessThanOrEqual(2_000);
    }
  });

  it('warns beside every field to write in that nobody watches it, and has Get help now there', () => {
    const forms = all.filter(isTyped);
    expect(forms.length).toBeGreaterThan(100);
    for (const made of forms)
      for (const view of drawings(made, at(undefined)).views) {
        expect(said(view), made.what).toContain(say('any.unwatched'));
        expect(pressed(view), made.what).toContainEqual({ press: 'do.helpnow', value: '' });
      }
  });

  it('offers Get help now with everything about check-ins, and where nothing could be kept', () => {
    const about = all.filter(
      ({ what, words }) =>
        words === undefined && /checkins|bot-cards\.ts (regret|openCard|repeated)/.test(what),
    );
    expect(about.length).toBeGreaterThan(100);
    for (const made of about) {
      const { messages, views } = drawings(made, at('https://example.org/chart.png'));
      for (const drawn of [...(messages.length > 0 ? [messages] : []), ...views])
        expect(pressed(drawn), made.what).toContainEqual({ press: 'do.helpnow', value: '' });
    }
  });

  it('never tells in a notification what somebody answered', () => {
    const private_ = ['mood.1', 'mood.2', 'mood.3', 'mood.4', 'mood.5', 'topic.sleep', 'topic.home'] as const;
    for (const { what, card } of all)
      for (const key of private_) expect(card?.summary ?? '', what).not.toContain(say(key));
  });

  it('fits help on one screen, whatever somebody may do', () => {
    const screens = all.flatMap(({ card }): Card[] =>
      card?.name === 'help.screen' || card?.name === 'help.unknown' ? [card] : [],
    );
    expect(screens.length).toBeGreaterThan(10);
    for (const screen of screens) {
      const pages = drawMessage(screen, at(undefined));
      expect(pages, screen.name).toHaveLength(1);
      expect(pages[0]?.blocks.length, screen.name).toBeLessThanOrEqual(50);
    }
  });

  it('keeps crisis lines whole: every number, address and word of help now arrives on every surface', () => {
    const cards = all.flatMap(({ card }): Card[] => (card?.name === 'help.now' ? [card] : []));
    expect(cards.length).toBeGreaterThan(20);
    for (const card of cards) {
      const wanted = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
      for (const drawn of [drawMessage(card, at(undefined)), drawReading(card, 'x', at(undefined))]) {
        const words = said(drawn);
        const missing = wanted.flatMap(({ text }) => partsOf(text)).filter((part) => !words.includes(part));
        expect(missing).toEqual([]);
      }
    }
  });
});
