import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';

describe('a nurse checks in', () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await openHospital();
  });
  afterAll(() => hospital.end());

  it('is asked in a form that opens', async () => {
    const { slack } = hospital;
    await slack.command(nurse, slack.direct(nurse), '/checkin');
    await hospital.settled();
    expect(slack.seenBy(nurse).modals).toHaveLength(1);
  });
});
