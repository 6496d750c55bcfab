import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hospital, nurse, openHospital, team } from '../support/hospital.ts';

describe('tokens that Slack revokes', () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await openHospital();
  });
  afterAll(() => hospital.end());

  const revoke = async (event: string, tokens: { oauth: string[]; bot: string[] }): Promise<void> => {
    await hospital.slack.send('events_api', {
      type: 'event_callback',
      team_id: team,
      event_id: event,
      event: { type: 'tokens_revoked', tokens },
    });
    await hospital.settled();
  };

  async function isAsked(): Promise<boolean> {
    const { slack } = hospital;
    const before = slack.seenBy(nurse).modals.length;
    await slack.command(nurse, slack.direct(nurse), '/checkin');
    await hospital.settled();
    return slack.seenBy(nurse).modals.length > before;
  }

  it('of a single person change nothing for anybody', async () => {
    await revoke('Ev0PERSON', { oauth: [nurse], bot: [] });
    expect(await isAsked()).toBe(true);
  });

  it("of the bot itself are the end of it: the workspace's own has been taken out", async () => {
    await revoke('Ev0BOT', { oauth: [], bot: ['U0LAMP'] });
    expect(await isAsked()).toBe(false);
  });
});
