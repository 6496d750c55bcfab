// What a person did and we could not read: a stranger from a shared channel, a shape that Slack never sent before. Nothing
// of it happens, but a form that closes without a word looks as if it had been kept.
import type { Who } from '../../src/chat/event.ts';
import { isRecord } from '../../src/chat/json.ts';
import { enterpriseOf } from './grid.ts';
import type { Door } from './read.ts';

export type Unread = { who: Who; door: Door & { kind: 'command' | 'press' | 'view-press' | 'form' } };

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const idIn = (value: unknown): string => (isRecord(value) ? wordsIn(value.id) : '');

/** Undefined where nobody waits for an answer. */
export function readUnread(body: unknown): Unread | undefined {
  if (!isRecord(body)) return undefined;
  const door = doorOf(body);
  const workspace = enterpriseOf(body) ?? (idIn(body.team) || wordsIn(body.team_id));
  const account = idIn(body.user) || wordsIn(body.user_id);
  return door && { who: { platform: 'slack', workspace, account }, door };
}

function doorOf(body: Record<string, unknown>): Unread['door'] | undefined {
  const respond = wordsIn(body.response_url);
  const trigger = wordsIn(body.trigger_id);
  const { view } = body;
  if (body.type === 'view_submission') return { kind: 'form', firstField: firstFieldOf(view) };
  if (body.type === 'block_actions') {
    if (!isPress(body.actions)) return undefined;
    if (respond !== '') return { kind: 'press', trigger, respond, shared: true };
    if (trigger === '' || idIn(view) === '') return undefined;
    const inModal = isRecord(view) && view.type === 'modal';
    return inModal
      ? { kind: 'view-press', trigger, view: idIn(view), typing: true }
      : { kind: 'press', trigger, respond, shared: true };
  }
  if (wordsIn(body.command).startsWith('/')) return { kind: 'command', trigger, respond };
  return undefined;
}

/** Choosing something in a form comes the same way, and waits for no answer. */
const isPress = (actions: unknown): boolean =>
  Array.isArray(actions) && actions.some((action) => isRecord(action) && action.type === 'button');

function firstFieldOf(view: unknown): string {
  const blocks: unknown = isRecord(view) ? view.blocks : undefined;
  if (!Array.isArray(blocks)) return '';
  for (const block of blocks)
    if (isRecord(block) && block.type === 'input' && wordsIn(block.block_id) !== '')
      return wordsIn(block.block_id);
  return '';
}
