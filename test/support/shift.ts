// People who check in while processes are killed, and a ledger of what each was told.
import { setTimeout as wait } from 'node:timers/promises';
import type { Stored } from './checkins.ts';

/** How the people of a ward check in on their platform. */
export type Desk = {
  /** The account of the first, the second, and so on. */
  personOf(index: number): string;
  /** Asks for the form; whether the bot heard it. */
  ask(person: string): Promise<boolean>;
  /** The form that is open to them. */
  formOf(person: string): string | undefined;
  send(
    person: string,
    form: string,
    answer: number,
  ): Promise<'kept' | 'refused' | 'unanswered' | { odd: string }>;
};

export type Shift = {
  /** Who was told that their answer is kept, and which answer that was. */
  kept: ReadonlyMap<string, number>;
  /** Everybody who has sent an answer, whatever they were told. */
  tried(): readonly string[];
  /** Who was told in words that nothing was kept, and how often. */
  refused(): number;
  /** How often the bot did not answer at all, or too late for the platform. */
  unanswered(): number;
  /** What nobody should ever be told. */
  odd: readonly string[];
  /** What the ledger and the table disagree about; empty is well. */
  disagreements(stored: readonly Stored[]): readonly string[];
  /** Lets everybody finish what they are at. */
  end(): Promise<void>;
};

const mostAsks = 3;

/** Everybody checks in once, `hands` of them at a time, and tries again until they are told that it was kept. */
export function beginShift(desk: Desk, people: number, hands: number, random: () => number): Shift {
  const kept = new Map<string, number>();
  const tried = new Map<string, number[]>();
  const odd: string[] = [];
  let refused = 0;
  let unanswered = 0;
  let next = 0;
  const waiting: string[] = [];
  let over = false;

  async function formOf(person: string): Promise<string | undefined> {
    for (let asks = 0; asks < mostAsks && !over; asks += 1) {
      const isHeard = await desk.ask(person);
      // Who is told nothing asks again at once; who is heard looks for the form a while.
      for (let looks = 0; looks < (isHeard ? 25 : 5); looks += 1) {
        const form = desk.formOf(person);
        if (form !== undefined) return form;
        await wait(10);
      }
    }
    return undefined;
  }

  async function checkIn(person: string): Promise<void> {
    const form = desk.formOf(person) ?? (await formOf(person));
    // What is on its way to them may have been taken up by a process that died: they look again later.
    if (form === undefined) waiting.push(person);
    // Whoever is told that nothing was kept may change their mind, a step further each time.
    const first = Math.floor(random() * 5);
    let step = 0;
    while (form !== undefined && !over) {
      const answer = ((first + step) % 5) + 1;
      tried.set(person, [...(tried.get(person) ?? []), answer]);
      const told = await desk.send(person, form, answer);
      if (told === 'kept') {
        kept.set(person, answer);
        return;
      }
      if (told === 'refused') refused += 1;
      else if (told === 'unanswered') unanswered += 1;
      else odd.push(told.odd);
      if (step < 4 && random() < 0.5) step += 1;
      await wait(100);
    }
  }

  async function work(): Promise<void> {
    while (!over && next < people) {
      const back = waiting.length > hands * 4 ? waiting.shift() : undefined;
      if (back === undefined) next += 1;
      await checkIn(back ?? desk.personOf(next - 1));
    }
  }
  const working = Promise.all(Array.from({ length: hands }, work));

  return {
    kept,
    odd,
    tried: () => [...tried.keys()],
    refused: () => refused,
    unanswered: () => unanswered,
    disagreements(stored) {
      const found = new Map<string, number[]>();
      for (const { account, mood: answer } of stored)
        found.set(account, [...(found.get(account) ?? []), answer]);
      const lost = [...kept].flatMap(([person, answer]) => {
        const there = found.get(person) ?? [];
        return there.length === 1 && there[0] === answer
          ? []
          : [`${person} kept ${answer}, found ${there.join(' ')}`];
      });
      const strange = [...found].flatMap(([person, there]) =>
        there.length === 1 && tried.get(person)?.includes(there[0] ?? 0)
          ? []
          : [`${person} tried ${tried.get(person)?.join(' ')}, found ${there.join(' ')}`],
      );
      return [...lost, ...strange];
    },
    async end() {
      over = true;
      await working;
    },
  };
}
