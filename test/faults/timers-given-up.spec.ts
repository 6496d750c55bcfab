// What becomes of somebody's check-ins when the timer that asks them was given up.
import { expect, it } from 'vitest';
import { addGroup, joins, lettersTo, passes, planFor } from '../support/plans.ts';
import { brigid, openProgramme, someone } from '../support/programme.ts';

const zone = 'Europe/Madrid';

it('somebody whose timer was given up is planned for anew within the hour', async () => {
  const profile = { language: 'en', timeZone: zone, bot: false, guest: false };
  const programme = await openProgramme({ profiles: { nora: profile, carla: profile } });
  try {
    programme.clock.now =
      Temporal.PlainDateTime.from('2026-11-30T12:00').toZonedDateTime(zone).epochMilliseconds;
    const [coordinator, nora] = [someone(programme, brigid, 'carla'), someone(programme, brigid, 'nora')];
    for (const one of [coordinator, nora]) await one.types('help');
    await planFor(programme, coordinator, await addGroup(programme, brigid, 'Ward 4', ['nora']));
    await joins(programme, nora);
    await programme.database.owner
      .updateTable('timer')
      .set({ due_at: null, attempts: 5, problem: 'Error' })
      .where('name', '=', 'ask')
      .execute();
    const prompts = (): number =>
      lettersTo(programme, nora).filter(({ card }) => card.name === 'checkins.prompt').length;
    await passes(programme, 1);
    await passes(programme, 6);
    expect(prompts()).toBe(1);
  } finally {
    await programme.end();
  }
});
