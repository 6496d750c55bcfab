// What people change or take back reaches us before what they wrote: each message is answered once, whatever comes first.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saidTo } from '../support/checkins.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { json, signed } from '../support/letter.ts';
import { bot, nora } from '../support/teams-side.ts';

let hospital: Hospital;
beforeEach(async () => {
  hospital = await openHospital({ teams: true });
});
afterEach(() => hospital.end());

describe('on Slack', () => {
  const stamp = '1795000000.000100';
  const common = () => ({ channel: hospital.slack.direct(nurse), channel_type: 'im', type: 'message' });
  const written = (text: string) => ({ ...common(), user: nurse, text, ts: stamp, event_ts: stamp });
  const changed = (text: string) => ({
    ...common(),
    subtype: 'message_changed',
    hidden: true,
    message: { ...written(text), edited: { user: nurse, ts: '1795000001.000100' } },
    previous_message: written('chekin'),
    ts: '1795000001.000100',
    event_ts: '1795000001.000100',
  });
  const removed = () => ({
    ...common(),
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: stamp,
    previous_message: written('checkin'),
    ts: '1795000002.000100',
    event_ts: '1795000002.000100',
  });
  let ids = 0;
  async function arrives(event: object): Promise<void> {
    ids += 1;
    const letter = signed(
      json({
        type: 'event_callback',
        team_id: 'T0HOSP',
        api_app_id: 'A0LAMP',
        event_id: `Ev0ORDER${ids}`,
        event_time: 1_795_000_000,
        authorizations: [{ team_id: 'T0HOSP', user_id: 'U0LAMP', is_bot: true }],
        event,
      }),
    );
    expect((await hospital.knock(letter.body, letter.headers)).status).toBe(200);
    await hospital.settled();
  }
  const answers = (): number => saidTo(hospital.slack, nurse).length;

  it('a change that comes before its message answers nothing; the message is answered once, also when it comes again', async () => {
    await arrives(changed('checkin'));
    expect(answers()).toBe(0);
    await arrives(written('checkin'));
    await arrives(changed('checkin'));
    await arrives(written('checkin'));
    expect(answers()).toBe(1);
  });

  it('a message that was taken back before it came is answered once, and taking it back says nothing', async () => {
    await arrives(removed());
    expect(answers()).toBe(0);
    await arrives(written('checkin'));
    await arrives(removed());
    expect(answers()).toBe(1);
  });
});

describe('on Teams', () => {
  const answers = (): number =>
    hospital.teams
      .seenBy(nora.id)
      .conversations.filter(({ id }) => id === hospital.teams.personal(nora.id))
      .flatMap(({ messages }) => messages)
      .filter(({ from }) => from === bot).length;

  it.each(['messageUpdate', 'messageDelete'] as const)(
    'a %s that comes before its message answers nothing; the message is answered once, also when it comes again',
    async (type) => {
      const { teams } = hospital;
      const talk = teams.personal(nora.id);
      const message = { ...teams.compose(nora.id, talk, 'checkin'), id: '1795000000001' };
      const later = {
        ...message,
        type,
        channelData: {
          eventType: type === 'messageUpdate' ? 'editMessage' : 'softDeleteMessage',
          tenant: { id: hospital.teams.account.tenant },
        },
      };
      const before = answers();
      const arrives = async (activity: object): Promise<void> => {
        const { status } = await teams.send(activity);
        expect(status).toBeLessThan(300);
        await hospital.settled();
      };
      await arrives(later);
      expect(answers()).toBe(before);
      await arrives(message);
      await arrives(later);
      await arrives(message);
      expect(answers()).toBe(before + 1);
    },
  );
});
