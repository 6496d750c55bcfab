// Check-ins that a coordinator plans: who is invited, who is asked when, and what becomes of a prompt. The same on both platforms.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGroup,
  addToGroup,
  at,
  buttonIn,
  buttonsOfCard,
  cardIn,
  joins,
  lastTo,
  names,
  nowShown,
  openPlanned,
  passes,
  planFor,
  previewed,
  prompts,
  tellsBy,
} from '../support/plans.ts';
import {
  answered,
  brigid,
  formIn,
  history,
  luke,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
let coordinator: Someone;
let nora: Someone;
let liam: Someone;
afterEach(() => programme.end());
const setUp = async (place: typeof brigid, perSecond?: number): Promise<void> => {
  ({ programme, coordinator, nora, liam } = await openPlanned(place, perSecond));
};

describe.each([
  ['Slack', brigid],
  ['Teams', luke],
] as const)('on %s', (_, place) => {
  beforeEach(() => setUp(place));

  it('a coordinator sees how many are asked and when, and as many are asked', async () => {
    const mara = someone(programme, place, 'mara');
    await mara.types('help');
    await programme.database.owner
      .updateTable('person')
      .set({ time_zone: 'America/New_York', quiet_from: 15 * 60, quiet_until: 18 * 60 })
      .where('id', '=', (await programme.rowOf(mara)).person)
      .execute();
    const group = await addGroup(programme, place, 'Ward 4', ['nora', 'liam', 'mara', 'never-met']);
    const preview = await previewed(coordinator, group);
    const words = wordsOf(cardIn(preview));
    expect(words).toContain('4 people are asked');
    // 16:00, and after her quiet hours where she is.
    expect(words).toMatch(/30 November 2026|November 30, 2026/);
    expect(words).toMatch(/between 4:00\sPM and 6:00\sPM/);
    const begun = await coordinator.presses('plans.begin', buttonIn(preview, 'plans.begin').value);
    expect(answered(begun)).toBe('plans.begun');
    await passes(programme, 0);
    const asked = () => programme.letters.filter(({ card }) => card.name.startsWith('checkins.'));
    expect(asked().map(({ card }) => card.name)).toEqual(
      Array.from({ length: 4 }, () => 'checkins.invitation'),
    );
    await passes(programme, 48);
    // Nobody has said yes: nobody is asked, and nobody is invited again.
    expect(asked()).toHaveLength(4);
  });

  it('a number that was seen is asked again about where the group has changed meanwhile', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    const { value } = buttonIn(await previewed(coordinator, group), 'plans.begin');
    await addToGroup(programme, group, place, ['liam']);
    const again = await coordinator.presses('plans.begin', value);
    expect(answered(again)).toBe('plans.preview');
    expect(wordsOf(cardIn(again))).toContain('2 people are asked');
    await passes(programme, 1);
    expect([...names(programme, nora), ...names(programme, liam)]).toEqual([]);
  });

  it('whoever said yes is asked once a day at that time, whoever did not is not; whoever comes later is invited', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora', 'liam']);
    await planFor(programme, coordinator, group);
    const joined = await joins(programme, nora);
    expect(answered(joined)).toBe('checkins.joined');
    await passes(programme, 3);
    expect(prompts(programme, nora)).toBe(0);
    await passes(programme, 1);
    expect(prompts(programme, nora)).toBe(1);
    const mara = someone(programme, place, 'mara');
    await addToGroup(programme, group, place, ['mara']);
    await passes(programme, 6 * 24);
    expect(prompts(programme, nora)).toBe(7);
    expect(names(programme, liam)).toEqual(['checkins.invitation']);
    expect(names(programme, mara)).toEqual(['checkins.invitation']);
  });

  it('one tap answers: it is kept, and the prompt turns into the same thanks whatever was told', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora', 'liam']);
    await planFor(programme, coordinator, group, { questions: ['breaks'] });
    for (const one of [nora, liam]) await joins(programme, one);
    await passes(programme, 4);
    const [low, well] = [await tellsBy(programme, nora, 1), await tellsBy(programme, liam, 5)];
    expect([answered(low), low.answer.kind]).toEqual(['checkins.thanks', 'replace']);
    const shown = (outcome: typeof low) =>
      JSON.stringify(cardIn(outcome)).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
    expect(shown(low)).toBe(shown(well));
    expect(await history(nora)).toEqual(['Struggling']);

    const more = formIn(await nora.presses('checkins.more', buttonIn(low, 'checkins.more').value));
    expect(wordsOf(more)).not.toContain('Struggling');
    await nora.sends('checkins.more', { 'also-0': 4, note: 'a break at last' }, more.carries);
    const told = await nora.types('checkin', 'history');
    expect(wordsOf(formIn(told))).toContain('I could take a real break today. Mostly');
    // No reminder for whoever has answered; a second tap changes nothing.
    expect(answered(await tellsBy(programme, nora, 3))).toBe('checkins.answered');
    await passes(programme, 18);
    expect(names(programme, nora)).toEqual(['checkins.invitation', 'checkins.prompt']);
    expect(await history(nora)).toEqual(['a break at last']);
  });

  it('whoever has paused for months is not counted, and is invited when the pause comes to its end', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora', 'liam']);
    await liam.sends('settings.pause', { until: '2027-03-15' });
    expect(wordsOf(cardIn(await previewed(coordinator, group)))).toContain('1 person is asked');
    await planFor(programme, coordinator, group);
    expect(names(programme, liam)).toEqual([]);
    programme.clock.now = at('2027-03-15T12:00');
    await passes(programme, 24);
    expect(names(programme, liam)).toEqual(['checkins.invitation']);
  });

  it('skip, pause and stop are there on the prompt, and hold', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora', 'liam']);
    await planFor(programme, coordinator, group);
    for (const one of [nora, liam]) await joins(programme, one);
    await passes(programme, 4);
    const skipped = await nora.presses(
      'checkins.skip',
      buttonIn(lastTo(programme, nora, 'checkins.prompt'), 'checkins.skip').value,
    );
    expect(answered(skipped)).toBe('checkins.skipped');
    const pause = buttonIn(lastTo(programme, liam, 'checkins.prompt'), 'checkins.pause');
    const form = formIn(await liam.presses('checkins.pause', pause.value));
    const wrong = await liam.sends('checkins.pause', { until: '2026-11-30' }, form.carries);
    expect(wrong.answer.kind).toBe('errors');
    expect(answered(await liam.sends('checkins.pause', { until: '2026-12-03' }, form.carries))).toBe(
      'checkins.paused',
    );
    await passes(programme, 0);
    expect(nowShown(programme, liam)).toEqual(['checkins.skipped']);
    await passes(programme, 3 * 24);
    expect([prompts(programme, nora), prompts(programme, liam)]).toEqual([4, 2]);
    expect(names(programme, liam)).not.toContain('checkins.reminder');
    expect(answered(await nora.presses('checkins.leave', pause.value))).toBe('checkins.left');
    await passes(programme, 2 * 24);
    expect([prompts(programme, nora), prompts(programme, liam)]).toEqual([4, 4]);
  });

  it('whoever takes back their yes to check-ins is not asked, and is again once they say yes', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    await planFor(programme, coordinator, group);
    await joins(programme, nora);
    await passes(programme, 4);
    await nora.types('stop');
    await passes(programme, 2 * 24);
    expect(prompts(programme, nora)).toBe(1);
    await nora.sends('membership.choose', { kinds: ['checkins'] });
    await passes(programme, 24);
    expect(prompts(programme, nora)).toBe(2);
  });
});

describe('what coordinators see', () => {
  beforeEach(() => setUp(brigid));

  it('is never who said yes; fewer than five is all that they learn of few', async () => {
    const people = Array.from({ length: 7 }, (_, n) => someone(programme, brigid, `nurse-${n}`));
    const group = await addGroup(
      programme,
      brigid,
      'Ward 4',
      people.map(({ who }) => who.account),
    );
    await planFor(programme, coordinator, group);
    const seen = async () => wordsOf(cardIn(await coordinator.types('schedule')));
    for (const one of people.slice(0, 4)) await joins(programme, one);
    expect(await seen()).toContain('Fewer than 5');
    for (const one of people.slice(4)) await joins(programme, one);
    expect(await seen()).toContain('At least 5 people');
  });

  it('a steward looks and changes nothing', async () => {
    const { id, person, organisation } = await programme.rowOf(liam);
    await programme.database.owner
      .insertInto('role_held')
      .values({ organisation_id: organisation, person_id: person, account_id: id, role: 'steward' })
      .execute();
    const group = await addGroup(programme, brigid, 'Ward 4', ['nora']);
    const plan = await planFor(programme, coordinator, group, { own: 'I felt safe today.' });
    const card = cardIn(await liam.types('schedule'));
    expect(wordsOf(card)).toContain('I felt safe today.');
    expect(buttonsOfCard(card).filter(({ press }) => press.startsWith('plans.'))).toEqual([]);
    expect(answered(await liam.presses('plans.end', plan))).toBe('bot.not-yours');
  });

  it('three questions are too many; what was typed stays', async () => {
    const group = await addGroup(programme, brigid, 'Ward 4', ['nora']);
    const wrong = await previewed(coordinator, group, {
      questions: ['rest', 'team'],
      own: 'I felt safe.',
    });
    expect(wrong.answer.kind === 'errors' && Object.keys(wrong.answer.errors)).toEqual(['questions']);
  });

  it('whoever was not invited does not get in by somebody else’s button', async () => {
    const group = await addGroup(programme, brigid, 'Ward 4', ['nora']);
    const plan = await planFor(programme, coordinator, group);
    expect(answered(await liam.presses('checkins.join', plan))).toBe('checkins.ended');
  });
});

it('a coordinator sees how long the chat takes for so many', async () => {
  await setUp(brigid, 10);
  const few = await addGroup(programme, brigid, 'Ward 4', ['nora']);
  const many = Array.from({ length: 3_000 }, (_, n) => `never-met-${n}`);
  const group = await addGroup(programme, brigid, 'Everybody', many);
  expect(wordsOf(cardIn(await previewed(coordinator, few)))).toMatch(/about 12:00/);
  expect(wordsOf(cardIn(await previewed(coordinator, group)))).toMatch(/about 12:05/);
});
