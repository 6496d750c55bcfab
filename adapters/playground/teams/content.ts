// What the bot wants said: read from an activity, or refused as Teams does.
import type { Reply } from '../serving.ts';
import { problemsOf } from './rules.ts';
import { isThing, type Message, type Thing } from './tenant.ts';

export type Content = Pick<Message, 'text' | 'format' | 'card' | 'summary' | 'mentions'>;
type Read =
  | { kind: 'content'; content: Content }
  /** Such as `typing`: shown and forgotten. */
  | { kind: 'nothing' }
  | { kind: 'refused'; reply: Reply };

const adaptive = 'application/vnd.microsoft.card.adaptive';
/** Bytes of the whole activity. Teams has raised it more than once; the smallest it ever said is the safe one. */
const mostBytes = 28 * 1024;

const no = (status: number, code: string, message: string): Read => ({
  kind: 'refused',
  reply: { status, body: { error: { code, message } } },
});

function mentionsIn(entities: unknown, text: string): Message['mentions'] {
  const all = Array.isArray(entities) ? entities.filter(isThing) : [];
  return all.flatMap(({ type, text: shown, mentioned }) =>
    type === 'mention' && typeof shown === 'string' && text.includes(shown) && isThing(mentioned)
      ? [{ text: shown, id: String(mentioned.id), name: String(mentioned.name) }]
      : [],
  );
}

export function contentOf(activity: unknown): Read {
  if (!isThing(activity)) return no(400, 'BadSyntax', 'The activity is no JSON object.');
  if (Buffer.byteLength(JSON.stringify(activity)) > mostBytes)
    return no(413, 'MessageSizeTooBig', 'Message size too large.');
  if (activity.type === 'typing') return { kind: 'nothing' };
  if (activity.type !== 'message')
    return no(400, 'BadArgument', `Unknown activity type: ${String(activity.type)}`);
  const { textFormat = 'markdown', entities, summary } = activity;
  const text = typeof activity.text === 'string' ? activity.text : '';
  if (textFormat !== 'markdown' && textFormat !== 'plain')
    return no(400, 'BadArgument', 'This Teams shows markdown and plain text.');
  const attachments: readonly unknown[] = Array.isArray(activity.attachments) ? activity.attachments : [];
  if (text.trim() === '' && attachments.length === 0)
    return no(400, 'BadSyntax', "Activity must include non empty 'text' field or at least 1 attachment");
  if (attachments.length > 1) return no(400, 'BadArgument', 'This Teams shows one card a message.');
  const [attachment] = attachments;
  const card = attachment === undefined ? undefined : cardIn(attachment);
  if (card && 'kind' in card) return card;
  return {
    kind: 'content',
    content: {
      text,
      format: textFormat,
      mentions: mentionsIn(entities, text),
      ...(card ? { card: card.card } : {}),
      ...(typeof summary === 'string' ? { summary } : {}),
    },
  };
}

function cardIn(attachment: unknown): { card: Thing } | (Read & { kind: 'refused' }) {
  const refused = (message: string): Read & { kind: 'refused' } => ({
    kind: 'refused',
    reply: { status: 400, body: { error: { code: 'BadArgument', message } } },
  });
  if (!isThing(attachment) || attachment.contentType !== adaptive) return refused('Unknown attachment type');
  const problems = problemsOf(attachment.content);
  if (problems.length > 0) return refused(`Invalid adaptive card: ${problems.join(' ')}`);
  return isThing(attachment.content) ? { card: attachment.content } : refused('Unknown attachment type');
}
