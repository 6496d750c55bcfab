// What a press brings to the bot, and what each of its answers does to the card.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import {
  ana,
  attached,
  ben,
  cardOf,
  redrawn,
  rounds,
  type Saying,
  type Stage,
  setStage,
  ward,
  words,
} from '../support/pretend-teams.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const text = (said: string): Thing => ({ type: 'TextBlock', text: said });
const execute = (title: string, more: Thing = {}): Thing => ({
  type: 'Action.Execute',
  title,
  verb: 'press',
  data: { press: title },
  ...more,
});
const row = (...actions: Thing[]): Thing => ({ type: 'ActionSet', actions });
const titled = (title: string) => (action: object) => 'title' in action && action.title === title;
const input = (id: string, more: Thing = {}): Thing => ({ type: 'Input.Text', id, label: id, ...more });

/** Ana presses this button of this card in her own talk. */
async function press(card: Thing, title: string, inputs: Record<string, string> = {}) {
  const id = await stage.postCard(ana, card);
  return stage.teams.press(ana.id, stage.teams.personal(ana.id), id, titled(title), inputs);
}
const sent = (): unknown => {
  const value = stage.heardOf('invoke').at(-1)?.value;
  return value;
};
const seen = (person = ana, conversation = stage.teams.personal(ana.id)) =>
  stage.teams.seenBy(person.id).conversations.find((one) => one.id === conversation)?.messages ?? [];

describe('a press', () => {
  test('brings its verb, its data and what was filled in', async () => {
    stage.answerWith(() => words('Noted'));
    const id = String(
      (await stage.post(rounds, attached(cardOf(input('in:note'), row(execute('Send')))))).body.id,
    );
    await stage.teams.press(ben.id, rounds, id, titled('Send'), { 'in:note': 'tired & sore' });
    expect(stage.heardOf('invoke')).toMatchObject([
      {
        name: 'adaptiveCard/action',
        replyToId: id,
        from: { id: ben.id, aadObjectId: ben.aad },
        conversation: { id: `${rounds};messageid=${id}` },
        channelData: { tenant: {}, team: { id: ward } },
        value: {
          trigger: 'manual',
          action: {
            type: 'Action.Execute',
            verb: 'press',
            data: { press: 'Send', 'in:note': 'tired & sore' },
          },
        },
      },
    ]);
  });

  test('leaves the fields alone where the button says so', async () => {
    const card = cardOf(
      input('in:note', { isRequired: true }),
      row(execute('Send'), execute('Help', { associatedInputs: 'none' })),
    );
    expect(await press(card, 'Send')).toMatchObject({ kind: 'failed', error: 'invalid_input' });
    expect(stage.heard).toEqual([]);
    await press(card, 'Help');
    expect(sent()).toMatchObject({ action: { data: { press: 'Help' } } });
  });

  test('takes along the fields of its own unfolded card and those around it, not those of its neighbours', async () => {
    const folded = (title: string, id: string): Thing => ({
      type: 'Action.ShowCard',
      title,
      card: { ...cardOf(input(id)), actions: [execute(`Send ${title}`)] },
    });
    const card = { ...cardOf(input('outer')), actions: [folded('one', 'first'), folded('two', 'second')] };
    await press(card, 'Send two', { outer: 'a', second: 'b' });
    expect(sent()).toMatchObject({ action: { data: { press: 'Send two', outer: 'a', second: 'b' } } });
    expect(await press(card, 'Send two', { first: 'c' })).toMatchObject({ error: 'not_offered' });
  });

  test('finds what a button unfolds, and nothing that is hidden for good or switched off', async () => {
    const hidden = (id: string, title: string): Thing => ({
      type: 'Container',
      id,
      isVisible: false,
      items: [row(execute(title))],
    });
    const card = cardOf(
      row(
        { type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] },
        execute('Off', { isEnabled: false }),
      ),
      hidden('more', 'Unfolded'),
      hidden('never', 'Hidden'),
    );
    stage.answerWith(() => words('Noted'));
    expect(await press(card, 'Unfolded')).toMatchObject({ kind: 'said' });
    expect(await press(card, 'Hidden')).toMatchObject({ error: 'not_found' });
    expect(await press(card, 'Off')).toMatchObject({ error: 'not_found' });
  });

  test('without a verb reaches nobody', async () => {
    const { verb: _none, ...verbless } = execute('Send');
    expect(await press(cardOf(row(verbless)), 'Send')).toMatchObject({ error: 'no_verb' });
    expect(stage.heard).toEqual([]);
  });

  test('of somebody who does not see it does nothing', async () => {
    const id = await stage.postCard(ana, cardOf(row(execute('Send'))));
    const elsewhere = stage.teams.press(ben.id, stage.teams.personal(ana.id), id, titled('Send'));
    expect(await elsewhere).toMatchObject({ kind: 'failed' });
    expect(stage.heard).toEqual([]);
  });
});

describe('fields', () => {
  const choices = ['1', '2', '3'].map((value) => ({ title: `Step ${value}`, value }));

  test.each([
    ['a text', { type: 'Input.Text', isRequired: true }, '', undefined],
    ['a text of a form', { type: 'Input.Text', regex: '^\\d+$' }, 'abc', '12'],
    ['a number', { type: 'Input.Number', min: 1, max: 5 }, '6', '5'],
    ['a day', { type: 'Input.Date', min: '2026-03-01' }, '2026-02-28', '2026-03-01'],
    ['a time', { type: 'Input.Time', max: '17:00' }, '17:01', '09:30'],
    ['a choice', { type: 'Input.ChoiceSet', choices, isRequired: true }, '', '2'],
    ['a tick', { type: 'Input.Toggle', title: 'I agree', isRequired: true }, 'false', 'true'],
  ])('say beside %s what is wrong and send nothing', async (_name, field, wrong, right) => {
    const card = cardOf(
      { id: 'in:field', label: 'Field', errorMessage: 'Not like this', ...field },
      row(execute('Send')),
    );
    expect(await press(card, 'Send', { 'in:field': wrong })).toEqual({
      kind: 'failed',
      error: 'invalid_input',
      shown: 'Not like this',
    });
    expect(stage.heard).toEqual([]);
    if (right === undefined) return;
    await press(card, 'Send', { 'in:field': right });
    expect(sent()).toMatchObject({ action: { data: { 'in:field': right } } });
  });

  test.each([
    ['a choice that is not there', { type: 'Input.ChoiceSet', choices }, '4'],
    ['more text than the field holds', { type: 'Input.Text', maxLength: 3 }, 'four'],
    [
      'somebody from elsewhere',
      {
        type: 'Input.ChoiceSet',
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      },
      'aad-nobody',
    ],
  ])('let nobody enter %s', async (_name, field, value) => {
    const card = cardOf({ id: 'in:field', label: 'Field', ...field }, row(execute('Send')));
    expect(await press(card, 'Send', { 'in:field': value })).toMatchObject({ error: 'not_offered' });
  });

  test('are sent as text, with what was filled in before, and not at all where they are empty', async () => {
    const picker = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' };
    const card = cardOf(
      input('kept', { value: 'as it was' }),
      input('emptied', { value: 'gone' }),
      input('empty'),
      { type: 'Input.Toggle', id: 'toggle', title: 'Yes' },
      { type: 'Input.ChoiceSet', id: 'several', isMultiSelect: true, choices },
      { type: 'Input.ChoiceSet', id: 'person', 'choices.data': picker },
      row(execute('Send')),
    );
    await press(card, 'Send', { emptied: '', several: '1,3', person: ben.aad });
    expect(sent()).toEqual({
      trigger: 'manual',
      action: {
        type: 'Action.Execute',
        title: 'Send',
        verb: 'press',
        data: { press: 'Send', kept: 'as it was', toggle: 'false', several: '1,3', person: ben.aad },
      },
    });
  });
});

describe('an answer', () => {
  const card = cardOf(text('How are you?'), row(execute('Send')));

  test('with a card replaces the card for whoever pressed, whose buttons work from then on', async () => {
    const id = String((await stage.post(ward, attached(card))).body.id);
    const again = cardOf(text('Thank you'), row(execute('Undo')));
    stage.answerWith(() => redrawn(again));
    expect(await stage.teams.press(ana.id, ward, id, titled('Send'))).toEqual({ kind: 'card', heard: true });
    expect(seen(ana, ward)).toMatchObject([{ card: again, onlyFor: true }]);
    expect(seen(ben, ward)).toMatchObject([{ card }]);
    expect(await stage.teams.press(ana.id, ward, id, titled('Send'))).toMatchObject({ error: 'not_found' });
    expect(await stage.teams.press(ana.id, ward, id, titled('Undo'))).toMatchObject({ kind: 'card' });
    expect(await stage.teams.press(ben.id, ward, id, titled('Undo'))).toMatchObject({ error: 'not_found' });
    await stage.call('PUT', `/v3/conversations/${ward}/activities/${id}`, attached(cardOf(text('Over'))));
    expect(seen(ana, ward)).toMatchObject([{ card: cardOf(text('Over')) }]);
  });

  test('with words shows them below the card', async () => {
    stage.answerWith(() => words('Noted'));
    expect(await press(card, 'Send')).toEqual({ kind: 'said', words: 'Noted', heard: true });
    expect(seen()).toMatchObject([{ card, words: 'Noted' }]);
  });

  const wrong = 'Something went wrong. Please try again.';
  const away = 'Unable to reach app. Please try again.';
  test.each<[string, Saying, string, string]>([
    ['nothing', {}, 'no_answer', wrong],
    ['no words', words(' '), 'no_words', away],
    [
      'an error',
      {
        json: {
          statusCode: 500,
          type: 'application/vnd.microsoft.error',
          value: { code: 'Broken', message: 'x' },
        },
      },
      'Broken',
      wrong,
    ],
    [
      'an unknown type',
      { json: { statusCode: 200, type: 'application/vnd.microsoft.adaptive.card', value: card } },
      'unexpected_response_type',
      wrong,
    ],
    ['a broken card', redrawn(cardOf({ type: 'TextBlock' })), 'bad_card', wrong],
    ['a refusal', { status: 401 }, 'http_401', wrong],
  ])('with %s keeps the card and says so', async (_name, saying, error, shown) => {
    stage.answerWith(() => saying);
    expect(await press(card, 'Send')).toEqual({ kind: 'failed', error, shown });
    expect(seen()).toMatchObject([{ card }]);
    expect(seen()[0]).not.toHaveProperty('words');
  });

  test('that does not come is asked for once more and then given up', async () => {
    await stage.end();
    stage = await setStage({ patience: 500 });
    stage.answerWith(() => ({ silent: true }));
    expect(await press(card, 'Send')).toEqual({ kind: 'failed', error: 'timed-out', shown: away });
    const ids = stage.heardOf('invoke').map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});
