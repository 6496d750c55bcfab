// Where drawn elements go: into as many cards as they need, or into the one card that there is.
import type { Part, Unit } from './block.ts';
import { drawMore, type Place } from './button.ts';
import type { Element } from './element.ts';
import { bytesOf, most } from './limits.ts';

const sizeOf = (elements: readonly Element[]): number =>
  elements.reduce((sum, element) => sum + bytesOf(element), 0);

/** Bodies of cards, all elements in order. A unit is divided only where it is larger than a card. */
export function pages(parts: readonly Part[]): Element[][] {
  const done: Element[][] = [];
  let page: Element[] = [];
  let room: number = most.bodyBytes;
  const turn = () => {
    if (page.length > 0) done.push(page);
    page = [];
    room = most.bodyBytes;
  };
  const put = (elements: readonly Element[]) => {
    page.push(...elements);
    room -= sizeOf(elements);
  };
  const place = (elements: readonly Element[]) => {
    if (sizeOf(elements) > room) turn();
    if (sizeOf(elements) <= room) return put(elements);
    for (const element of elements) {
      if (sizeOf([element]) > room) turn();
      put([element]);
    }
  };

  let leading: Element[] = [];
  for (const { units, leads } of parts) {
    for (const { elements } of units) {
      leading.push(...elements);
      if (leads) continue;
      place(leading);
      leading = [];
    }
  }
  place(leading);
  turn();
  return done;
}

/**
 * Lists that lead on by `more` give up items from their end, the longest list first, until `room` bytes hold everything
 * or one item is left.
 */
export function shorten(parts: readonly Part[], room: number, place: Place): Part[] {
  const kept = parts.map((part) => ({ part, left: part.units.length }));
  const countOf = (units: readonly Unit[]) => units.reduce((sum, { items }) => sum + items, 0);
  const drawn = ({ part, left }: (typeof kept)[number]): Part => {
    const units = part.units.slice(0, left);
    if (!part.more || left === part.units.length) return { ...part, units };
    const lead = { elements: drawMore(part.more, countOf(units), place), items: 0 };
    return { ...part, units: [...units, lead] };
  };
  const size = (all: readonly Part[]) =>
    all.reduce((sum, { units }) => sum + units.reduce((more, unit) => more + sizeOf(unit.elements), 0), 0);
  let all = kept.map(drawn);
  while (size(all) > room) {
    const lists = kept.filter(({ part, left }) => part.more && left > 1);
    const longest = lists.toSorted((one, other) => other.left - one.left)[0];
    if (!longest) break;
    longest.left -= 1;
    all = kept.map(drawn);
  }
  return all;
}
