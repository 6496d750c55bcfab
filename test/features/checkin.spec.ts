import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coordinator, enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { ofType } from '../support/slack-drawn.ts';
import { buttonsOf, picturesOf, type Visitor, visitor } from '../support/visitor.ts';

const hour = 3_600_000;
const canary = 'canary-7f3a lost a patient at dawn';

let hospital: Hospital;
let nora: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
});
afterEach(() => hospital.end());

const optionsOf = (who: Visitor, field: string): readonly unknown[] =>
  ofType(who.modal().blocks, 'input')
    .filter((input) => input.block_id === field)
    .flatMap((input) => ofType(input, 'radio_buttons'))
    .flatMap(({ options }): readonly unknown[] => (Array.isArray(options) ? options : []));

const chosenMood = (mood: number) => ({
  mood: { scale: { type: 'radio_buttons', selected_option: { value: String(mood) } } },
});

/** Checks in from beginning to end; the offers are open then. */
async function tell(who: Visitor, mood: number, more: { topic?: string; note?: string } = {}): Promise<void> {
  await who.command('/checkin');
  await who.send({ mood });
  await who.send(more);
}

async function history(who: Visitor): Promise<string> {
  await who.command('/checkin history');
  return who.read(who.modal());
}

const entries = (words: string, say: Visitor['hears']): number =>
  ([1, 2, 3, 4, 5] as const)
    .map((mood) => words.split('\n').filter((line) => line.startsWith(say(`mood.${mood}`))).length)
    .reduce((sum, count) => sum + count, 0);

describe('a nurse checks in', () => {
  it('is asked one question with five steps in words, and may get help instead', async () => {
    await nora.command('/checkin');
    const steps = optionsOf(nora, 'mood').map((option) => nora.read(option));
    expect(steps).toEqual(([1, 2, 3, 4, 5] as const).map((mood) => nora.hears(`mood.${mood}`)));
    expect(ofType(nora.modal().blocks, 'input')).toHaveLength(1);
    expect(buttonsOf(nora.modal())).toEqual([nora.hears('any.help')]);
  });

  it('has the answer kept with the first press, and is then asked for more that may be left empty', async () => {
    await nora.command('/checkin');
    expect(await nora.send({ mood: 4 })).toMatchObject({ kind: 'updated' });
    expect(nora.read(nora.modal())).toContain(nora.hears('checkin.kept'));
    expect(ofType(nora.modal().blocks, 'input').map((input) => input.optional)).toEqual([true, true]);
    await nora.closeAll();
    expect(await history(nora)).toContain(nora.hears('mood.4'));
  });

  it('cannot send the question without an answer', async () => {
    await nora.command('/checkin');
    expect(await nora.send({})).toMatchObject({ kind: 'errors' });
    await nora.closeAll();
    expect(await history(nora)).toContain(nora.hears('checkin.history-empty'));
  });

  it('sees a topic and a note again, with the moment, the newest first', async () => {
    await tell(nora, 2, { topic: 'sleep', note: canary });
    hospital.clock.now += 2 * hour;
    await tell(nora, 5, { topic: 'something-good' });
    const words = await history(nora);
    expect(words).toContain(`${nora.hears('mood.2')} · ${nora.hears('topic.sleep')}\n${canary}`);
    expect(words.indexOf(nora.hears('topic.something-good'))).toBeLessThan(
      words.indexOf(nora.hears('topic.sleep')),
    );
    const moments = ofType(nora.modal().blocks, 'date').map((date) => Number(date.timestamp));
    expect(moments).toEqual([
      Math.floor(hospital.clock.now / 1_000),
      Math.floor((hospital.clock.now - 2 * hour) / 1_000),
    ]);
    expect(buttonsOf(nora.modal())).toContain(nora.hears('any.help'));
  });

  it('is offered help first after a hard answer, and never without it', async () => {
    for (const mood of [1, 2]) {
      await tell(nora, mood);
      expect(buttonsOf(nora.modal())[0]).toBe(nora.hears('any.help'));
      expect(nora.read(nora.modal())).toContain(nora.hears('checkin.offers-low'));
    }
    for (const mood of [3, 4, 5]) {
      await tell(nora, mood);
      expect(buttonsOf(nora.modal())[0]).not.toBe(nora.hears('any.help'));
      expect(buttonsOf(nora.modal())).toContain(nora.hears('any.help'));
    }
  });

  it('sees the days as a picture that can be fetched and is said in words', async () => {
    for (const mood of [2, 3, 4, 5]) {
      await tell(nora, mood);
      hospital.clock.now += 24 * hour;
    }
    await history(nora);
    const [picture] = picturesOf(nora.modal());
    expect(picture?.alt).toContain(nora.hears('mood.5'));
    expect(picture?.alt).toContain(nora.hears('checkin.trend-higher'));
    const fetched = await fetch(picture?.url ?? '');
    expect(fetched.headers.get('content-type')).toBe('image/png');
    expect((await fetched.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  });

  it('goes back through 25 answers, ten at a time', async () => {
    for (let n = 0; n < 25; n += 1) {
      hospital.clock.now += 2 * hour;
      await nora.command('/checkin');
      await nora.send({ mood: (n % 5) + 1 });
    }
    const seen = [entries(await history(nora), nora.hears)];
    while (buttonsOf(nora.modal()).includes(nora.hears('checkin.history-more'))) {
      await nora.press(nora.modal(), nora.hears('checkin.history-more'));
      seen.push(entries(nora.read(nora.modal()), nora.hears));
    }
    expect(seen).toEqual([10, 10, 5]);
    expect(nora.modals()).toHaveLength(1);
  });
});

describe('answering again', () => {
  it('within the hour changes the answer and says so before', async () => {
    await tell(nora, 1, { topic: 'home', note: 'first' });
    hospital.clock.now += hour - 1;
    await nora.command('/checkin');
    expect(nora.read(nora.modal())).toContain(
      nora.hears('checkin.changes', { time: hospital.clock.now - hour + 1 }),
    );
    await nora.send({ mood: 4 });
    await nora.closeAll();
    const words = await history(nora);
    expect(entries(words, nora.hears)).toBe(1);
    expect(words).toContain(`${nora.hears('mood.4')} · ${nora.hears('topic.home')}\nfirst`);
  });

  it('doubles nothing where two forms were open before either was sent', async () => {
    await nora.command('/checkin');
    // On a second device: the pretend client shows one at a time, so that the first is sent from outside of it.
    const payload = {
      type: 'view_submission',
      team: { id: 'T0HOSP' },
      user: { id: nurse, team_id: 'T0HOSP' },
      view: { ...nora.modal(), state: { values: chosenMood(1) } },
    };
    await nora.command('/checkin');
    await nora.send({ mood: 5 });
    await hospital.slack.send('interactive', payload);
    await nora.closeAll();
    const words = await history(nora);
    expect(entries(words, nora.hears)).toBe(1);
    expect(words).toContain(nora.hears('mood.1'));
  });

  it('after an hour is a new answer beside the old one', async () => {
    await tell(nora, 1);
    hospital.clock.now += hour;
    await nora.command('/checkin');
    expect(nora.read(nora.modal())).not.toContain(nora.hears('checkin.changes', { time: 0 }).slice(0, 12));
    await nora.send({ mood: 4 });
    await nora.closeAll();
    expect(entries(await history(nora), nora.hears)).toBe(2);
  });

  it('by “Change my answer” changes that one, also much later', async () => {
    await tell(nora, 2, { topic: 'workload', note: 'kept' });
    hospital.clock.now += 5 * hour;
    await nora.press(nora.modal(), nora.hears('checkin.change'));
    await nora.send({ mood: 3 });
    expect(nora.read(nora.modal())).toContain('kept');
    await nora.send({ note: 'other words' });
    await nora.closeAll();
    const words = await history(nora);
    expect(entries(words, nora.hears)).toBe(1);
    expect(words).toContain(`${nora.hears('mood.3')} · ${nora.hears('topic.workload')}\nother words`);
  });
});

describe('what somebody answered', () => {
  it('is on nobody else’s screen, and stands in no message and no notification', async () => {
    await tell(nora, 1, { topic: 'conflict', note: canary });
    await history(nora);
    await nora.closeAll();
    await nora.say('checkin');
    await nora.mention('checkin');
    await nora.say('help');
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    for (const other of [enfermera, coordinator])
      expect(JSON.stringify(hospital.slack.seenBy(other))).not.toContain(canary);
    const posted = hospital.slack.calls.filter(({ method }) =>
      /^(chat\.|response_url|views\.publish)/.test(method),
    );
    expect(posted.length).toBeGreaterThan(2);
    const words = JSON.stringify(posted);
    for (const secret of [canary, nora.hears('mood.1'), nora.hears('topic.conflict')])
      expect(words).not.toContain(secret);
  });

  it('changes nothing in what the chat is told, but for the order of the offers', async () => {
    const seen: { kept: string; posted: string; offered: string[] }[] = [];
    for (const mood of [1, 2, 3, 4, 5]) {
      const before = hospital.slack.calls.length;
      hospital.clock.now += 2 * hour;
      await nora.command('/checkin');
      await nora.send({ mood });
      const { blocks, title, submit, close, callback_id } = nora.modal();
      // Slack gives every block an id of its own where we did not.
      const kept = JSON.stringify([blocks, title, submit, close, callback_id]).replaceAll(
        /"block_id":"[^"]{5}"/g,
        '',
      );
      await nora.send({});
      const offered = buttonsOf(nora.modal());
      await nora.closeAll();
      const posted = hospital.slack.calls.slice(before).map(({ method }) => method);
      seen.push({ kept, posted: posted.join(' '), offered: offered.toSorted() });
    }
    expect(new Set(seen.map(({ kept }) => kept)).size).toBe(1);
    expect(new Set(seen.slice(1).map(({ posted }) => posted)).size).toBe(1);
    expect(new Set(seen.map(({ offered }) => offered.join())).size).toBe(1);
  });

  it('is not opened or changed by whoever gets hold of its id', async () => {
    await tell(nora, 2, { note: canary });
    const change = ofType(nora.modal().blocks, 'button').find((button) =>
      String(button.action_id).startsWith('checkins.change'),
    );
    const id = String(change?.value);
    const elena = visitor(hospital, enfermera);
    await tell(elena, 5);
    const interaction = { team: { id: 'T0HOSP' }, user: { id: enfermera, team_id: 'T0HOSP' } };
    await hospital.slack.send('interactive', {
      type: 'block_actions',
      ...interaction,
      trigger_id: 'made-up',
      view: elena.modal(),
      actions: [{ type: 'button', action_id: 'checkins.change#0', value: id }],
    });
    await hospital.settled();
    expect(elena.read(elena.modal())).toContain(elena.hears('checkin.gone'));
    expect(JSON.stringify(hospital.slack.seenBy(enfermera))).not.toContain(canary);

    await elena.command('/checkin');
    const forged = await hospital.slack.send('interactive', {
      type: 'view_submission',
      ...interaction,
      view: {
        ...elena.modal(),
        private_metadata: id,
        state: { values: chosenMood(5) },
      },
    });
    expect(forged).toMatchObject({ kind: 'answered', status: 200 });
    expect(forged.kind === 'answered' ? forged.body : '').toContain(elena.hears('checkin.gone'));
    await nora.closeAll();
    expect(await history(nora)).toContain(`${nora.hears('mood.2')}\n${canary}`);
  });
});
