// What becomes of a prompt where it stands: closed, answered on the other message, put away, ended. The same on both platforms.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGroup,
  buttonIn,
  buttonsOfCard,
  joins,
  lastTo,
  names,
  nowShown,
  openPlanned,
  passes,
  planFor,
  prompts,
  tellsBy,
} from '../support/plans.ts';
import { answered, brigid, history, luke, type Programme, type Someone } from '../support/programme.ts';

let programme: Programme;
let coordinator: Someone;
let nora: Someone;
afterEach(() => programme.end());

describe.each([
  ['Slack', brigid],
  ['Teams', luke],
] as const)('on %s', (_, place) => {
  beforeEach(async () => {
    ({ programme, coordinator, nora } = await openPlanned(place));
  });

  it('there is one reminder, and after 20 hours it has closed and says so; nothing is kept by it then', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    await planFor(programme, coordinator, group, { days: ['1'] });
    await joins(programme, nora);
    await passes(programme, 4 + 19);
    expect(names(programme, nora)).toEqual(['checkins.invitation', 'checkins.prompt', 'checkins.reminder']);
    await passes(programme, 2);
    expect(names(programme, nora)).toHaveLength(3);
    expect(nowShown(programme, nora)).toEqual(['checkins.closed', 'checkins.closed']);
    expect(answered(await tellsBy(programme, nora, 2))).toBe('checkins.closed');
    expect(await history(nora)).toEqual([]);
  });

  it('answered on the reminder, the first prompt says so too, and the reminder keeps its thanks', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    await planFor(programme, coordinator, group, { days: ['1'] });
    await joins(programme, nora);
    await passes(programme, 4 + 19);
    expect(answered(await tellsBy(programme, nora, 2))).toBe('checkins.thanks');
    await passes(programme, 0);
    expect(nowShown(programme, nora)).toEqual(['checkins.answered', 'checkins.reminder']);
    // Nothing on it tells what was answered, nor of a press: nobody pressed there.
    const first = JSON.stringify(programme.letters.map(({ changedTo }) => changedTo));
    expect(first).toContain('You have answered this one.');
    expect(first).not.toMatch(/Having|you pressed/i);
  });

  it('what is said last stands: a mood after a skip is not skipped again', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    await planFor(programme, coordinator, group, { days: ['1'] });
    await joins(programme, nora);
    await passes(programme, 4 + 5);
    // The change of the first prompt has to wait.
    programme.weather.change = async () => ({ kind: 'later', seconds: 60 });
    const skip = buttonIn(lastTo(programme, nora, 'checkins.reminder'), 'checkins.skip');
    expect(answered(await nora.presses('checkins.skip', skip.value))).toBe('checkins.skipped');
    const first = buttonsOfCard(lastTo(programme, nora, 'checkins.prompt').card);
    const mood = first.find(({ press }) => press === 'checkins.told');
    expect(answered(await nora.presses('checkins.told', mood?.value))).toBe('checkins.thanks');
    programme.weather.change = undefined;
    await passes(programme, 1);
    // Untouched since the press, or put right where the older change was on its way at that moment.
    expect(['checkins.prompt', 'checkins.thanks']).toContain(nowShown(programme, nora)[0]);
    expect(nowShown(programme, nora)[1]).toBe('checkins.answered');
  });

  it('its group removed, prompts that wait say that it has ended', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    await planFor(programme, coordinator, group);
    await joins(programme, nora);
    await passes(programme, 4);
    await coordinator.presses('audiences.remove', group);
    await passes(programme, 0);
    expect(nowShown(programme, nora)).toEqual(['checkins.ended']);
  });

  it('ended, it asks nobody, and old prompts say so', async () => {
    const group = await addGroup(programme, place, 'Ward 4', ['nora']);
    const plan = await planFor(programme, coordinator, group);
    await joins(programme, nora);
    await passes(programme, 4);
    expect(answered(await coordinator.presses('plans.end', plan))).toBe('plans.ended');
    await passes(programme, 0);
    expect(nowShown(programme, nora)).toEqual(['checkins.ended']);
    expect(answered(await tellsBy(programme, nora, 2))).toBe('checkins.gone');
    await passes(programme, 48);
    expect(prompts(programme, nora)).toBe(1);
  });
});
