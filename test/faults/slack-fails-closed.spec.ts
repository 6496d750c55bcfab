// Whatever breaks between Slack and the core: no form closes as if it had been kept, no event is lost, and words are said.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonIn, saidTo, topModal, until, words } from '../support/checkins.ts';
import { type Entrance, formOpens, kept, keptInPictures, openDoor } from '../support/door.ts';
import { nurse, team } from '../support/hospital.ts';

const notes = { note: { 'short-text': { type: 'plain_text_input', value: 'a long day' } } };
const broken = async (): Promise<never> => Promise.reject(new Error('broken'));

describe('a core that breaks', () => {
  let entrance: Entrance;
  let form = '';
  beforeEach(async () => {
    entrance = await openDoor({
      picture: () => {
        throw new Error('no pictures today');
      },
    });
    const { slack } = entrance;
    entrance.core(async () => formOpens);
    await slack.command(nurse, slack.direct(nurse), '/checkin');
    await until(() => topModal(slack, nurse) !== undefined);
    form = topModal(slack, nurse)?.id ?? '';
    entrance.core(broken);
  });
  afterEach(() => entrance.end());

  it('leaves the form open, with words at its field', async () => {
    const result = await entrance.slack.submit(nurse, form, {});
    expect(result).toEqual({ kind: 'errors', errors: { note: words('bot.not-saved') } });
  });

  it('has a form that was kept say so, where its answer cannot be drawn', async () => {
    entrance.core(async () => keptInPictures);
    expect(await entrance.slack.submit(nurse, form, {})).toMatchObject({ kind: 'updated' });
    expect(JSON.stringify(topModal(entrance.slack, nurse))).toContain(words('bot.kept-already'));
  });

  it('has Slack bring an event again', async () => {
    const { slack } = entrance;
    const result = await slack.message(nurse, slack.direct(nurse), 'helpnow');
    expect(result).toMatchObject({ heard: false });
    entrance.core(async () => kept('here is help'));
    await slack.settled();
    expect(saidTo(slack, nurse)).toEqual(['here is help']);
  });

  it('answers a command in words, with a button for help', async () => {
    const { slack } = entrance;
    expect(await slack.command(nurse, slack.direct(nurse), '/lamp')).toEqual({ kind: 'done', heard: true });
    expect(saidTo(slack, nurse).join()).toContain(words('bot.not-saved'));
    expect(saidTo(slack, nurse).join()).toContain(words('any.help'));
  });

  it('answers a command in words where its answer cannot be drawn', async () => {
    const { slack } = entrance;
    entrance.core(async () => keptInPictures);
    await slack.command(nurse, slack.direct(nurse), '/lamp');
    expect(saidTo(slack, nurse).join()).toContain(words('bot.late'));
  });

  it('answers a press in words', async () => {
    const { slack } = entrance;
    await slack.command(nurse, slack.direct(nurse), '/lamp');
    const channel = slack.direct(nurse);
    const message = slack
      .seenBy(nurse)
      .conversations.find(({ id }) => id === channel)
      ?.messages.at(-1);
    const button = message && buttonIn(message.blocks, 'do.helpnow');
    if (!message || !button) throw new Error('there is no button for help');
    await slack.press(nurse, { channel, ts: message.ts }, button.action, button.block);
    await until(() => saidTo(slack, nurse).length === 2);
    expect(saidTo(slack, nurse)[1]).toContain(words('bot.not-saved'));
  });
});

describe('what we cannot read', () => {
  let entrance: Entrance;
  let heard = 0;
  beforeEach(async () => {
    heard = 0;
    entrance = await openDoor();
    entrance.core(async () => {
      heard += 1;
      return kept('heard');
    });
  });
  afterEach(() => entrance.end());

  const stranger = { id: nurse, team_id: 'T0OTHER' };
  const view = {
    id: 'V0',
    type: 'modal',
    callback_id: 'spec.form',
    blocks: [{ type: 'section' }, { type: 'input', block_id: 'note' }],
    state: { values: notes },
  };
  const sent = { type: 'view_submission', team: { id: team }, user: stranger, view };

  it.each([
    ['of somebody from elsewhere', sent],
    ['without a person', { ...sent, user: undefined }],
    ['without a team', { ...sent, user: { id: nurse }, team: null }],
    ['whose view is odd', { ...sent, user: { id: nurse }, view: { ...view, id: '' } }],
  ])('a form %s stays open, with words at its field', async (_, payload) => {
    const outcome = await entrance.slack.send('interactive', payload);
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    const body: unknown = JSON.parse(outcome.kind === 'answered' ? outcome.body : '');
    expect(body).toEqual({ response_action: 'errors', errors: { note: words('bot.not-saved') } });
    expect(heard).toBe(0);
  });

  it('a form without a field says it in its place', async () => {
    const outcome = await entrance.slack.send('interactive', { ...sent, view: { ...view, blocks: [] } });
    const body = outcome.kind === 'answered' ? outcome.body : '';
    expect(JSON.parse(body)).toMatchObject({ response_action: 'update' });
    expect(body).toContain(words('bot.not-saved'));
  });

  it('a command is answered in words', async () => {
    const outcome = await entrance.slack.send('slash_commands', {
      command: '/lamp',
      text: '',
      team_id: team,
    });
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(outcome.kind === 'answered' ? outcome.body : '').toContain(words('bot.not-saved'));
  });

  it('a press does nothing, and says so to whoever pressed', async () => {
    const { slack } = entrance;
    await slack.command(nurse, slack.direct(nurse), '/lamp');
    const before = slack.calls.length;
    const press = {
      type: 'block_actions',
      team: { id: team },
      user: stranger,
      trigger_id: 'none',
      view: { ...view, type: 'modal' },
      actions: [{ type: 'button', action_id: 'spec.press#0' }],
    };
    expect(await slack.send('interactive', press)).toMatchObject({ kind: 'answered', status: 200 });
    await until(() => slack.calls.slice(before).some(({ method }) => method === 'views.push'));
    expect(JSON.stringify(slack.calls.slice(before))).toContain(words('bot.gone'));
    expect(heard).toBe(1);
  });

  it('a choice in a form is nobody’s press, and nothing is said', async () => {
    const before = entrance.slack.calls.length;
    const choice = {
      ...sent,
      type: 'block_actions',
      trigger_id: 'none',
      actions: [{ type: 'radio_buttons' }],
    };
    expect(await entrance.slack.send('interactive', choice)).toMatchObject({ status: 200, body: '' });
    expect(entrance.slack.calls).toHaveLength(before);
  });
});
