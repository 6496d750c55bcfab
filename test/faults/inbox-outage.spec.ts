import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../adapters/playground/slack/acting.ts';
import { shown } from '../../adapters/playground/slack/shown.ts';
import { countRows } from '../support/catalogue.ts';
import {
  buttonIn,
  checkIn,
  mood,
  openMoodForm,
  saidTo,
  storedCheckins,
  topModal,
  until,
  words,
} from '../support/checkins.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { layTap, type Tap } from '../support/tap.ts';

const people = ['commands', 'forms', 'presses', 'homes', 'messages', 'homebuttons'] as const;
type Habit = (typeof people)[number];
const who = (habit: Habit): string => `U0${habit.toUpperCase()}`;

/** The retries of an event come often enough that the spec need not wait for Slack's minutes. */
const retryAfter = Array.from({ length: 100 }, () => 50);

describe.each(['cut', 'freeze'] as const)('with the line to the database %s', { timeout: 60_000 }, (how) => {
  // Where nobody says that the line is dead, nobody can say either what became of what was sent over it.
  const sorry = words(how === 'cut' ? 'bot.not-saved' : 'bot.late');
  let hospital: Hospital;
  let tap: Tap;
  const came: Partial<Record<Habit, Result>> = {};
  let form = '';
  let before: { rows: Record<string, number>; said: number };

  beforeAll(async () => {
    tap = await layTap();
    hospital = await openHospital({
      slack: {
        deliverTo: () => tap.url,
        retryAfter,
        people: people.map((habit) => ({
          id: who(habit),
          name: habit,
          realName: habit,
          locale: 'en-US',
          tz: 'UTC',
        })),
        channels: [],
      },
    });
    tap.forwardTo(`${hospital.server.address}/slack/events`);
    const { slack, cable, database } = hospital;
    const direct = (habit: Habit): string => slack.direct(who(habit));
    form = await openMoodForm(slack, who('forms'));
    await slack.message(who('presses'), direct('presses'), 'checkin');
    await slack.openHome(who('homebuttons'));
    await until(() => slack.seenBy(who('homebuttons')).home !== undefined);
    await hospital.settled();
    const home = slack.seenBy(who('homebuttons')).home;
    const message = slack
      .seenBy(who('presses'))
      .conversations.flatMap((talk) => talk.messages)
      .at(-1);
    const inMessage = message && buttonIn(message.blocks, 'do.checkin');
    const inHome = home && buttonIn(home.blocks, 'checkins.history');
    if (!home || !message || !inMessage || !inHome) throw new Error('there is nothing to press');
    before = { rows: await countRows(database), said: tap.letters.length };

    cable[how]();
    // All at once, which is how people notice.
    await Promise.all([
      slack.command(who('commands'), direct('commands'), '/checkin').then((result) => {
        came.commands = result;
      }),
      slack.submit(who('forms'), form, mood(1)).then((result) => {
        came.forms = result;
      }),
      slack
        .press(
          who('presses'),
          { channel: direct('presses'), ts: message.ts },
          inMessage.action,
          inMessage.block,
        )
        .then((result) => {
          came.presses = result;
        }),
      slack.press(who('homebuttons'), { view: home.id }, inHome.action, inHome.block).then((result) => {
        came.homebuttons = result;
      }),
      slack.openHome(who('homes')).then((result) => {
        came.homes = result;
      }),
      slack.message(who('messages'), direct('messages'), 'checkin').then((result) => {
        came.messages = result;
      }),
    ]);
  });
  afterAll(async () => {
    await hospital.end();
    await tap.end();
  });

  const helpIn = (blocks: Parameters<typeof buttonIn>[0] | undefined) =>
    blocks && buttonIn(blocks, 'do.helpnow');
  const latest = (habit: Habit) =>
    hospital.slack
      .seenBy(who(habit))
      .conversations.flatMap((talk) => talk.messages)
      .at(-1);

  // Slack's own three seconds are in the results: what came later than that is `failed` or not `heard`.
  it('a command is answered in time: not saved, and a button for help', () => {
    expect(came.commands).toEqual({ kind: 'done', heard: true });
    const message = latest('commands');
    expect(message && shown(message)).toContain(sorry);
    expect(message).toMatchObject({ ephemeral: true });
    expect(helpIn(message?.blocks)).toBeDefined();
  });

  it('a form says so at its field and stays, with what was filled in', () => {
    expect(came.forms).toEqual({ kind: 'errors', errors: { mood: sorry } });
    expect(topModal(hospital.slack, who('forms'))?.id).toBe(form);
  });

  it('a press is acknowledged, and answered in words with a button for help', async () => {
    expect(came.presses).toEqual({ kind: 'done', heard: true });
    await until(() => saidTo(hospital.slack, who('presses')).length > 1);
    const message = latest('presses');
    expect(message && shown(message)).toContain(sorry);
    expect(helpIn(message?.blocks)).toBeDefined();
  });

  it('a press on the home page, which has no answering address, opens the words over it', async () => {
    expect(came.homebuttons).toEqual({ kind: 'done', heard: true });
    await until(() => topModal(hospital.slack, who('homebuttons')) !== undefined);
    const modal = topModal(hospital.slack, who('homebuttons'));
    expect(shown(modal)).toContain(sorry);
    expect(helpIn(modal?.blocks)).toBeDefined();
  });

  it('the home page is asked for again by Slack, and shows help meanwhile', async () => {
    expect(came.homes).toEqual({ kind: 'done', heard: false });
    await until(() => hospital.slack.seenBy(who('homes')).home !== undefined);
    expect(helpIn(hospital.slack.seenBy(who('homes')).home?.blocks)).toBeDefined();
  });

  it('a message is refused, so that Slack brings it again', () => {
    expect(came.messages).toMatchObject({ kind: 'done', heard: false });
    expect(saidTo(hospital.slack, who('messages'))).toEqual([]);
  });

  it('nobody is thanked for what was not kept', async () => {
    // Straight to the database, past the line that is broken.
    expect(await countRows(hospital.database)).toEqual(before.rows);
    expect(await storedCheckins(hospital.database)).toEqual([]);
  });

  it('and mended again, Slack’s retry is answered once, the home is whole, and the same form is taken', async () => {
    const { slack, cable, database } = hospital;
    cable.mend();
    await hospital.settled();
    await until(() => saidTo(slack, who('messages')).length > 0);
    await hospital.settled();
    expect(saidTo(slack, who('messages'))).toHaveLength(1);
    const home = (): string => shown(slack.seenBy(who('homes')).home);
    await until(() => home().includes(words('checkin.home')));
    expect(await slack.submit(who('forms'), form, mood(1))).toMatchObject({ kind: 'updated' });
    expect(await checkIn(slack, who('commands'), 3)).toMatchObject({ kind: 'updated' });
    expect(await storedCheckins(database)).toEqual([
      { account: who('commands'), mood: 3 },
      { account: who('forms'), mood: 1 },
    ]);
  });
});

describe('with lines to the database that hang and never break', { timeout: 60_000 }, () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await openHospital({ slack: { retryAfter } });
  });
  afterAll(() => hospital.end());

  it('new ones are dialled, and nobody waits on the old for long', async () => {
    const { slack, cable, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    cable.freeze();
    const saved = words('bot.late');
    expect(await slack.submit(nurse, form, mood(2))).toEqual({ kind: 'errors', errors: { mood: saved } });
    cable.reroute();
    let result = await slack.submit(nurse, form, mood(2));
    // Every line that hung is given up after one who waited on it in vain; the pool has ten.
    for (let tries = 1; result.kind === 'errors' && tries <= 10; tries += 1) {
      expect(result.errors).toEqual({ mood: saved });
      result = await slack.submit(nurse, form, mood(2));
    }
    expect(result).toMatchObject({ kind: 'updated' });
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 2 }]);
  });
});
