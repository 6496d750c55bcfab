// What the doctor finds: a line each, for somebody at a terminal who has to decide whether to do something.

/** `look` works today and may hurt one day; `wrong` does not work, or loses or shows what it must not. */
export type Finding = { verdict: 'ok' | 'look' | 'wrong'; about: string; says: string };

export const ok = (about: string, says: string): Finding => ({ verdict: 'ok', about, says });
export const look = (about: string, says: string): Finding => ({ verdict: 'look', about, says });
export const wrong = (about: string, says: string): Finding => ({ verdict: 'wrong', about, says });

/** One line, whatever the words hold. */
export const lineOf = ({ verdict, about, says }: Finding): string =>
  `${verdict.padEnd(5)}  ${about}: ${says.replaceAll(/\s+/g, ' ').trim()}`;

export function totalOf(findings: readonly Finding[]): string {
  const count = (verdict: Finding['verdict']): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  return `${count('ok')} ok, ${count('look')} to look at, ${count('wrong')} wrong`;
}

/** `1 row`, `2 rows`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const minute = 60_000;
export const inWords = (ms: number): string =>
  ms < 2 * 60 * minute
    ? counted(Math.round(ms / minute), 'minute')
    : ms < 48 * 60 * minute
      ? counted(Math.round(ms / (60 * minute)), 'hour')
      : counted(Math.round(ms / (24 * 60 * minute)), 'day');
