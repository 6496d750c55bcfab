// What every card and form that we can make keeps in Teams. Microsoft's own renderer reads each of them.
import { describe, expect, it } from 'vitest';
import { drawForm, drawFormReply, drawMessage, drawReply } from '../../adapters/teams/draw.ts';
import type { AdaptiveCard } from '../../adapters/teams/element.ts';
import type { Card, Text } from '../../src/chat/card.ts';
import { fieldsOf } from '../../src/chat/form.ts';
import { isBlank } from '../../src/chat/pieces.ts';
import { historyForm } from '../../src/features/checkins/cards.ts';
import { noteLimit, pageOfHistory } from '../../src/features/checkins/rules.ts';
import { languages, speaker } from '../../src/words/speak.ts';
import { everything, type Made } from '../support/every-card.ts';
import { asked, breaches, folded, means, nodes, ofType, pressed, said } from '../support/teams-drawn.ts';

const at = (address: string | undefined) => () => address;
const pictures = [at(undefined), at('https://example.org/chart.png')];

const partsOf = (text: Text): string[] =>
  (typeof text === 'string' ? [text] : text).map((part) => {
    if (typeof part === 'string') return part.trim();
    return part.kind === 'link' ? part.label : part.kind === 'strong' ? part.text : '';
  });

const isTyped = ({ form }: Made): boolean =>
  form !== undefined && fieldsOf(form).some(({ kind }) => kind === 'short-text' || kind === 'long-text');

describe('what is held against Microsoft’s renderer', () => {
  const [drawn] = drawMessage({ name: 'spec.card', summary: 'x', blocks: [] }, at(undefined));
  const broken: readonly [string, unknown][] = [
    ['an element that nobody knows', [{ type: 'Chart.Circle' }]],
    ['a field without a label', [{ type: 'Input.Text', id: 'a', isRequired: true }]],
    [
      'two of one name',
      [
        { type: 'Container', id: 'a' },
        { type: 'Container', id: 'a' },
      ],
    ],
    [
      'seven buttons in a row',
      [{ type: 'ActionSet', actions: Array(7).fill({ type: 'Action.Execute', title: 'x' }) }],
    ],
    ['too many words', [{ type: 'TextBlock', text: 'x'.repeat(24_000) }]],
    ['words that nobody wrote', [{ type: 'TextBlock', text: `${undefined}` }]],
  ];
  it.each(broken)('is refused where it should be: %s', (_, body) => {
    const card: unknown = { ...drawn?.card, body };
    expect(breaches(card as AdaptiveCard)).not.toEqual([]);
  });
});

describe.each(languages)('everything that we can show, in %s', (language) => {
  const say = speaker(language, 'Europe/Madrid');
  // A home view is Slack's alone.
  const all = everything(say).filter(({ home }) => home === undefined);

  /** Each surface where it may come to stand, as the cards of it in order. */
  const surfaces = ({ card, form }: Made, picture: (typeof pictures)[number]): AdaptiveCard[][] => {
    const reply = card
      ? drawReply(card, picture)
      : form
        ? drawFormReply(form, means(picture, say))
        : undefined;
    return [
      ...(card ? [drawMessage(card, picture).map((page) => page.card)] : []),
      ...(reply ? [[reply.card, ...reply.rest.map((page) => page.card)]] : []),
    ];
  };

  it('is read by Microsoft’s renderer without a complaint, and is not too large for a message', () => {
    // Many surfaces are the same card, and rendering one takes its time.
    const cards = new Map(
      pictures.flatMap((picture) =>
        all.flatMap((made) =>
          surfaces(made, picture)
            .flat()
            .map((card) => [JSON.stringify(card), { card, what: made.what }] as const),
        ),
      ),
    );
    for (const { card, what } of cards.values()) expect(breaches(card), what).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  }, 90_000);

  it('warns beside every field to write in that nobody watches it, and has Get help now there', () => {
    const forms = all.filter(isTyped);
    expect(forms.length).toBeGreaterThan(100);
    for (const made of forms)
      for (const surface of surfaces(made, at(undefined))) {
        expect(surface, made.what).toHaveLength(1);
        expect(said(surface), made.what).toContain(say('any.unwatched'));
        expect(pressed(surface), made.what).toContainEqual({ press: 'do.helpnow', value: '' });
      }
  });

  it('offers Get help now with everything about check-ins, and where nothing could be kept', () => {
    const about = all.filter(
      ({ what, words }) =>
        words === undefined && /checkins|bot-cards\.ts (regret|openCard|repeated)/.test(what),
    );
    expect(about.length).toBeGreaterThan(100);
    for (const made of about)
      for (const surface of surfaces(made, at('https://example.org/chart.png')))
        expect(pressed(surface), made.what).toContainEqual({ press: 'do.helpnow', value: '' });
  });

  it('lets nobody be held back from help by a field that is still empty', () => {
    for (const made of all)
      for (const surface of surfaces(made, at(undefined)))
        for (const { verb, associatedInputs } of ofType(surface, 'Action.Execute'))
          expect(associatedInputs, made.what).toBe(verb === 'form' ? 'auto' : 'none');
  });

  it('fits what somebody told into one card, however long their notes: the rest may not follow in messages', () => {
    const long = ['\u0001', '漢', '😀', '"', 'x'].map((sign) => sign.repeat(noteLimit / sign.length));
    const told = Array.from({ length: 12 }, (_, n) => ({
      id: String(n),
      at: 1_795_354_559_000 - n * 3_600_000,
      told: { mood: 2 as const, topic: 'hard-case' as const, note: long[n % long.length] ?? '' },
    }));
    const seen: number[] = [];
    for (let from = 0; from < told.length; from += pageOfHistory(told, from).length) {
      const form = historyForm(say, told, from, told[0]?.at ?? 0);
      expect(form.private).toBe(true);
      expect(drawFormReply(form, means(at(undefined), say)).rest).toEqual([]);
      seen.push(from);
    }
    expect(seen.length).toBeGreaterThan(3);
    const telling = all.flatMap(({ form }) => (form?.private ? [form] : []));
    expect(telling.length).toBeGreaterThan(10);
    for (const form of telling)
      expect(drawFormReply(form, means(at(undefined), say)).rest, form.name).toEqual([]);
  });

  it('says in a notification what the summary says, and nothing that somebody answered', () => {
    for (const { what, card } of all) {
      if (!card) continue;
      const drawings = drawMessage(card, at(undefined));
      const onOneLine = card.summary.replaceAll(/\s*[\r\n]+\s*/g, ' ');
      for (const { summary, card: drawn } of drawings) {
        expect(folded(summary).replace(/ \(\d+\/\d+\)$/, ''), what).toBe(onOneLine);
        expect(folded(drawn.fallbackText), what).toBe(onOneLine);
      }
    }
  });

  it('has a title for every choice and every button, and a label for every field', () => {
    for (const made of all)
      for (const surface of surfaces(made, at(undefined))) {
        const actions = nodes(surface).filter(({ type }) => String(type).startsWith('Action.'));
        const choices = nodes(surface).filter((node) => 'title' in node && 'value' in node);
        const names = [...actions, ...choices]
          .map(({ title }) => title)
          .concat(asked(surface).map(({ label }) => label));
        expect(
          names.filter((name) => typeof name !== 'string' || isBlank(name)),
          made.what,
        ).toEqual([]);
      }
  });

  it('keeps crisis lines whole: every number, address and word of help now arrives', () => {
    const cards = all.flatMap(({ card }): Card[] => (card?.name === 'help.now' ? [card] : []));
    expect(cards.length).toBeGreaterThan(20);
    for (const card of cards) {
      const wanted = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
      const reply = drawReply(card, at(undefined));
      for (const drawn of [
        drawMessage(card, at(undefined)).map((page) => page.card),
        [reply.card, ...reply.rest.map((page) => page.card)],
      ]) {
        const words = said(drawn);
        const missing = wanted.flatMap(({ text }) => partsOf(text)).filter((part) => !words.includes(part));
        expect(missing).toEqual([]);
      }
    }
  });

  it('shows help now in one card, but where an employer has dozens of lines', () => {
    const cards = all.flatMap(({ card }): Card[] => (card?.name === 'help.now' ? [card] : []));
    const usual = cards.filter(
      ({ blocks }) => blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])).length < 30,
    );
    expect(usual.length).toBeGreaterThan(10);
    for (const card of usual) expect(drawMessage(card, at(undefined))).toHaveLength(1);
  });

  it('makes every number and address of help now one that can be pressed', () => {
    const [card] = all.flatMap((made): Card[] => (made.card?.name === 'help.now' ? [made.card] : []));
    const text = JSON.stringify(card ? drawMessage(card, at(undefined)) : '');
    expect(text).toMatch(/\]\(tel:\d+\)/);
    expect(text).toMatch(/\]\(https:\/\/[^\s)]+\)/);
  });

  it('fits help on one card, whatever somebody may do', () => {
    const screens = all.flatMap(({ card }): Card[] =>
      card?.name === 'help.screen' || card?.name === 'help.unknown' ? [card] : [],
    );
    expect(screens.length).toBeGreaterThan(10);
    for (const screen of screens) expect(drawMessage(screen, at(undefined)), screen.name).toHaveLength(1);
  });

  it('draws every form that asks in one card', () => {
    const forms = all.flatMap(({ form }) => (form && fieldsOf(form).length > 0 ? [form] : []));
    expect(forms.length).toBeGreaterThan(100);
    for (const form of forms)
      expect(asked(drawForm(form, means(at(undefined), say))).map(({ id }) => id)).toEqual(
        fieldsOf(form).map(({ id }) => `in:${id}`),
      );
  });
});
