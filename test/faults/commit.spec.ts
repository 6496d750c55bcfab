import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mood, openMoodForm, storedCheckins, words } from '../support/checkins.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';

describe('a line that breaks while the answer to COMMIT is on its way', () => {
  let hospital: Hospital;
  beforeEach(async () => {
    hospital = await openHospital();
  });
  afterEach(() => hospital.end());

  it('is not called “not saved”, since it was: the person hears that nobody can tell', async () => {
    const { slack, cable, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    await hospital.settled();
    cable.loseAnswerTo('commit');
    expect(await slack.submit(nurse, form, mood(2))).toEqual({
      kind: 'errors',
      errors: { mood: words('bot.late') },
    });
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 2 }]);
    expect(hospital.facts).toContainEqual(
      expect.objectContaining({ event: 'fault', problem: expect.stringContaining('MaybeCommitted') }),
    );
  });

  it('before COMMIT was sent, it is called “not saved”, and nothing is', async () => {
    const { slack, cable, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    await hospital.settled();
    cable.loseAnswerTo('insert into checkin');
    expect(await slack.submit(nurse, form, mood(2))).toEqual({
      kind: 'errors',
      errors: { mood: words('bot.not-saved') },
    });
    expect(await storedCheckins(database)).toEqual([]);
  });
});
