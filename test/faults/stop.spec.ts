import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { until } from '../support/checkins.ts';
import { type Crew, gatherCrew } from '../support/crew.ts';
import { dice } from '../support/ledger.ts';
import type { Program } from '../support/program.ts';
import { beginShift } from '../support/shift.ts';
import { openWard, type Ward } from '../support/ward.ts';

const people = 2_000;

const isReady = async (program: Program): Promise<boolean> =>
  (await fetch(`${program.url}/readyz`).catch(() => undefined))?.ok === true;

describe('a process of ours', { timeout: 60_000 }, () => {
  let ward: Ward;
  let crew: Crew;
  beforeEach(async () => {
    ward = await openWard(people);
    crew = await gatherCrew(ward.environment);
  });
  afterEach(async () => {
    await crew.end();
    await ward.end();
  });

  it('that is asked to stop under load ends well within 20 seconds, loses nothing, and stops the server', async () => {
    const program = await crew.join();
    ward.serveFrom(program.url);
    const shift = beginShift(ward, people, 8, dice(1));
    await until(() => shift.kept.size > 20);
    const late = AbortSignal.timeout(20_000);
    const over = new Promise<'late'>((resolve) => late.addEventListener('abort', () => resolve('late')));
    expect(await Promise.race([program.stop(), over])).toBe(0);
    await shift.end();
    expect(await crew.isServerThere()).toBe(false);
    expect(shift.odd).toEqual([]);
    expect(shift.disagreements(await crew.stored())).toEqual([]);
  });

  it('joins another one on the same folder, and the server goes with the last', async () => {
    const first = await crew.join();
    const second = await crew.join();
    ward.serveFrom(first.url);
    const shift = beginShift(ward, people, 4, dice(2));
    await until(() => shift.kept.size > 5);
    ward.serveFrom(second.url);
    const before = shift.kept.size;
    expect(await first.stop()).toBe(0);
    await until(() => shift.kept.size > before + 5);
    expect(await crew.isServerThere()).toBe(true);
    await shift.end();
    expect(await second.stop()).toBe(0);
    expect(await crew.isServerThere()).toBe(false);
    expect(shift.disagreements(await crew.stored())).toEqual([]);
  });

  it('brings back a server that two of them share, and both go on', async () => {
    const programs = [await crew.join(), await crew.join()];
    for (const program of programs) await until(() => isReady(program));
    await crew.killServer(true);
    for (const program of programs) await until(async () => !(await isReady(program)));
    for (const program of programs) await until(() => isReady(program));
    for (const program of programs) expect(await program.stop()).toBe(0);
    expect(await crew.isServerThere()).toBe(false);
    expect(programs.map((program) => program.output()).join('')).toContain('started again');
  });

  it('on a port that is taken is refused with what to do, and hurts nobody', async () => {
    const first = await crew.join();
    await until(() => isReady(first));
    const { port } = new URL(first.url);
    await expect(crew.join({ PORT: port })).rejects.toThrow(
      `It ended with 1 before it was ready: Port ${port} is in use. Set PORT to another one, or stop the other program.`,
    );
    expect(await isReady(first)).toBe(true);
    expect(await first.stop()).toBe(0);
  });
});

describe('the playground', { timeout: 60_000 }, () => {
  let crew: Crew;
  beforeEach(async () => {
    crew = await gatherCrew({ PLAYGROUND: 'on' });
  });
  afterEach(() => crew.end());

  const nurse = 'U0AMARA026';
  const state = z.object({
    seen: z.object({
      conversations: z.array(
        z.object({ id: z.string(), kind: z.string(), messages: z.array(z.object({ text: z.string() })) }),
      ),
    }),
  });

  /** The nurse's talk with the bot. */
  async function talkAt(program: Program): Promise<{ id: string; texts: readonly string[] }> {
    const answer = await fetch(`${program.url}/playground/state?person=${nurse}`);
    const talk = state
      .parse(await answer.json())
      .seen.conversations.find((conversation) => conversation.kind === 'direct');
    return { id: talk?.id ?? '', texts: talk?.messages.map((message) => message.text) ?? [] };
  }

  it('finds everything at the next start as it was, after a stop and after a kill', async () => {
    const first = await crew.join();
    await until(() => isReady(first));
    const { id } = await talkAt(first);
    const typed = await fetch(`${first.url}/playground/type`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ person: nurse, conversation: id, text: 'checkin' }),
    });
    expect(await typed.json()).toMatchObject({ kind: 'done', heard: true });
    await until(async () => (await talkAt(first)).texts.length === 2);
    const talk = await talkAt(first);
    expect(talk.texts[0]).toBe('checkin');
    expect(await first.stop()).toBe(0);

    const second = await crew.join();
    expect(await talkAt(second)).toEqual(talk);
    await crew.kill(second);
    const third = await crew.join();
    expect(await talkAt(third)).toEqual(talk);
    expect(await third.stop()).toBe(0);
    expect(await crew.isServerThere()).toBe(false);
  });
});
