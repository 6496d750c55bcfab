// What people type arrives as the text that it is, or is refused in words with the typed text kept. Nothing pings anybody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pings } from '../../adapters/playground/slack/shown.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { hostile, unreadable } from '../support/hostile.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
let carla: Visitor;
beforeAll(async () => {
  hospital = await openHospital({ limits: { personPerMinute: 10_000, organisationPerSecond: 10_000 } });
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
  carla = visitor(hospital, coordinator);
});
afterAll(() => hospital.end());

/** What of the bot's would notify anybody, on everybody's screens. */
const pinged = (): string[] =>
  [nurse, enfermera, coordinator].flatMap((person) => {
    const { conversations, modals, home } = hospital.slack.seenBy(person);
    const notes = conversations.flatMap(({ messages }) => messages).filter(({ user }) => user === 'U0LAMP');
    return [...notes, ...modals, ...(home ? [home] : [])].flatMap((one) => pings(one));
  });
const problems = (): string[] =>
  hospital.facts
    .filter(({ event }) => /fault|failed|problem/.test(event))
    .map((fact) => JSON.stringify(fact));

/** Past the pretend client, which lets nobody type so much or such signs: as somebody who writes requests by hand. */
async function sendsByHand(who: Visitor, answers: Readonly<Record<string, string>>): Promise<string> {
  const values = Object.fromEntries(
    Object.entries(who.values(answers)).map(([field, elements]) => [
      field,
      Object.fromEntries(
        Object.entries(elements).map(([name, element]) => [name, { type: 'plain_text_input', ...element }]),
      ),
    ]),
  );
  const outcome = await hospital.slack.send('interactive', {
    type: 'view_submission',
    team: { id: 'T0HOSP' },
    user: { id: who.id, team_id: 'T0HOSP' },
    view: { ...who.modal(), state: { values } },
  });
  await hospital.settled();
  return outcome.kind === 'answered' && outcome.status === 200 ? outcome.body : JSON.stringify(outcome);
}

const refusals = (body: string): unknown => JSON.parse(body);

async function askForNote(): Promise<void> {
  hospital.clock.now += 2 * 3_600_000;
  await nora.closeAll();
  await nora.command('/checkin');
  await nora.send({ mood: 3 });
}

/** The list of lines in the last message, from its first page to its last. */
async function everyPage(who: Visitor): Promise<string> {
  let words = who.read(who.last());
  while (buttonsOf(who.last()).includes(who.hears('lines.more'))) {
    await who.press(who.last(), who.hears('lines.more'));
    words += who.read(who.last());
  }
  return words;
}

describe('the search for pings', () => {
  it('finds one where there is one', () => {
    expect(
      pings({ type: 'section', text: { type: 'mrkdwn', text: 'hey <!channel> and <@U1>' } }),
    ).toHaveLength(2);
  });
});

describe('a note to oneself', () => {
  it.each(Object.entries(hostile))('comes back as it was written: %s', async (_, words) => {
    await askForNote();
    expect(await nora.send({ note: words })).toMatchObject({ kind: 'updated' });
    await nora.press(nora.modal(), nora.hears('checkin.history'));
    expect(nora.read(nora.modal())).toContain(`${nora.hears('mood.3')}\n${words}`);
    expect(pinged()).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it.each(Object.entries(unreadable))(
    'is refused at its field where it cannot be kept: %s',
    async (_, words) => {
      await askForNote();
      expect(await nora.send({ note: words })).toEqual({
        kind: 'errors',
        errors: { note: nora.hears('refused.unreadable') },
      });
      // The form is still there, and the same again with other words is taken.
      expect(await nora.send({ note: 'readable words' })).toMatchObject({ kind: 'updated' });
      expect(problems()).toEqual([]);
    },
  );

  it('of 40,000 characters is refused at its field, by Slack and by us', async () => {
    await askForNote();
    const long = 'all work and no play '.repeat(2_000).slice(0, 40_000);
    expect(await nora.send({ note: long })).toMatchObject({ kind: 'errors' });
    expect(refusals(await sendsByHand(nora, { note: long }))).toEqual({
      response_action: 'errors',
      errors: { note: nora.hears('refused.too-long', { most: 2_000, sent: 40_000 }) },
    });
    expect(nora.modal().callback_id).toBe('checkins.more');
    expect(problems()).toEqual([]);
  });

  it('of 2,000 characters comes back whole', async () => {
    await askForNote();
    const words = `${'palabra '.repeat(249)}the end.`;
    expect(await nora.send({ note: words.padEnd(2_000, '.') })).toMatchObject({ kind: 'updated' });
    await nora.press(nora.modal(), nora.hears('checkin.history'));
    expect(nora.read(nora.modal())).toContain(words.padEnd(2_000, '.'));
  });

  it('cannot make up an answer that was not offered', async () => {
    await askForNote();
    const outcome = await hospital.slack.send('interactive', {
      type: 'view_submission',
      team: { id: 'T0HOSP' },
      user: { id: nurse, team_id: 'T0HOSP' },
      view: {
        ...nora.modal(),
        state: { values: { topic: { choice: { type: 'radio_buttons', selected_option: { value: 'x' } } } } },
      },
    });
    expect(outcome.kind === 'answered' ? refusals(outcome.body) : {}).toEqual({
      response_action: 'errors',
      errors: { topic: nora.hears('refused.not-offered') },
    });
  });
});

describe('a message to the bot', () => {
  const typed = {
    ...hostile,
    ...unreadable,
    '40,000 characters': 'y'.repeat(40_000),
    '40,000 characters of words': 'help me '.repeat(5_000),
  };

  it.each(Object.entries(typed))('is answered in words and repeated nowhere: %s', async (_, words) => {
    const before = nora.notes().length;
    await nora.say(words);
    expect(nora.notes().length).toBe(before + 2);
    expect(nora.read(nora.last())).toContain(nora.hears('command.checkin-hint'));
    await nora.mention(words);
    const note = elena.last(ward);
    expect(note.thread_ts).toBe(elena.notes(ward).at(-2)?.ts);
    expect(elena.read(note)).not.toContain(words);
    expect(pinged()).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it('that is long and unknown is not taken for a slip of the hand', async () => {
    await nora.say('z'.repeat(40_000));
    expect(nora.read(nora.last())).toContain(nora.hears('help.unknown'));
  });
});

describe('a command', () => {
  it.each(Object.entries(hostile))(
    'with strange words after it is answered in words: %s',
    async (_, words) => {
      expect(await nora.command(`/lamp ${words}`)).toEqual({ kind: 'done', heard: true });
      expect(nora.read(nora.last())).toContain(nora.hears('command.checkin-hint'));
      expect(pinged()).toEqual([]);
      expect(problems()).toEqual([]);
    },
  );
});

describe('the name of an employer’s own line', () => {
  it.each(Object.entries(hostile))('shows as it was written: %s', async (_, words) => {
    await carla.command('/lamp lines');
    await carla.press(carla.last(), carla.hears('lines.add'));
    expect(await carla.send({ name: words, call: '112', when: words })).toMatchObject({ kind: 'updated' });
    await carla.closeAll();

    await elena.command('/helpnow');
    const seen = elena.read(elena.last()).replaceAll('\n', ' ');
    expect(seen).toContain(words.trim().replaceAll('\n', ' '));
    await carla.command('/lamp lines');
    expect(await everyPage(carla)).toContain(carla.hears('lines.remove-sure', { name: words.trim() }));
    expect(pinged()).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it.each(Object.entries(unreadable))(
    'is refused at its field where it cannot be kept: %s',
    async (_, words) => {
      await carla.command('/lamp lines');
      await carla.press(carla.last(), carla.hears('lines.add'));
      expect(await carla.send({ name: words, call: '112' })).toEqual({
        kind: 'errors',
        errors: { name: carla.hears('refused.unreadable') },
      });
      await carla.closeAll();
      expect(problems()).toEqual([]);
    },
  );

  it('of 40,000 characters is refused at its field', async () => {
    await carla.command('/lamp lines');
    await carla.press(carla.last(), carla.hears('lines.add'));
    expect(refusals(await sendsByHand(carla, { name: 'x'.repeat(40_000), call: '112' }))).toEqual({
      response_action: 'errors',
      errors: { name: carla.hears('refused.too-long', { most: 100, sent: 40_000 }) },
    });
    await carla.closeAll();
  });
});
