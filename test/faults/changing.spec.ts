// A message that is changed where it stands: on real Slack calls, through refusals, and where there is nothing to change.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post, whileNobodyLooks } from '../support/post.ts';

let hospital: Hospital;
let post: Post;
beforeEach(async () => {
  hospital = await openHospital();
  post = await openPost(hospital);
});
afterEach(() => hospital.end());

const hers = () => post.to(nurse);
const updates = () => hospital.slack.calls.filter(({ method }) => method === 'chat.update').length;
const stateOf = async (name: string): Promise<string | undefined> =>
  (await post.rows()).find(({ said }) => said === name)?.state;

describe('a message that takes the place of another', () => {
  it('stands where that one stood', async () => {
    await post.put(hers(), ['asked'], { once: 'one' });
    await post.later(0);
    await post.put(hers(), ['another']);
    await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    await post.later(10_000);
    expect(post.arrived(nurse)).toEqual(['closed', 'another']);
    expect(await stateOf('closed')).toBe('sent');
  });

  it('takes what is not out yet back, and says nothing', async () => {
    await whileNobodyLooks(hospital, async () => {
      await post.put(hers(), ['asked'], { once: 'one' });
      await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    });
    await post.later(10_000);
    expect(post.arrived(nurse)).toEqual([]);
    expect(await post.rows()).toEqual([]);
  });

  it('goes nowhere where nothing was sent, or nobody was there', async () => {
    await post.put({ kind: 'stranger', workspace: await workspace(), account: 'U0NOBODY' }, ['asked'], {
      once: 'one',
    });
    await post.later(0);
    await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    await post.put(hers(), ['closed too'], { inPlaceOf: 'never' });
    await post.later(10_000);
    expect(updates()).toBe(0);
    expect((await post.rows()).map(({ said }) => said)).toEqual(['asked']);
  });

  it('asked to wait keeps nothing else waiting, and goes later', async () => {
    await post.put(hers(), ['asked'], { once: 'one' });
    await post.later(0);
    hospital.slack.weather.rateLimit('chat.update', 30);
    await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    await post.later(0);
    await post.put(hers(), ['another']);
    await post.later(0);
    expect(post.arrived(nurse)).toEqual(['asked', 'another']);
    await post.later(31_000);
    expect(post.arrived(nurse)).toEqual(['closed', 'another']);
  });

  it('whose answer was lost is changed once more, to the same', async () => {
    await post.put(hers(), ['asked'], { once: 'one' });
    await post.later(0);
    hospital.slack.weather.cutAfterAccepting('chat.update');
    await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    await post.later(0);
    await post.later(60_000);
    expect(post.arrived(nurse)).toEqual(['closed']);
    expect(await stateOf('closed')).toBe('sent');
  });

  it('of a message that is gone is over at the first answer', async () => {
    await post.put(hers(), ['asked'], { once: 'one' });
    await post.later(0);
    await sql`update delivery set message = '1.000001' where once = 'one'`.execute(hospital.database.owner);
    await post.put(hers(), ['closed'], { inPlaceOf: 'one' });
    await post.later(600_000);
    expect(updates()).toBe(1);
    expect(await stateOf('closed')).toBe('unreachable');
  });

  it('goes after others of its kind, 40 in a minute', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    await whileNobodyLooks(hospital, async () => {
      for (const name of names) await post.put(hers(), [name], { once: name });
      await sql`update delivery set state = 'sent', message = '1.1', conversation = 'D1' where once = any(${names})`.execute(
        hospital.database.owner,
      );
      for (const name of names) await post.put(hers(), [`${name} closed`], { inPlaceOf: name });
    });
    const waits = (await post.rows())
      .filter(({ said }) => said.endsWith('closed'))
      .map(({ due }) => due)
      .toSorted((one, other) => one - other);
    expect(waits.map((due) => due - (waits[0] ?? 0))).toEqual([0, 1_500, 3_000, 4_500, 6_000]);
  });
});

const workspace = async (): Promise<string> =>
  (await hospital.database.owner.selectFrom('workspace').select('id').executeTakeFirstOrThrow()).id;
