// Running text. Rich text is not Markdown, so that is what people's words stand in. Links and moments are Markdown and
// dates of ours: clients know both in text blocks only. A link in rich text stopped working on desktops twice
// (github.com/microsoft/AdaptiveCards/issues/5804 and 9100); one in a text block works everywhere, `tel:` on phones too (3534).
import { type Inline, type Link, type Moment, plain, type Text } from '../../src/chat/card.ts';
import { clean, isBlank, pieces } from '../../src/chat/pieces.ts';
import type { RichTextBlock, TextBlock, TextRun } from './element.ts';
import { bytesOf, most } from './limits.ts';
import { calm, inert, inertLabel } from './words.ts';

type Look = Omit<TextRun, 'type' | 'text'>;
type Piece = string | { kind: 'strong'; text: string };
type Line = (Piece | Link | Moment)[];

const isLinkable = ({ to, label }: Link): boolean =>
  /^(https?|tel|sms):[^\s]+$/i.test(to) &&
  to.length <= most.linkAddress &&
  label.length <= most.linkLabel &&
  URL.canParse(to);

/** A moment that each reader can be shown in their own zone: the date functions want a year of four digits. */
const isTellable = ({ at }: Moment): boolean => at > 0 && at < 253_402_300_800_000;

function tokenOf({ at, show }: Moment): string {
  const instant = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const [date, time] = [`{{DATE(${instant},SHORT)}}`, `{{TIME(${instant})}}`];
  return show === 'date' ? date : show === 'time' ? time : `${date}, ${time}`;
}

// In an address these would end it, or be read as signs of the text around it.
const addressOf = (to: string): string =>
  to.replace(/[()<>[\]{}\\*`"'|^]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Some desktops dial nothing (msteams-docs/issues/8133): whoever is there must be able to read the number. */
function beside({ to, label }: Link): string {
  const [, number] = /^(?:tel|sms):(.*)$/i.exec(to) ?? [];
  const digits = (text: string) => text.replace(/\D/g, '');
  return number === undefined || digits(label).includes(digits(number)) ? '' : ` (${inert(number)})`;
}

/** What cannot be linked or told is said in words. */
function spoken(part: Inline): Piece | Link | Moment {
  if (typeof part === 'string' || part.kind === 'strong') return part;
  const isKept = part.kind === 'link' ? isLinkable(part) : isTellable(part);
  return isKept ? part : plain([part]);
}

function linesOf(content: Text): Line[] {
  const lines: Line[] = [[]];
  for (const part of (typeof content === 'string' ? [content] : content).map(spoken)) {
    if (typeof part !== 'string' && part.kind !== 'strong') {
      lines.at(-1)?.push(part);
      continue;
    }
    const words = clean(typeof part === 'string' ? part : part.text);
    for (const [index, text] of words.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push(typeof part === 'string' ? text : { kind: 'strong', text });
    }
  }
  return lines;
}

const isPlain = (line: Line): line is Piece[] =>
  line.every((part) => typeof part === 'string' || part.kind === 'strong');

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

export const run = (text: string, look: Look = {}): TextRun => ({
  type: 'TextRun',
  text: calm(text),
  ...look,
});

/** Lines as they were written, in as few blocks as hold them. */
function richText(lines: readonly (readonly Piece[])[], look: Look): RichTextBlock[] {
  const all = lines.flatMap((line, index): readonly Piece[] => (index === 0 ? line : ['\n', ...line]));
  if (isBlank(all.map(textOf).join(''))) return [];
  const found: TextRun[][] = [[]];
  let bytes = 0;
  for (const piece of all) {
    const style: Look = typeof piece === 'string' ? look : { ...look, weight: 'Bolder' };
    for (const text of pieces(textOf(piece), most.run)) {
      const next = run(text, style);
      const size = bytesOf(next);
      if (bytes + size > most.textBytes && bytes > 0) {
        found.push([]);
        bytes = 0;
      }
      const line = found.at(-1);
      const last = line?.at(-1);
      const isSameLook = last !== undefined && last.weight === next.weight;
      if (line && isSameLook && last.text.length + text.length <= most.run)
        line[line.length - 1] = { ...last, text: last.text + next.text };
      else line?.push(next);
      bytes += size;
    }
  }
  return found.map((inlines) => ({ type: 'RichTextBlock', inlines }));
}

// The joiners make the signs open and close whatever stands beside them, another bold word too.
const bold = (text: string): string => (isBlank(text) ? inert(text) : `\u2060**\u2060${inert(text)}\u2060**`);

function markdownOf(part: Line[number]): string[] {
  if (typeof part === 'string') return pieces(part, most.run).map(inert);
  switch (part.kind) {
    case 'strong':
      return pieces(part.text, most.run).map(bold);
    case 'moment':
      return [tokenOf(part)];
    case 'link':
      return [
        `[${inertLabel(isBlank(clean(part.label)) ? part.to : part.label)}](${addressOf(part.to)})`,
        beside(part),
      ];
  }
}

function markdown(line: Line): TextBlock[] {
  const found: string[] = [];
  for (const text of line.flatMap(markdownOf)) {
    const last = found.at(-1);
    if (last === undefined || bytesOf(last + text) > most.textBytes) found.push(text);
    else found[found.length - 1] = last + text;
  }
  return found.map((text) => ({ type: 'TextBlock', text, wrap: true }));
}

/** A text as elements that follow each other without a gap; none where the text is blank. */
export function drawWords(content: Text, look: Look = {}): (RichTextBlock | TextBlock)[] {
  const found: (RichTextBlock | TextBlock)[] = [];
  let waiting: Piece[][] = [];
  const settle = () => {
    found.push(...richText(waiting, look));
    waiting = [];
  };
  for (const line of linesOf(content)) {
    if (isPlain(line)) {
      waiting.push(line);
      continue;
    }
    settle();
    found.push(...markdown(line));
  }
  settle();
  return found.map((block, index) => (index === 0 ? block : { ...block, spacing: 'None' }));
}

export const strong = (text: string): Inline => ({ kind: 'strong', text });

/** Whole sentences, each in full. */
export const sentences = (all: readonly string[]): (RichTextBlock | TextBlock)[] =>
  all.flatMap((one) => drawWords(one));
