// How long Slack asks us to wait is text from outside: it may be missing, unreadable, or longer than any night.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post } from '../support/post.ts';
import { brigid, openProgramme, someone, tells } from '../support/programme.ts';

const minute = 60_000;
const hour = 60 * minute;

let hospital: Hospital;
let post: Post;
let warnings: string[];
const hear = ({ name }: Error): void => void warnings.push(name);
beforeEach(async () => {
  warnings = [];
  process.on('warning', hear);
  // Nothing but Slack's refusals holds anything up here.
  hospital = await openHospital({ paces: { slack: { start: 1_000, talk: [] } } });
  post = await openPost(hospital);
});
afterEach(async () => {
  await hospital.end();
  process.off('warning', hear);
});

describe('a refusal', () => {
  it.each(['soon', '', 'Wed, 21 Oct 2026 07:28:00 GMT', '-3', '0'])(
    'counts as no failure when Slack says “Retry-After: %s”, however often',
    async (odd) => {
      hospital.slack.weather.rateLimit('chat.postMessage', odd, 7);
      await post.put(post.to(nurse), ['first']);
      await hospital.house.outbox.drain();
      for (let refusals = 1; refusals <= 7; refusals += 1) {
        expect(await post.rows()).toMatchObject([{ state: 'new', attempts: 0 }]);
        await post.later(minute);
      }
      expect(await post.rows()).toMatchObject([{ state: 'sent', attempts: 1 }]);
      expect(post.arrived(nurse)).toEqual(['first']);
    },
  );

  it.each(['99999999999', '90000'])(
    'that asks for “%s” seconds keeps nobody waiting for more than an hour',
    async (long) => {
      hospital.slack.weather.rateLimit('chat.postMessage', long);
      await post.put(post.to(nurse), ['first']);
      await post.later(0);
      expect((await post.rows())[0]?.due).toBeLessThanOrEqual(hour);
      await post.later(hour);
      expect(post.arrived(nurse)).toEqual(['first']);
      expect(warnings).toEqual([]);
    },
  );
});

it('that a platform asks to have years from now does not make us look for it without a pause', async () => {
  const programme = await openProgramme();
  try {
    await programme.house.outbox.drain();
    programme.weather.send = async () => ({ kind: 'later', seconds: 4_000_000 });
    await tells(someone(programme, brigid, 'nora'), 3, 'a note', programme.clock);
    const { person, organisation } = await programme.rowOf(someone(programme, brigid, 'nora'));
    await programme.database.within(organisation, (tx) =>
      programme.house.outbox.put(
        tx,
        organisation,
        [
          {
            to: { kind: 'person', person },
            card: { name: 'first', summary: 'first', blocks: [] },
            why: 'asked',
          },
        ],
        programme.clock.now,
      ),
    );
    await programme.house.outbox.drain();
    // Node says so where it is to wait longer than it can, and waits a millisecond instead.
    expect(warnings).toEqual([]);
  } finally {
    await programme.end();
  }
});
