import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shown } from '../../adapters/playground/slack/shown.ts';
import { ana, type Stage, secret, setStage, ward } from '../support/pretend.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const modal = (title = 'How are you?') => ({
  type: 'modal' as const,
  callback_id: 'mood',
  private_metadata: 'carried',
  title: plain(title),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'note',
      label: plain('Note'),
      element: { type: 'plain_text_input' as const, action_id: 'text', max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'mood',
      optional: true,
      label: plain('Mood'),
      element: {
        type: 'radio_buttons' as const,
        action_id: 'step',
        options: [
          { text: plain('Bad'), value: '1' },
          { text: plain('Good'), value: '5' },
        ],
      },
    },
  ],
});
const typed = (value: string) => ({ note: { text: { value } } });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

/** A modal on Ana's screen, opened by a command as a bot does. */
async function openModal() {
  stage.answerWith(async ({ trigger_id }) => {
    if (typeof trigger_id === 'string') await stage.client.views.open({ trigger_id, view: modal() });
    return {};
  });
  await stage.slack.command(ana, ward, '/checkin now');
  const view = stage.slack.seenBy(ana).modals.at(-1);
  if (!view) throw new Error('no modal opened');
  return view;
}

describe('modals', () => {
  test('open by a trigger, and what was filled in is sent', async () => {
    const view = await openModal();
    stage.answerWith(() => ({}));
    const result = await stage.slack.submit(ana, view.id, {
      ...typed('a long night'),
      mood: { step: { selected_option: { value: '5' } } },
    });
    expect(result).toEqual({ kind: 'closed' });
    expect(stage.slack.seenBy(ana).modals).toEqual([]);
    expect(stage.heardOf('view_submission')).toMatchObject([
      {
        user: { id: ana },
        view: {
          id: view.id,
          hash: view.hash,
          callback_id: 'mood',
          private_metadata: 'carried',
          root_view_id: view.id,
          previous_view_id: null,
          state: {
            values: {
              note: { text: { type: 'plain_text_input', value: 'a long night' } },
              mood: {
                step: { type: 'radio_buttons', selected_option: { value: '5', text: { text: 'Good' } } },
              },
            },
          },
        },
      },
    ]);
  });

  test('a required field is asked for before anything is sent', async () => {
    const view = await openModal();
    expect(await stage.slack.submit(ana, view.id, {})).toMatchObject({
      kind: 'errors',
      errors: { note: expect.any(String) },
    });
    expect(await stage.slack.submit(ana, view.id, typed('x'.repeat(21)))).toMatchObject({ kind: 'errors' });
    expect(stage.heardOf('view_submission')).toEqual([]);
  });

  test("the bot's answer shows errors, updates, pushes or clears", async () => {
    const view = await openModal();
    const say = async (json: unknown) => {
      stage.answerWith(() => ({ json }));
      const top = stage.slack.seenBy(ana).modals.at(-1)?.id ?? '';
      return (await stage.slack.submit(ana, top, typed('hi'))).kind;
    };
    expect(await say({ response_action: 'errors', errors: { note: 'Too short' } })).toBe('errors');
    expect(await say({ response_action: 'errors', errors: { elsewhere: 'No such block' } })).toBe('failed');
    expect(await say({ response_action: 'update', view: modal('Updated') })).toBe('updated');
    expect(stage.slack.seenBy(ana).modals).toMatchObject([{ id: view.id, title: { text: 'Updated' } }]);
    expect(await say({ response_action: 'push', view: modal('Second') })).toBe('pushed');
    expect(await say({ response_action: 'push', view: modal('Third') })).toBe('pushed');
    expect(await say({ response_action: 'push', view: modal('Fourth') })).toBe('failed');
    expect(stage.slack.seenBy(ana).modals.map((one) => shown(one.title))).toEqual([
      'Updated',
      'Second',
      'Third',
    ]);
    expect(await say({ response_action: 'clear' })).toBe('closed');
    expect(stage.slack.seenBy(ana).modals).toEqual([]);
  });

  test('closing is told, and the one below comes back', async () => {
    const view = await openModal();
    stage.answerWith(() => ({ json: { response_action: 'push', view: modal('Second') } }));
    const pushed = await stage.slack.submit(ana, view.id, typed('hi'));
    const second = pushed.kind === 'pushed' ? pushed.view : undefined;
    expect(second).toMatchObject({ previous_view_id: view.id, root_view_id: view.id });
    await stage.slack.close(ana, second?.id ?? '');
    expect(stage.heardOf('view_closed')).toMatchObject([{ is_cleared: false, view: { id: second?.id } }]);
    expect(stage.slack.seenBy(ana).modals).toMatchObject([{ id: view.id }]);
  });

  test('a bot that does not answer leaves the words where they are', async () => {
    const view = await openModal();
    stage.answerWith(() => ({ status: 503 }));
    expect(await stage.slack.submit(ana, view.id, typed('hi'))).toMatchObject({ kind: 'failed' });
    expect(stage.slack.seenBy(ana).modals).toMatchObject([{ id: view.id }]);
  });
});

test('a saved workspace goes on where it was, without tokens in it', async () => {
  await stage.client.chat.postMessage({ channel: ana, text: 'kept' });
  await openModal();
  const state = JSON.stringify(stage.slack.save());
  for (const hidden of [secret, 'xoxb-', 'xapp-']) expect(state).not.toContain(hidden);
  await stage.end();
  stage = await setStage({ state: JSON.parse(state) });
  const seen = stage.slack.seenBy(ana);
  expect(seen.conversations.find((one) => one.kind === 'direct')?.messages).toMatchObject([{ text: 'kept' }]);
  expect(seen.modals).toHaveLength(1);
});
