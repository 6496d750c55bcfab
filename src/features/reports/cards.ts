// How reports look, and the choice to count in them. Arranges; the catalogue speaks.
import { type Block, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import { leastFloor, type Row, type Share, type Size } from '../../guard/report.ts';
import type { Speaker } from '../../words/speak.ts';
import { bands, type Changes } from './rules.ts';

const choiceButton = (say: Speaker, isOn: boolean) =>
  isOn
    ? { press: 'reports.do-not-count', label: say('count.stop') }
    : { press: 'reports.count-me', label: say('count.me'), look: 'primary' as const };

/** What counting means, and what the person has chosen. */
export const countingCard = (say: Speaker, isOn: boolean): Card => ({
  name: 'reports.counting',
  summary: say('count.title'),
  blocks: [
    heading(say('count.title')),
    text(say('count.what', { least: leastFloor })),
    text(say('count.how')),
    text([{ kind: 'strong', text: say(isOn ? 'count.on' : 'count.off') }]),
    quiet(say('count.changes')),
    buttons(choiceButton(say, isOn), helpButton(say)),
  ],
});

export const countingHome = (say: Speaker, isOn: boolean): readonly Block[] => [
  heading(say('count.title')),
  text(say(isOn ? 'count.on' : 'count.off')),
  buttons(verbButton('count', say('command.count')), helpButton(say)),
];

export const introductionCard = (say: Speaker): Card => ({
  name: 'reports.introduction',
  summary: say('count.title'),
  blocks: [
    heading(say('count.title')),
    text(say('count.what', { least: leastFloor })),
    text(say('count.how')),
    quiet(say('any.news')),
    buttons(verbButton('count', say('command.count'), 'primary'), helpButton(say)),
  ],
});

const sizeWords = (say: Speaker, { least, below }: Size): string =>
  below === null ? say('reports.size-open', { least }) : say('reports.size', { least, most: below - 1 });

function shareWords(say: Speaker, { from, to }: Share): string {
  if (from === to) return say('reports.about-share', { share: from });
  return from === 0 ? say('reports.at-most', { share: to }) : say('reports.at-least', { share: from });
}

/** `month`: its first day, ISO. Undefined: there is none yet. */
export function reportCard(
  say: Speaker,
  shown: { month: string; rows: readonly Row[]; changes: Changes } | undefined,
  { from, more }: { from: number; more: boolean },
): Card {
  const pages = [
    ...(more ? [{ press: 'reports.month', value: String(from + 1), label: say('reports.before') }] : []),
    ...(from > 0 ? [{ press: 'reports.month', value: String(from - 1), label: say('reports.after') }] : []),
  ];
  return {
    name: 'reports.month',
    summary: say('reports.title'),
    blocks: [
      heading(
        shown ? say('reports.of', { month: Temporal.PlainDate.from(shown.month) }) : say('reports.title'),
      ),
      ...(shown === undefined
        ? [text(say('reports.none'))]
        : shown.rows.length === 0
          ? [text(say('reports.too-few', { least: leastFloor }))]
          : [{ kind: 'list' as const, items: shown.rows.map((row) => rowItem(say, row, shown.changes)) }]),
      quiet(say('reports.rules', { least: leastFloor })),
      buttons(...pages, helpButton(say)),
    ],
  };
}

function rowItem(say: Speaker, { path, size, shares }: Row, changes: Changes): Item {
  const [, unit] = path;
  const changed = changes[path.join('/')];
  return {
    text: [
      { kind: 'strong', text: unit ?? say('reports.everybody') },
      `  ${sizeWords(say, size)}`,
      ...bands.map((band, index) => {
        const [share, change] = [shares[index], changed?.[index]];
        const since = change ? `, ${say(`reports.change-${change}`)}` : '';
        return share ? `\n${say(`reports.band-${band}`)}: ${shareWords(say, share)}${since}` : '';
      }),
    ],
  };
}
