// What a programme has: a coordinator switches it on, people are told of it once, and it can be switched off again.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { speaker } from '../../src/words/speak.ts';
import {
  answered,
  brigid,
  far,
  type Letter,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

const day = 24 * 3_600_000;
const say = speaker('en', 'UTC');
let programme: Programme;
let carla: Someone;
let carl: Someone;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  programme.clock.now = Date.UTC(2026, 10, 23, 12);
  await programme.house.install({ ...brigid, coordinators: ['carla', 'carl'] });
  carla = someone(programme, brigid, 'carla');
  carl = someone(programme, brigid, 'carl');
  nora = someone(programme, brigid, 'nora');
  liam = someone(programme, brigid, 'liam');
  for (const one of [carla, carl, nora, liam]) await one.types('help');
  await agrees(nora);
});
afterEach(() => programme.end());

/** Says yes to news now. */
async function agrees(who: Someone, agreed = true): Promise<void> {
  const { id, person, organisation } = await programme.rowOf(who);
  const said = { agreed, said_at: new Date(programme.clock.now) };
  await programme.database.owner
    .insertInto('consent')
    .values({ organisation_id: organisation, person_id: person, account_id: id, kind: 'news', ...said })
    .onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet(said))
    .execute();
}

/** What is to be done after a commit is done, and what may go has gone. */
async function later(ms = 0): Promise<void> {
  programme.clock.now += ms;
  await programme.house.tick.minute();
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
}

const introductions = (): readonly Letter[] =>
  programme.letters.filter(({ card }) => card.name === 'resources.introduction');
const readers = (): readonly string[] => introductions().map(({ conversation }) => conversation);

const turnOn = (who: Someone) => who.presses('admin.switch-on', 'resources');
const turnOff = (who: Someone) => who.presses('admin.switch-off', 'resources');

function cardOf({ answer }: Awaited<ReturnType<Someone['types']>>): Card {
  if (answer.kind !== 'card' && answer.kind !== 'replace') throw new Error(`no card: ${answer.kind}`);
  return answer.card;
}

function itemsOf(card: Card) {
  return card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
}

describe('what this programme has', () => {
  it('is one press away from admin: what every programme starts with, and what can be switched, in words', async () => {
    const admin = cardOf(await carla.types('admin'));
    expect(wordsOf(admin)).toContain(say('features.title'));
    const card = cardOf(await carla.presses('admin.features'));
    expect(wordsOf(card)).toContain(say('command.checkin'));
    expect(wordsOf(card)).toContain(say('resources.about'));
    expect(wordsOf(card)).toContain(`(${say('features.off')})`);
    const button = itemsOf(card)
      .flatMap(({ buttons = [] }) => buttons)
      .find(({ value }) => value === 'resources');
    expect(button).toMatchObject({ press: 'admin.switch-on' });
    expect(button?.confirm?.text).toContain(say('features.on-first', { readers: 1 }));
  });

  it('is nobody else’s to see or to switch', async () => {
    for (const press of ['admin.features', 'admin.switch-on', 'admin.switch-off'])
      expect(answered(await nora.presses(press, 'resources'))).toBe('bot.not-yours');
    await later();
    expect(await programme.database.owner.selectFrom('feature_switch').selectAll().execute()).toEqual([]);
  });

  it.each(['', 'checkins', 'help', 'constructor', "resources'; --"])(
    'holds no switch for “%s”: what there is is shown again',
    async (name) => {
      for (const press of ['admin.switch-on', 'admin.switch-off']) {
        const card = cardOf(await carla.presses(press, name));
        expect(wordsOf(card)).toContain(say('features.unknown'));
      }
      expect(await programme.database.owner.selectFrom('feature_switch').selectAll().execute()).toEqual([]);
    },
  );
});

describe('switched on for the first time', () => {
  it('is there at once, and is told to those who said yes to news, and to nobody else', async () => {
    expect(answered(await nora.types('resources'))).toBe('help.unknown');
    const card = cardOf(await turnOn(carla));
    expect(wordsOf(card)).toContain(
      say('features.switched-on-first', { feature: say('command.resources'), readers: 1 }),
    );
    expect(wordsOf(card)).toContain(`(${say('features.on')})`);
    expect(answered(await nora.types('resources'))).toBe('resources.exercises');
    await later();
    expect(readers()).toEqual(['talk nora']);
  });

  it('is told in each one’s language', async () => {
    const { person } = await programme.rowOf(liam);
    await programme.database.owner
      .updateTable('person')
      .set({ language: 'es' })
      .where('id', '=', person)
      .execute();
    await agrees(liam);
    await turnOn(carla);
    await later();
    const spanish = introductions().find(({ conversation }) => conversation === 'talk liam');
    expect(spanish && wordsOf(spanish.card)).toContain(speaker('es', 'UTC')('resources.new'));
  });

  it('is told once, however often it is switched, and not to whoever says yes to news only later', async () => {
    await turnOn(carla);
    await later();
    await later(day);
    await agrees(liam);
    await turnOff(carla);
    await turnOn(carl);
    await later();
    for (let week = 0; week < 8; week += 1) await later(7 * day);
    await turnOff(carla);
    await turnOn(carla);
    await later(day);
    expect(readers()).toEqual(['talk nora']);
  });

  it('waits for the morning of whoever sleeps', async () => {
    programme.clock.now = Date.UTC(2026, 10, 23, 23);
    await turnOn(carla);
    await later();
    expect(readers()).toEqual([]);
    await later(9 * 3_600_000);
    expect(readers()).toEqual(['talk nora']);
  });

  it('is not told any more once it is off again; and is, if it soon comes back', async () => {
    programme.clock.now = Date.UTC(2026, 10, 23, 23);
    await turnOn(carla);
    await later();
    await turnOff(carla);
    await later(12 * 3_600_000);
    expect(readers()).toEqual([]);
    await turnOn(carla);
    await later();
    expect(readers()).toEqual(['talk nora']);
  });

  it('is told once and kept once where two coordinators press at once', async () => {
    const outcomes = await Promise.all([turnOn(carla), turnOn(carl), turnOn(carla)]);
    expect(outcomes.map(answered)).toEqual(['admin.features', 'admin.features', 'admin.features']);
    const first = outcomes.filter((one) => wordsOf(cardOf(one)).includes('1 person is told'));
    expect(first).toHaveLength(1);
    await later();
    expect(readers()).toEqual(['talk nora']);
  });

  it('concerns this programme alone', async () => {
    const fred = someone(programme, far, 'fred');
    await fred.types('help');
    await agrees(fred);
    await turnOn(carla);
    await later();
    expect(answered(await fred.types('resources'))).toBe('help.unknown');
    expect(readers()).toEqual(['talk nora']);
  });

  it('is told to the rest by another process, where the first one died in the middle', async () => {
    for (const one of [carla, carl, liam]) await agrees(one);
    const { organisation } = await programme.rowOf(nora);
    // As it is left there: switched on, one of them told, and nobody at it any more.
    await programme.database.owner
      .insertInto('feature_switch')
      .values({
        organisation_id: organisation,
        feature: 'resources',
        is_on: true,
        introduced_at: new Date(programme.clock.now),
        telling: true,
      })
      .execute();
    const { person } = await programme.rowOf(nora);
    await programme.database.within(organisation, (tx) =>
      programme.house.outbox.put(
        tx,
        organisation,
        [
          {
            to: { kind: 'person', person },
            card: { name: 'resources.introduction', summary: 'x', blocks: [] },
            why: 'news',
            once: `introduced:resources:${person}`,
          },
        ],
        programme.clock.now,
      ),
    );
    const second = await programme.second();
    await second.house.tick.minute();
    await second.house.bot.settle();
    await later();
    await second.house.outbox.drain();
    expect(readers().toSorted()).toEqual(['talk carl', 'talk carla', 'talk liam', 'talk nora']);
  });
});

describe('switched off', () => {
  it('has no word and no button any more: an old one says so, and nothing of it is in help', async () => {
    await turnOn(carla);
    await turnOff(carl);
    expect(answered(await nora.types('resources'))).toBe('help.unknown');
    expect(answered(await nora.presses('resources.step', 'breathing 1'))).toBe('bot.gone');
    expect(answered(await nora.presses('do.breathe'))).toBe('bot.gone');
    const { answer } = await nora.types('help');
    expect(JSON.stringify(answer)).not.toContain(say('command.resources'));
  });

  it('is learnt by another process within half a minute', async () => {
    const second = await programme.second();
    const there = someone(second, brigid, 'nora');
    await turnOn(carla);
    await later(30_000);
    expect(answered(await there.types('resources'))).toBe('resources.exercises');
    await turnOff(carla);
    programme.clock.now += 30_000;
    expect(answered(await there.types('resources'))).toBe('help.unknown');
  });
});

describe('in a programme of 5,000 people', () => {
  it('tells all of them once, after the answer', async () => {
    const { organisation } = await programme.rowOf(nora);
    const { owner } = programme.database;
    const ids = Array.from({ length: 5_000 }, () => randomUUID());
    const at = new Date(programme.clock.now);
    await sql`
      insert into person (id, organisation_id, language, time_zone, created_at)
      select id, ${organisation}::uuid, 'es', 'UTC', ${at} from unnest(${ids}::uuid[]) as id`.execute(owner);
    await sql`
      insert into consent (organisation_id, person_id, kind, agreed, said_at)
      select ${organisation}::uuid, id, 'news', true, ${at} from unnest(${ids}::uuid[]) as id`.execute(owner);
    expect(wordsOf(cardOf(await turnOn(carla)))).toContain(
      say('features.switched-on-first', { feature: say('command.resources'), readers: 5_001 }),
    );
    await programme.house.bot.settle();
    const { rows } = await sql<{ told: number }>`
      select count(*) as told from delivery where once like 'introduced:%'`.execute(owner);
    expect(rows).toEqual([{ told: 5_001 }]);
    expect(await owner.selectFrom('feature_switch').select('telling').execute()).toEqual([
      { telling: false },
    ]);
  });
});
