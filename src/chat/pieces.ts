// Words on their way to any platform: made well-formed, and divided where a reader would.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A lone surrogate or a NUL cannot travel in JSON to a platform: U+FFFD stands in for each. */
export const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

/** Platforms refuse empty texts; white space alone says nothing either. */
export const isBlank = (text: string): boolean => text.trim() === '';

/**
 * The head of a text, at most `room` code units, and the rest; together they are the text. Divides after a line or a word
 * where one ends in the second half, else between characters as people see them. `room` is at least 2, so that the head
 * is never empty.
 */
export function divide(text: string, room: number): [head: string, rest: string] {
  if (text.length <= room) return [text, ''];
  const clusters = graphemes.segment(text.slice(0, room + 2));
  const startOf = (index: number) => clusters.containing(index)?.index ?? index;
  const split = (at: number): [string, string] => [text.slice(0, at), text.slice(at)];

  const edge = startOf(room);
  for (const sign of ['\n', ' ']) {
    const after = text.slice(0, edge).lastIndexOf(sign) + 1;
    if (after > room / 2 && startOf(after) === after) return split(after);
  }
  if (edge > 0) return split(edge);
  // One character longer than all the room (marks heaped on a letter): only its code points can be kept whole.
  const low = text.charCodeAt(room);
  return split(low >= 0xdc00 && low <= 0xdfff ? room - 1 : room);
}

export function pieces(text: string, room: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [head, tail] = divide(rest, room);
    found.push(head);
    rest = tail;
  }
  return found;
}

/** The text, or as much of it as fits with a sign that it goes on. Whoever cuts says the whole somewhere else. */
export const cut = (text: string, room: number): string =>
  text.length <= room ? text : `${divide(text, room - 1)[0].trimEnd()}…`;
