import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ana,
  attached,
  ben,
  bot,
  cardOf,
  redrawn,
  type Stage,
  setStage,
  ward,
} from '../support/pretend-teams.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const pressable = cardOf(
  { type: 'TextBlock', text: 'How are you?' },
  { type: 'Input.Text', id: 'in:note', label: 'Note' },
  {
    type: 'ActionSet',
    actions: [{ type: 'Action.Execute', title: 'Send', verb: 'form', data: { form: 'mood' } }],
  },
);
const send = (action: object) => 'title' in action && action.title === 'Send';

describe('a pretend Teams, towards the bot', () => {
  test('brings a message of a personal talk, signed', async () => {
    const talk = stage.teams.personal(ana.id);
    expect(await stage.teams.message(ana.id, talk, 'hello <b>')).toMatchObject({ kind: 'done', heard: true });
    expect(stage.heardOf('message')).toMatchObject([
      {
        channelId: 'msteams',
        text: 'hello <b>',
        textFormat: 'plain',
        from: { id: ana.id, aadObjectId: ana.aad, name: ana.name },
        recipient: { id: bot },
        conversation: { id: talk, conversationType: 'personal' },
      },
    ]);
  });

  test('shows a card, brings a press, and shows the answer to this person only', async () => {
    const sent = await stage.post(ward, attached(pressable));
    const id = String(sent.body.id);
    stage.answerWith(() => redrawn(cardOf({ type: 'TextBlock', text: 'Thank you' })));
    expect(await stage.teams.press(ana.id, ward, id, send, { 'in:note': 'tired' })).toEqual({
      kind: 'card',
      heard: true,
    });
    expect(stage.heardOf('invoke')).toMatchObject([
      {
        name: 'adaptiveCard/action',
        replyToId: id,
        value: { action: { verb: 'form', data: { form: 'mood', 'in:note': 'tired' } }, trigger: 'manual' },
      },
    ]);
    const seen = (person: string) =>
      stage.teams.seenBy(person).conversations.find((one) => one.id === ward)?.messages;
    expect(seen(ana.id)).toMatchObject([{ onlyFor: true, card: { body: [{ text: 'Thank you' }] } }]);
    expect(seen(ben.id)).toMatchObject([{ card: pressable }]);
  });
});
