// Reads a verb out of what somebody typed: with or without slash, in any case, by its other names.

type Named = { verb: string; also?: readonly string[] };

const cleaned = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .trim();

/** The verb, by its own name, and the words after it. What is no verb comes back as it was typed, in lower case; '' for nothing. */
export function verbOf(typed: string, known: readonly Named[]): { verb: string; words: string } {
  const words = cleaned(typed)
    .replace(/^\/?lamp(?:light)?(?:[\s,:]+|$)/i, '')
    .replace(/^\//, '')
    .split(/\s+/);
  const lower = words.map((word) => word.toLowerCase().replace(/[.,!?¡¿:;]+/g, ''));
  // "help now" is typed as often as "helpnow": the longest name that fits wins.
  for (let length = Math.min(3, lower.length); length > 0; length -= 1) {
    const name = lower.slice(0, length).join(' ');
    const found = known.find(
      (command) =>
        command.verb === name ||
        command.verb === lower.slice(0, length).join('') ||
        command.also?.includes(name),
    );
    if (found) return { verb: found.verb, words: words.slice(length).join(' ') };
  }
  return { verb: lower[0] ?? '', words: words.slice(1).join(' ') };
}

/** The verb at the smallest edit distance, where that is small enough to be a slip of the hand. */
export function nearestVerb(typed: string, known: readonly Named[]): string | undefined {
  const word = typed.slice(0, 40);
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { verb: string; distance: number } | undefined;
  for (const command of known) {
    for (const name of [command.verb, ...(command.also ?? [])]) {
      const distance = editDistance(word, name);
      if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
        best = { verb: command.verb, distance };
    }
  }
  return best?.verb;
}

/** Optimal string alignment: insert, delete, replace, swap of neighbours (Damerau 1964, restricted). */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
