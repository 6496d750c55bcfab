// Coordinators look after the lines: their own, and the day on which each was last checked.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lines } from '../../src/features/help/lines.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, team } from '../support/hospital.ts';
import { ofType, pressed } from '../support/slack-drawn.ts';
import { buttonsOf, type Note, type Visitor, visitor } from '../support/visitor.ts';

const day = 24 * 3_600_000;

let hospital: Hospital;
let nora: Visitor;
let carla: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
  carla = visitor(hospital, coordinator);
});
afterEach(() => hospital.end());

const fine = { name: 'Chaplain on call', call: '+44 (0)20 7946-0000', when: 'all staff, day and night' };

async function add(answers: Readonly<Record<string, string>>) {
  await carla.command('/lamp lines');
  await carla.press(carla.last(), carla.hears('lines.add'));
  return carla.send(answers);
}

/** Coordinators say for which countries they look after the lines. */
async function serve(...countries: readonly string[]): Promise<void> {
  await carla.command('/lamp lines');
  await carla.press(carla.last(), carla.hears('lines.countries'));
  await carla.send({ countries });
  await carla.closeAll();
}

/** The whole list as a coordinator turns its pages. */
async function listed(): Promise<string> {
  await carla.closeAll();
  await carla.command('/lamp lines');
  let words = carla.read(carla.last());
  while (buttonsOf(carla.last()).includes(carla.hears('lines.more'))) {
    await carla.press(carla.last(), carla.hears('lines.more'));
    words += `\n${carla.read(carla.last())}`;
  }
  return words;
}

async function helpFor(who: Visitor): Promise<string> {
  await who.command('/helpnow');
  return who.read(who.last());
}

/** What the first button of this kind carries. */
const idBehind = (note: Note, press: string): string =>
  pressed(note.blocks).find((button) => button.press === press)?.value ?? '';

describe('the list of lines', () => {
  it('shows every line once, the longest unchecked first, eight at a time', async () => {
    await carla.command('/lamp lines');
    expect(buttonsOf(carla.last()).filter((label) => label === carla.hears('lines.checked'))).toHaveLength(8);
    const words = await listed();
    expect(words).toContain(carla.hears('lines.state', { old: lines.length, all: lines.length }));
    for (const { name } of lines) expect(words.split(`\n${name}\n`).length, name).toBeGreaterThan(1);
    expect(carla.notes()).toHaveLength(2);
  });

  it('takes “I checked it today” for this workplace', async () => {
    await carla.command('/lamp lines');
    const id = idBehind(carla.last(), 'help.checked');
    const line = lines.find((one) => one.id === id);
    await carla.press(carla.last(), carla.hears('lines.checked'));
    expect(carla.notes()).toHaveLength(1);
    expect(carla.read(carla.last())).toContain(
      carla.hears('lines.state', { old: lines.length - 1, all: lines.length }),
    );
    const today = carla.hears('line.checked', { day: hospital.clock.now });
    await nora.command('/helpnow');
    await nora.press(
      nora.last(),
      new Intl.DisplayNames('en', { type: 'region' }).of(line?.country ?? '') ?? '',
    );
    const [before, after] = nora.read(nora.last()).split(line?.name ?? '?');
    expect(before).not.toContain(today);
    expect(after).toContain(today);
  });

  it('counts only the countries that coordinators look after, once they have chosen', async () => {
    await serve('ES');
    const words = await listed();
    expect(words).toContain('024');
    expect(words).not.toContain('Samaritans');
  });
});

describe('a line of the employer’s own', () => {
  it('shows first to whoever asks for help, and with the rest in the list', async () => {
    expect(await add({ ...fine, chat: 'https://example.org/chaplain' })).toMatchObject({ kind: 'updated' });
    await carla.closeAll();
    const words = await helpFor(nora);
    expect(words).toContain(nora.hears('helpnow.own'));
    for (const said of [...Object.values(fine), 'https://example.org/chaplain'])
      expect(words).toContain(said);
    const links = ofType(nora.last().blocks, 'link').map((link) => link.url);
    expect(links).toContain('tel:+4402079460000');
    expect(links).toContain('https://example.org/chaplain');
    expect(await listed()).toContain(fine.name);
  });

  it.each([
    ['words for a number', { call: 'call me' }, 'call', 'lines.call-wrong'],
    ['a number without digits', { call: '+ () - .' }, 'call', 'lines.call-wrong'],
    ['a number with words behind', { call: '112 <b>' }, 'call', 'lines.call-wrong'],
    ['an address without https', { chat: 'http://example.org' }, 'chat', 'lines.chat-wrong'],
    ['an address that is a program', { chat: 'javascript:alert(1)' }, 'chat', 'lines.chat-wrong'],
    ['an address with a space', { chat: 'https://example.org/a b' }, 'chat', 'lines.chat-wrong'],
    ['no way at all', {}, 'call', 'lines.no-way'],
  ] as const)('is refused at its field with %s', async (_, answers, field, key) => {
    expect(await add({ name: fine.name, ...answers })).toEqual({
      kind: 'errors',
      errors: { [field]: carla.hears(key) },
    });
    expect(await carla.send(fine)).toMatchObject({ kind: 'updated' });
  });

  it('can be taken away, after a question', async () => {
    await add(fine);
    await carla.closeAll();
    await serve('ES');
    await carla.command('/lamp lines');
    const remove = ofType(carla.last().blocks, 'button').find((button) =>
      String(button.action_id).startsWith('help.remove-line'),
    );
    expect(carla.read(remove)).toContain(carla.hears('lines.remove-sure', { name: fine.name }));
    await carla.press(carla.last(), carla.hears('lines.remove'));
    expect(await listed()).not.toContain(fine.name);
    expect(await helpFor(nora)).not.toContain(fine.name);
  });
});

describe('a member who gets hold of a coordinator’s buttons', () => {
  const as = (user: string) => ({ team: { id: team }, user: { id: user, team_id: team } });

  it.each(['help.lines', 'help.checked', 'help.remove-line', 'help.add-line'])(
    'is told that they are not theirs, and nothing changes: %s',
    async (press) => {
      await add(fine);
      const before = await listed();
      const value = press === 'help.remove-line' ? idBehind(carla.last(), press) : 'us-988';
      await nora.say('help');
      const screen = nora.last();
      await hospital.slack.openHome(nurse);
      await hospital.settled();
      await hospital.slack.send('interactive', {
        type: 'block_actions',
        ...as(nurse),
        trigger_id: 'made-up',
        view: { ...nora.home(), type: 'modal', id: 'V0MADEUP' },
        actions: [{ type: 'button', action_id: `${press}#0`, value }],
      });
      await hospital.settled();
      // The window that was made up is not there: the words come by message instead.
      expect(nora.read(nora.last())).toContain(nora.hears('any.not-yours'));
      expect(nora.notes()).toContainEqual(screen);
      expect(await listed()).toBe(before);
    },
  );

  it('cannot send the form of a line either', async () => {
    const outcome = await hospital.slack.send('interactive', {
      type: 'view_submission',
      ...as(enfermera),
      view: {
        id: 'V0MADEUP',
        type: 'modal',
        hash: 'x',
        callback_id: 'help.own-line',
        private_metadata: '',
        blocks: [],
        state: {
          values: {
            name: { 'short-text': { type: 'plain_text_input', value: 'Not theirs' } },
            call: { 'short-text': { type: 'plain_text_input', value: '112' } },
          },
        },
      },
    });
    const elena = visitor(hospital, enfermera);
    expect(outcome.kind === 'answered' ? outcome.body : '').toContain(elena.hears('any.not-yours'));
    await hospital.house.tick.minute();
    expect(await helpFor(nora)).not.toContain('Not theirs');
  });
});

describe('lines that nobody has checked for 90 days', () => {
  const warnings = (who: Visitor): number =>
    who.notes().filter((note) => who.read(note).includes(who.hears('lines.old', { old: lines.length })))
      .length;

  it('are told of once a month to each coordinator and to nobody else, and go on showing', async () => {
    // From the beginning of a month, so that the days below stay inside of it.
    const start = new Date(hospital.clock.now);
    hospital.clock.now = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 2, 9);
    for (let at = 0; at < 20; at += 4) {
      hospital.clock.now += 4 * day;
      await hospital.house.tick.minute();
      await hospital.house.tick.minute();
      await hospital.settled();
      expect(warnings(carla)).toBe(1);
    }
    hospital.clock.now += 14 * day;
    await hospital.house.tick.minute();
    await hospital.settled();
    expect(warnings(carla)).toBe(2);
    expect(nora.notes()).toEqual([]);

    await carla.press(carla.last(), carla.hears('command.lines'));
    expect(carla.read(carla.last())).toContain(carla.hears('lines.title'));
    await nora.command('/helpnow');
    await nora.press(nora.last(), 'United States');
    expect(nora.read(nora.last())).toContain('988');
  });

  it('are no news where all that is looked after here was checked', async () => {
    await serve('ES');
    // By day: at night news waits for the morning.
    const start = new Date(hospital.clock.now);
    hospital.clock.now = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 2, 9);
    await carla.command('/lamp lines');
    const old = lines.filter(({ country }) => country === 'ES').length;
    for (let n = 0; n < old; n += 1) await carla.press(carla.last(), carla.hears('lines.checked'));
    expect(carla.read(carla.last())).toContain(carla.hears('lines.state', { old: 0, all: old }));
    hospital.clock.now += 40 * day;
    const before = carla.notes().length;
    await hospital.house.tick.minute();
    await hospital.settled();
    expect(carla.notes()).toHaveLength(before);
    hospital.clock.now += 60 * day;
    await hospital.house.tick.minute();
    await hospital.settled();
    expect(carla.notes()).toHaveLength(before + 1);
  });
});
