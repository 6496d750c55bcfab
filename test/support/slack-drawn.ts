// What a reader of Slack would find in drawn blocks, and what Slack would refuse in them.
import { problemsOf } from '../../adapters/playground/slack/rules.ts';
import type { Block, Button, Card, Chart } from '../../src/chat/card.ts';
import type { Field, Form } from '../../src/chat/form.ts';

export type Node = Readonly<Record<string, unknown>>;
export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every word that a reader can get to see, in order. */
export function said(drawn: unknown): string {
  if (Array.isArray(drawn)) return drawn.map(said).join('');
  if (!isNode(drawn)) return '';
  return Object.entries(drawn)
    .map(([key, value]) =>
      typeof value === 'string' && ['text', 'fallback', 'alt_text'].includes(key) ? value : said(value),
    )
    .join('');
}

export function pressed(drawn: unknown): { press: string; value: string }[] {
  if (Array.isArray(drawn)) return drawn.flatMap(pressed);
  if (!isNode(drawn)) return [];
  if (drawn.type !== 'button') return Object.values(drawn).flatMap(pressed);
  const value = typeof drawn.value === 'string' ? drawn.value : '';
  return [{ press: String(drawn.action_id).replace(/#\d+$/, ''), value }];
}

export function ofType(drawn: unknown, type: string): Node[] {
  if (Array.isArray(drawn)) return drawn.flatMap((part) => ofType(part, type));
  if (!isNode(drawn)) return [];
  return [
    ...(drawn.type === type ? [drawn] : []),
    ...Object.values(drawn).flatMap((part) => ofType(part, type)),
  ];
}

export const readable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
export const unjoined = (text: string): string =>
  text.replaceAll('\u2060', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const chart: Chart = {
  kind: 'trend',
  title: 'Your last weeks',
  top: 5,
  steps: ['low', 'high'],
  points: [],
};
export const at = (address: string | undefined) => () => address;
export const nowhere = at(undefined);
export const card = (...blocks: Block[]): Card => ({
  name: 'spec.card',
  summary: 'Something for you',
  blocks,
});
export const button = (label: string, more: Partial<Button> = {}): Button => ({
  press: 'spec.press',
  label,
  ...more,
});
export const form = (...parts: (Block | Field)[]): Form => ({
  name: 'spec.form',
  title: 'A form',
  parts,
  submit: 'Send',
  close: 'Close',
});

/** Messages, a home view or a modal, held against Slack's rules; and against ours: no markup, no emoji codes. */
export function breaches(drawn: readonly { blocks: unknown }[] | { type: 'home' | 'modal' }): string[] {
  const refused =
    'type' in drawn
      ? problemsOf(drawn.type, drawn)
      : drawn.flatMap(({ blocks }) => problemsOf('message', blocks));
  const alive = ofType(drawn, 'plain_text').filter((text) => text.emoji !== false);
  return [
    ...refused,
    ...[...ofType(drawn, 'mrkdwn'), ...alive].map((text) => `read as more than words: ${String(text.text)}`),
  ];
}
