// Where drawn blocks go: into as many messages as they need, or into the one view that there is.
import type { KnownBlock } from '@slack/types';
import type { Part } from './block.ts';
import { drawMore } from './button.ts';
import { most, weigh } from './limits.ts';
import { joinedText } from './rich.ts';
import { plainText } from './words.ts';

/** Pages of at most 50 blocks, all blocks in order. A unit is divided only where it is larger than a page. */
export function pages(parts: readonly Part[]): KnownBlock[][] {
  const done: KnownBlock[][] = [];
  let page: KnownBlock[] = [];
  let room: number = most.messageWeight;
  const turn = () => {
    if (page.length > 0) done.push(page);
    page = [];
    room = most.messageWeight;
  };
  const fits = (blocks: readonly KnownBlock[]) =>
    page.length + blocks.length <= most.blocksInMessage && weigh(blocks) <= room;
  const put = (blocks: readonly KnownBlock[]) => {
    page.push(...blocks);
    room -= weigh(blocks);
  };

  let leading: KnownBlock[] = [];
  for (const { units, leads } of parts) {
    for (const { blocks } of units) {
      leading.push(...blocks);
      if (leads) continue;
      const together = leading;
      leading = [];
      if (!fits(together)) turn();
      if (fits(together)) {
        put(together);
        continue;
      }
      for (const block of together) {
        if (!fits([block])) turn();
        put([block]);
      }
    }
  }
  for (const block of leading) {
    if (!fits([block])) turn();
    put([block]);
  }
  turn();
  return done;
}

const bytesOf = (blocks: readonly KnownBlock[]): number => Buffer.byteLength(JSON.stringify(blocks)) + 1;

const fitsView = (count: number, bytes: number) => count <= most.blocksInView && bytes <= most.viewBytes;

const fitInView = (blocks: readonly KnownBlock[]): boolean => fitsView(blocks.length, bytesOf(blocks));

/** Lists that lead on by `more` give up items from their end, the longest list first, until all fits or one is left. */
function shorten(parts: readonly Part[]): KnownBlock[] {
  const kept = parts.map((part) => {
    const all = part.units.reduce((sum, unit) => sum + unit.items, 0);
    const more = part.more ? drawMore(part.more, all) : [];
    const sizes = part.units.map(({ blocks }) => ({ count: blocks.length, bytes: bytesOf(blocks) }));
    return { part, left: part.units.length, sizes, more, moreBytes: bytesOf(more) };
  });
  let count = 0;
  let bytes = 0;
  for (const size of kept.flatMap(({ sizes }) => sizes)) {
    count += size.count;
    bytes += size.bytes;
  }
  while (!fitsView(count, bytes)) {
    let longest: (typeof kept)[number] | undefined;
    for (const one of kept) {
      if (one.part.more && one.left > 1 && one.left > (longest?.left ?? 1)) longest = one;
    }
    if (!longest) break;
    if (longest.left === longest.sizes.length) {
      count += longest.more.length;
      bytes += longest.moreBytes;
    }
    longest.left -= 1;
    const gone = longest.sizes[longest.left];
    count -= gone?.count ?? 0;
    bytes -= gone?.bytes ?? 0;
  }
  return kept.flatMap(({ part, left }) => {
    const units = part.units.slice(0, left);
    const shown = units.reduce((sum, unit) => sum + unit.items, 0);
    const isCut = left < part.units.length;
    return [
      ...units.flatMap(({ blocks }) => blocks),
      ...(part.more && isCut ? drawMore(part.more, shown) : []),
    ];
  });
}

function joined(one: KnownBlock, next: KnownBlock): KnownBlock | undefined {
  if (one.type === 'rich_text' && next.type === 'rich_text') return joinedText(one, next);
  if (one.type === 'context' && next.type === 'context') {
    const elements = [...one.elements, ...next.elements];
    return elements.length <= most.partsOfContext ? { ...one, elements } : undefined;
  }
  return undefined;
}

function join(blocks: readonly KnownBlock[]): KnownBlock[] {
  const found: KnownBlock[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    const both = last && joined(last, block);
    if (both) found[found.length - 1] = both;
    else found.push(block);
  }
  return found;
}

/** The last resort: words go first, from the end, then buttons; `…` says where. What is filled in always stays. */
function cutDown(blocks: readonly KnownBlock[]): KnownBlock[] {
  const cutSign: KnownBlock = { type: 'context', elements: [plainText('…', 1)] };
  const sizes = blocks.map((block) => bytesOf([block]));
  const gone = new Set<number>();
  let count = blocks.length + 1;
  let bytes = sizes.reduce((sum, size) => sum + size, bytesOf([cutSign]));
  for (const kinds of ['words', 'buttons']) {
    for (let index = blocks.length - 1; index >= 0 && !fitsView(count, bytes); index -= 1) {
      const type = blocks[index]?.type;
      if (type === 'input' || (type === 'actions') !== (kinds === 'buttons')) continue;
      gone.add(index);
      count -= 1;
      bytes -= sizes[index] ?? 0;
    }
  }
  if (!fitsView(count, bytes)) {
    throw new RangeError(`A form with ${count} inputs and ${bytes} bytes does not fit into a Slack view.`);
  }
  const first = Math.min(...gone);
  return blocks.flatMap((block, index) => (gone.has(index) ? (index === first ? [cutSign] : []) : [block]));
}

/**
 * The blocks of a view: as they are meant where they fit; else with lists shortened that lead on; else drawn tightly; else
 * cut. Throws a RangeError only where the inputs of a form alone are too many.
 */
export function viewBlocks(drawn: (tight: boolean) => readonly Part[]): KnownBlock[] {
  const roomy = shorten(drawn(false));
  if (fitInView(roomy)) return roomy;
  const tight = join(shorten(drawn(true)));
  return fitInView(tight) ? tight : cutDown(tight);
}
