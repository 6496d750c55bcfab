// Buttons and modals: what people press and send, and what the bot's answer does to what is open.
import { type Desk, failed, objectIn, type Result } from './acting.ts';
import { type Choice, chosen, complaintsOf, elementAt, type StateValues, stateOf } from './forms.ts';
import { interactionBase, messageShape, viewShape } from './payloads.ts';
import type { Views } from './views.ts';
import { type Block, isThing, type Message, type Thing, type View } from './workspace.ts';

/** `values`: what stands in the form's fields at the moment of the press. */
export type Target =
  | { channel: string; ts: string; values?: StateValues }
  | { view: string; values?: StateValues };

const trouble = failed('trouble_connecting', 'We had some trouble connecting. Try again?');
const gone = failed('not_found', 'This is not on your screen any more.');
const isFine = (status: number): boolean => status >= 200 && status < 300;

export function makePressing(desk: Desk, views: Views) {
  const { workspace, send } = desk;

  /** What of this is on this person's screen. */
  function onScreen(
    user: string,
    target: Target,
  ): { blocks: readonly Block[]; view?: View; message?: Message } | undefined {
    if ('view' in target) {
      const home = workspace.homes.get(user);
      const open = views.open(target.view);
      const view = home?.id === target.view ? home : open?.user === user ? open.view : undefined;
      return view && { blocks: view.blocks, view };
    }
    const message = workspace.find(target.channel, target.ts);
    const member = workspace.conversations.get(target.channel)?.members.includes(user) ?? false;
    const visible = message && member && (message.ephemeralFor ?? user) === user;
    return visible ? { blocks: message.blocks ?? [], message } : undefined;
  }

  function surface(user: string, message: Message): Thing {
    const place = workspace.conversations.get(message.channel);
    const ephemeral = message.ephemeralFor !== undefined;
    const url = workspace.newResponseUrl(user, message.channel, message.ts);
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: ephemeral,
        ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
      },
      channel: {
        id: message.channel,
        name: place?.kind === 'direct' ? 'directmessage' : (place?.name ?? ''),
      },
      // Slack keeps no ephemeral messages, so that it cannot send them along.
      ...(ephemeral ? {} : { message: messageShape(workspace, message) }),
      response_url: desk.responseAddress(url),
    };
  }

  async function press(
    user: string,
    target: Target,
    actionId: string,
    blockId: string,
    choice?: Choice,
  ): Promise<Result> {
    const seen = onScreen(user, target);
    const element = seen && elementAt(seen.blocks, blockId, actionId);
    if (!seen || !element) return gone;
    const value = chosen(element, choice);
    if (!value) return failed('not_offered', 'This cannot be chosen here.');
    const state = stateOf(seen.blocks, {
      ...target.values,
      ...(choice === undefined ? {} : { [blockId]: { ...target.values?.[blockId], [actionId]: value } }),
    });
    if (state.kind === 'not-offered') return failed('not_offered', 'This cannot be chosen here.');
    const { confirm: _asked, options: _offered, option_groups: _groups, ...shape } = element;
    const { view, message } = seen;
    const outcome = await send('interactive', {
      type: 'block_actions',
      ...interactionBase(workspace, user),
      trigger_id: workspace.newTrigger(user, view?.type === 'modal' ? view.id : undefined),
      ...(view ? { container: { type: 'view', view_id: view.id }, view: viewShape(view, state.values) } : {}),
      ...(message ? { ...surface(user, message), state: { values: state.values } } : {}),
      actions: [{ ...shape, ...value, block_id: blockId, action_ts: workspace.stamp() }],
    });
    if (outcome.kind === 'answered' && isFine(outcome.status)) return { kind: 'done', heard: true };
    const because = outcome.kind === 'timed-out' ? 'operation_timeout' : 'dispatch_failed';
    return failed(because, 'This app is not responding.');
  }

  async function submit(user: string, viewId: string, given: StateValues): Promise<Result> {
    const open = views.open(viewId);
    if (!open || open.user !== user || open.stack.at(-1)?.id !== viewId) return gone;
    const { view } = open;
    if (!view.submit) return failed('no_submit', 'There is nothing to send here.');
    const state = stateOf(view.blocks, given);
    if (state.kind === 'not-offered') return failed('not_offered', 'This cannot be chosen here.');
    const complaints = complaintsOf(view, state.values);
    if (Object.keys(complaints).length > 0) return { kind: 'errors', errors: complaints };
    const outcome = await send('interactive', {
      type: 'view_submission',
      ...interactionBase(workspace, user, false),
      trigger_id: workspace.newTrigger(user, viewId),
      view: viewShape(view, state.values),
      response_urls: [],
    });
    if (outcome.kind !== 'answered' || !isFine(outcome.status)) return trouble;
    const said = objectIn(outcome);
    return said ? obey(user, view, said) : trouble;
  }

  /** https://docs.slack.dev/surfaces/modals#updating_response */
  function obey(user: string, view: View, said: Thing): Result {
    // The bot may have redrawn or closed it in the meantime by the Web API.
    const now = views.open(view.id)?.view;
    switch (said.response_action) {
      case undefined:
        if (now) views.drop(user, false);
        return { kind: 'closed' };
      case 'clear':
        views.drop(user, true);
        return { kind: 'closed' };
      case 'errors': {
        const errors = Object.entries(isThing(said.errors) ? said.errors : {});
        const inputs = new Set(
          view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id),
        );
        const wellFormed =
          errors.length > 0 && errors.every(([id, text]) => inputs.has(id) && typeof text === 'string');
        if (!wellFormed) return trouble;
        return { kind: 'errors', errors: Object.fromEntries(errors.map(([id, text]) => [id, String(text)])) };
      }
      case 'update': {
        const taken = now ? views.redraw(now, said.view) : undefined;
        return taken?.kind === 'view' ? { kind: 'updated', view: taken.view } : trouble;
      }
      case 'push': {
        const taken = views.show(user, said.view, true);
        return taken.kind === 'view' ? { kind: 'pushed', view: taken.view } : trouble;
      }
      default:
        return trouble;
    }
  }

  async function close(user: string, viewId: string): Promise<Result> {
    const open = views.open(viewId);
    if (!open || open.user !== user || open.stack.at(-1)?.id !== viewId) return gone;
    const { view } = open;
    const cleared = view.clear_on_close;
    views.drop(user, cleared);
    if (!view.notify_on_close) return { kind: 'closed' };
    await send('interactive', {
      type: 'view_closed',
      ...interactionBase(workspace, user),
      view,
      is_cleared: cleared,
    });
    return { kind: 'closed' };
  }

  return { press, submit, close };
}
