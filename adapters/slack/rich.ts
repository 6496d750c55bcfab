// Running text as Slack's rich text: structure instead of markup, so that what people wrote cannot become markup.
import type {
  RichTextBlock,
  RichTextDate,
  RichTextElement,
  RichTextLink,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { type Inline, type Moment, plain, type Text } from '../../src/chat/card.ts';
import { clean, divide, isBlank } from '../../src/chat/pieces.ts';
import { most, weigh } from './limits.ts';

type Run = RichTextText | (RichTextLink & { text: string }) | RichTextDate;
/** Runs that stand on one line and fit into one block. */
export type Line = readonly Run[];

const formats: Readonly<Record<Moment['show'], string>> = {
  date: '{date_long}',
  time: '{time}',
  'date-time': '{date_long} {time}',
};

export const bold = (text: string): RichTextText => ({
  type: 'text',
  text: clean(text),
  style: { bold: true },
});

const isLinkable = (to: string): boolean =>
  /^(https?|tel|sms):[^\s]+$/i.test(to) && to.length <= most.linkAddress && URL.canParse(to);

function runOf(part: Inline): Run {
  if (typeof part === 'string') return { type: 'text', text: clean(part) };
  switch (part.kind) {
    case 'strong':
      return bold(part.text);
    case 'link':
      if (!isLinkable(part.to)) return { type: 'text', text: clean(plain([part])) };
      return { type: 'link', url: part.to, text: clean(isBlank(part.label) ? part.to : part.label) };
    case 'moment': {
      const spoken = clean(part.spoken);
      const timestamp = Math.floor(part.at / 1000);
      if (!(timestamp > 0) || spoken.length > most.spokenMoment) return { type: 'text', text: spoken };
      return {
        type: 'date',
        timestamp,
        format: formats[part.show],
        ...(isBlank(spoken) ? {} : { fallback: spoken }),
      };
    }
  }
}

/** The runs of a text in order, without empty ones, plain neighbours joined. */
export function runs(content: Text): Run[] {
  const joined: Run[] = [];
  for (const run of (typeof content === 'string' ? [content] : content).map(runOf)) {
    const last = joined.at(-1);
    if (run.type === 'text' && run.text === '') continue;
    if (run.type === 'text' && last?.type === 'text' && run.style?.bold === last.style?.bold) {
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    } else {
      joined.push(run);
    }
  }
  return joined;
}

const lengthOf = (run: Run): number => (run.type === 'date' ? most.spokenMoment : run.text.length);

const lengthOfLine = (line: Line): number => line.reduce((sum, run) => sum + lengthOf(run), 0);

const isRun = (element: RichTextElement): element is Run => ['text', 'link', 'date'].includes(element.type);

const saysNothing = (line: Line): boolean =>
  line.every((run) => run.type === 'text' && run.text.trim() === '');

/** A text as lines of which each fits into a block; together they are the text. Blank texts have no lines. */
export function lines(content: readonly Run[]): Line[] {
  if (saysNothing(content)) return [];
  const found: Run[][] = [];
  let line: Run[] = [];
  let room: number = most.words;
  let weight = 0;
  const end = () => {
    if (line.length > 0) found.push(line);
    line = [];
    room = most.words;
    weight = 0;
  };
  for (const run of content) {
    let rest: Run | undefined = run;
    while (rest !== undefined) {
      if (line.length > 0 && weight + weigh(rest) > most.blockWeight) end();
      if (lengthOf(rest) <= room) {
        line.push(rest);
        room -= lengthOf(rest);
        weight += weigh(rest);
        rest = undefined;
      } else if (rest.type === 'date' || room < 200) {
        end();
      } else {
        const [head, tail] = divide(rest.text, room);
        line.push({ ...rest, text: head });
        end();
        rest = { ...rest, text: tail };
      }
    }
  }
  end();
  return found;
}

/** Lines in as few groups as there must be blocks. */
export function packed(all: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let length = 0;
  let weight = 0;
  for (const line of all) {
    const itsLength = lengthOfLine(line);
    const itsWeight = weigh(line) + 50;
    length += itsLength;
    weight += itsWeight;
    const group = groups.at(-1);
    if (group && length <= most.words && weight <= most.blockWeight) {
      group.push(line);
    } else {
      groups.push([line]);
      length = itsLength;
      weight = itsWeight;
    }
  }
  return groups;
}

const section = (line: Line): RichTextSection => ({ type: 'rich_text_section', elements: [...line] });

export const paragraph = (group: readonly Line[]): RichTextBlock => ({
  type: 'rich_text',
  elements: group.map(section),
});

export const bullets = (group: readonly Line[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_list', style: 'bullet', elements: group.map(section) }],
});

const lengthOfBlock = ({ elements }: RichTextBlock): number =>
  elements
    .flatMap((element): Line[] => {
      if (element.type === 'rich_text_section') return [element.elements.filter(isRun)];
      return element.type === 'rich_text_list'
        ? element.elements.map((one) => one.elements.filter(isRun))
        : [];
    })
    .reduce((sum, line) => sum + lengthOfLine(line), 0);

/** Two blocks as one, or undefined where one cannot hold both. */
export function joinedText(one: RichTextBlock, next: RichTextBlock): RichTextBlock | undefined {
  const both = { ...one, elements: [...one.elements, ...next.elements] };
  return lengthOfBlock(both) <= most.words && weigh(both) <= most.blockWeight ? both : undefined;
}

/** Whole sentences, each on its own line, in as few blocks as hold them. */
export const sentences = (all: readonly string[]): RichTextBlock[] =>
  packed(all.flatMap((one) => lines(runs(one)))).map(paragraph);
