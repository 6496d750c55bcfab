import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../adapters/playground/slack/shown.ts';
import {
  buttonIn,
  checkIn,
  mood,
  moodSent,
  note,
  openMoodForm,
  saidTo,
  storedCheckins,
  topModal,
  until,
  words,
} from '../support/checkins.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { formOf, type Letter, signed } from '../support/letter.ts';
import { openSecondHouse } from '../support/second-house.ts';
import { layTap, type Tap } from '../support/tap.ts';

describe('what arrives more than once', () => {
  let hospital: Hospital;
  let tap: Tap;
  beforeEach(async () => {
    tap = await layTap();
    hospital = await openHospital({ slack: { deliverTo: () => tap.url } });
    tap.forwardTo(`${hospital.server.address}/slack/events`);
  });
  afterEach(async () => {
    await hospital.end();
    await tap.end();
  });

  const again = async ({ body, headers }: Letter): Promise<{ status: number; text: string }> => {
    const answer = await hospital.knock(body, headers);
    return { status: answer.status, text: await answer.text() };
  };
  const last = (): Letter => {
    const letter = tap.letters.at(-1);
    if (!letter) throw new Error('Slack wrote nothing');
    return letter;
  };
  const callsOf = (method: string): number =>
    hospital.slack.calls.filter((call) => call.method === method).length;

  it.each([
    ['eleven times under different event ids', false],
    ['eleven times under one event id', true],
  ])('as a message, %s, is answered once', async (_, sameId) => {
    const { slack } = hospital;
    slack.weather.duplicateEvents(10, sameId);
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    await hospital.settled();
    expect(tap.letters.filter((letter) => letter.body.includes('client_msg_id'))).toHaveLength(11);
    expect(saidTo(slack, nurse)).toHaveLength(1);
  });

  it('as a call for help, eleven times, is answered once', async () => {
    const { slack } = hospital;
    slack.weather.duplicateEvents(10, false);
    await slack.message(nurse, slack.direct(nurse), 'help now');
    await until(() => saidTo(slack, nurse).length > 0);
    await hospital.settled();
    expect(saidTo(slack, nurse)).toEqual([expect.stringContaining(words('helpnow.title'))]);
  });

  it('as a mention, which Slack also tells as a message, is answered once', async () => {
    const { slack } = hospital;
    const said = await slack.message(nurse, ward, '@lamplight checkin');
    await hospital.settled();
    expect(said).toMatchObject({ heard: true });
    expect(callsOf('chat.postMessage')).toBe(1);
  });

  it('as two messages of the same words is two, and is answered twice', async () => {
    const { slack } = hospital;
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    await hospital.settled();
    expect(saidTo(slack, nurse)).toHaveLength(2);
  });

  it('because the first was lost, or its acknowledgement was, is answered once', async () => {
    const { slack } = hospital;
    slack.weather.loseFirst();
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    await hospital.settled();
    expect(saidTo(slack, nurse)).toHaveLength(1);
    slack.weather.loseAcknowledgement();
    await slack.message(enfermera, slack.direct(enfermera), 'checkin');
    await hospital.settled();
    expect(saidTo(slack, enfermera)).toHaveLength(1);
  });

  it('as a form is one check-in, and the second time it says that it was kept already', async () => {
    const { slack, database } = hospital;
    expect(await checkIn(slack, nurse, 4)).toMatchObject({ kind: 'updated' });
    const { status, text } = await again(last());
    expect(status).toBe(200);
    const answer: { response_action: string; view: object } = JSON.parse(text);
    expect(answer.response_action).toBe('update');
    expect(shown(answer.view)).toContain(words('bot.kept-already'));
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 4 }]);
  });

  it('as a form, ten times at once, is one check-in', async () => {
    const letter = signed(formOf({ person: nurse }, 'checkins.mood', '', moodSent(3)));
    const answers = await Promise.all(Array.from({ length: 10 }, () => again(letter)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(answers.filter((answer) => !answer.text.includes(words('bot.kept-already')))).toHaveLength(1);
    expect(await storedCheckins(hospital.database)).toEqual([{ account: nurse, mood: 3 }]);
  });

  it('at two processes at once is one check-in', async () => {
    const second = await openSecondHouse(hospital);
    try {
      for (const [place, person] of [coordinator, nurse].entries()) {
        const { body, headers } = signed(formOf({ person }, 'checkins.mood', '', moodSent(place + 1)));
        const doors = [hospital.knock, second.knock, hospital.knock, second.knock];
        const answers = await Promise.all(doors.map((knock) => knock(body, headers)));
        expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
        const texts = await Promise.all(answers.map((answer) => answer.text()));
        expect(texts.filter((text) => !text.includes(words('bot.kept-already')))).toHaveLength(1);
      }
      expect(await storedCheckins(hospital.database)).toMatchObject([
        { account: coordinator, mood: 1 },
        { account: nurse, mood: 2 },
      ]);
    } finally {
      await second.end();
    }
  });

  it('as a press opens one window', async () => {
    const { slack } = hospital;
    await slack.openHome(nurse);
    await until(() => slack.seenBy(nurse).home !== undefined);
    const home = slack.seenBy(nurse).home;
    const button = home && buttonIn(home.blocks, 'checkins.history');
    if (!home || !button) throw new Error('the home shows no history');
    await slack.press(nurse, { view: home.id }, button.action, button.block);
    await until(() => topModal(slack, nurse) !== undefined);
    const before = callsOf('views.open');
    expect(await again(last())).toEqual({ status: 200, text: '' });
    await hospital.settled();
    expect(callsOf('views.open')).toBe(before);
  });

  it('as a command opens one window', async () => {
    await openMoodForm(hospital.slack, nurse);
    expect(await again(last())).toEqual({ status: 200, text: '' });
    await hospital.settled();
    expect(callsOf('views.open')).toBe(1);
  });

  it('as a form that was refused and then corrected is taken, though Slack calls it by the same id and hash', async () => {
    const { slack, database } = hospital;
    await checkIn(slack, nurse, 2);
    const more = topModal(slack, nurse)?.id ?? '';
    const refused = await slack.submit(nurse, more, note('no\u0000 sleep'));
    expect(refused).toEqual({ kind: 'errors', errors: { note: words('refused.unreadable') } });
    // The very same once more is refused once more, and not taken for something that was kept.
    expect(await slack.submit(nurse, more, note('no\u0000 sleep'))).toEqual(refused);
    expect(await slack.submit(nurse, more, note('short'))).toMatchObject({ kind: 'updated' });
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 2, note: 'short' }]);
  });

  it('as a form without an answer is refused each time, and taken with one', async () => {
    const { headers, body } = formOf({ person: nurse }, 'checkins.mood', '', moodSent(9));
    const payload: { view: { state: object } } = JSON.parse(new URLSearchParams(body).get('payload') ?? '');
    const sent = async (values: object): Promise<string> => {
      payload.view.state = { values };
      return (
        await again(
          signed({ headers, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() }),
        )
      ).text;
    };
    for (const values of [moodSent(9), {}, moodSent(9), moodSent(0), moodSent(2.5)])
      expect(JSON.parse(await sent(values))).toMatchObject({ response_action: 'errors' });
    expect(await storedCheckins(hospital.database)).toEqual([]);
    expect(JSON.parse(await sent(moodSent(5)))).toMatchObject({ response_action: 'update' });
    expect(await storedCheckins(hospital.database)).toEqual([{ account: nurse, mood: 5 }]);
  });

  it('as a form whose acknowledgement was lost is changed by another answer, and not doubled', async () => {
    const { slack, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    tap.set('mute');
    expect(await slack.submit(nurse, form, mood(1))).toMatchObject({ kind: 'failed' });
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 1 }]);
    tap.set('pass');
    expect(await slack.submit(nurse, form, mood(4))).toMatchObject({ kind: 'updated' });
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 4 }]);
  });

  it('as a form whose acknowledgement was lost says, sent again, that it was kept already', async () => {
    const { slack, database } = hospital;
    const form = await openMoodForm(slack, nurse);
    tap.set('mute');
    await slack.submit(nurse, form, mood(1));
    tap.set('pass');
    const second = await slack.submit(nurse, form, mood(1));
    expect(second.kind === 'updated' && shown(second.view)).toContain(words('bot.kept-already'));
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 1 }]);
  });
});
