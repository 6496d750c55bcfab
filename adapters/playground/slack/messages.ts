// chat.* : what the bot says, and where.
import { type Answer, type Arguments, done, refuse, refuseFor } from './answer.ts';
import { channelType, messageShape } from './payloads.ts';
import { problemsOf } from './rules.ts';
import {
  type Block,
  type Conversation,
  isThing,
  type Message,
  type Thing,
  type Workspace,
  withIds,
} from './workspace.ts';

export type Tell = (event: Thing) => void;

export type Content = { text: string; blocks?: Block[] };
type Read = { kind: 'content'; content: Content } | { kind: 'refused'; answer: Answer };

/** Slack's documented cap on the text of a message. */
const mostText = 40_000;

const mentions = (text: string): string => text.replaceAll(/@(here|channel|everyone)\b/g, '<!$1>');

/** Text and blocks of a message, or why Slack would not take them. */
export function contentOf(args: Arguments): Read {
  const refused = (answer: Answer): Read => ({ kind: 'refused', answer });
  const blocks = args.json('blocks');
  if (blocks.kind === 'bad') return refused(refuse('invalid_blocks_format'));
  const written = args.text('text') ?? '';
  const text = args.flag('link_names') || args.text('parse') === 'full' ? mentions(written) : written;
  if (text.length > mostText) return refused(refuse('msg_too_long'));
  if (blocks.kind === 'absent')
    return text === '' ? refused(refuse('no_text')) : { kind: 'content', content: { text } };
  if (!Array.isArray(blocks.value)) return refused(refuse('invalid_blocks_format'));
  const problems = problemsOf('message', blocks.value);
  if (problems.length > 0) return refused(refuseFor('invalid_blocks', problems));
  if (blocks.value.length === 0 && text === '') return refused(refuse('no_text'));
  return { kind: 'content', content: { text, blocks: withIds(blocks.value) } };
}

function metadataOf(args: Arguments): Message['metadata'] | Answer {
  const given = args.json('metadata');
  if (given.kind === 'absent') return undefined;
  if (given.kind === 'bad' || !isThing(given.value)) return refuse('invalid_metadata_format');
  const { event_type, event_payload } = given.value;
  if (typeof event_type !== 'string' || event_type === '' || !isThing(event_payload))
    return refuse('invalid_metadata_schema');
  if (JSON.stringify(event_payload).length > 8000) return refuse('metadata_too_large');
  return { event_type, event_payload };
}

const isAnswer = (value: unknown): value is Answer => isThing(value) && typeof value.ok === 'boolean';

/** By id; a person's id stands for the direct talk with them where `people` says so. */
export function placeOf(
  workspace: Workspace,
  id: string | undefined,
  people: boolean,
): Conversation | Answer {
  const person = people && id !== undefined ? workspace.people.get(id) : undefined;
  if (person) return person.deleted ? refuse('channel_not_found') : workspace.direct(person.id);
  const place = id === undefined ? undefined : workspace.conversations.get(id);
  if (!place) return refuse('channel_not_found');
  if (place.archived) return refuse('is_archived');
  if (place.kind === 'direct' && !place.members.includes(workspace.botUser))
    return refuse('channel_not_found');
  const other = place.members.find((member) => member !== workspace.botUser);
  if (place.kind === 'direct' && workspace.people.get(other ?? '')?.deleted)
    return refuse('channel_not_found');
  return place;
}

const mayWrite = (workspace: Workspace, place: Conversation): boolean =>
  place.members.includes(workspace.botUser) ||
  (place.kind === 'channel' && workspace.scopes.has('chat:write.public'));

export function postAs(workspace: Workspace, tell: Tell, said: Omit<Message, 'ts' | 'user'>): Message {
  const message = workspace.post({ ...said, user: workspace.botUser });
  const place = workspace.conversations.get(said.channel);
  // An app hears its own words too.
  if (place && said.ephemeralFor === undefined)
    tell({
      ...messageShape(workspace, message),
      channel: place.id,
      event_ts: message.ts,
      channel_type: channelType(place),
    });
  return message;
}

export function updateTo(workspace: Workspace, tell: Tell, old: Message, next: Partial<Content>): Message {
  const edited = { user: old.user, ts: workspace.stamp() };
  const message: Message = { ...old, ...next, edited };
  workspace.replace(old, message);
  const place = workspace.conversations.get(old.channel);
  if (place && old.ephemeralFor === undefined)
    tell({
      type: 'message',
      subtype: 'message_changed',
      message: messageShape(workspace, message),
      previous_message: messageShape(workspace, old),
      channel: place.id,
      hidden: true,
      ts: edited.ts,
      event_ts: edited.ts,
      channel_type: channelType(place),
    });
  return message;
}

export function removeFrom(workspace: Workspace, tell: Tell, old: Message): void {
  workspace.remove(old);
  const place = workspace.conversations.get(old.channel);
  const ts = workspace.stamp();
  if (place && old.ephemeralFor === undefined)
    tell({
      type: 'message',
      subtype: 'message_deleted',
      previous_message: messageShape(workspace, old),
      channel: place.id,
      hidden: true,
      deleted_ts: old.ts,
      ts,
      event_ts: ts,
      channel_type: channelType(place),
    });
}

export type Methods = Readonly<Record<string, (args: Arguments) => Answer>>;

export function messageMethods(workspace: Workspace, tell: Tell): Methods {
  /** A message of the bot's own that others could see: ephemeral ones cannot be reached by id. */
  function own(args: Arguments, notOurs: string): Message | Answer {
    const place = placeOf(workspace, args.text('channel'), false);
    if (isAnswer(place)) return place;
    const message = workspace.find(place.id, args.text('ts') ?? '');
    if (!message || message.ephemeralFor !== undefined) return refuse('message_not_found');
    return message.user === workspace.botUser ? message : refuse(notOurs);
  }

  return {
    'chat.postMessage'(args) {
      const place = placeOf(workspace, args.text('channel'), true);
      if (isAnswer(place)) return place;
      if (!mayWrite(workspace, place)) return refuse('not_in_channel');
      const read = contentOf(args);
      if (read.kind === 'refused') return read.answer;
      const metadata = metadataOf(args);
      if (isAnswer(metadata)) return metadata;
      const thread = args.text('thread_ts');
      const message = postAs(workspace, tell, {
        channel: place.id,
        ...read.content,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...(metadata === undefined ? {} : { metadata }),
      });
      return done({ channel: place.id, ts: message.ts, message: messageShape(workspace, message) });
    },
    'chat.postEphemeral'(args) {
      const place = placeOf(workspace, args.text('channel'), false);
      if (isAnswer(place)) return place;
      if (!mayWrite(workspace, place)) return refuse('not_in_channel');
      const user = args.text('user') ?? '';
      if (!place.members.includes(user)) return refuse('user_not_in_channel');
      const read = contentOf(args);
      if (read.kind === 'refused') return read.answer;
      const thread = args.text('thread_ts');
      const message = postAs(workspace, tell, {
        channel: place.id,
        ...read.content,
        ephemeralFor: user,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      return done({ message_ts: message.ts });
    },
    'chat.update'(args) {
      const old = own(args, 'cant_update_message');
      if (isAnswer(old)) return old;
      const read = contentOf(args);
      if (read.kind === 'refused') return read.answer;
      const metadata = metadataOf(args);
      if (isAnswer(metadata)) return metadata;
      const next = { ...read.content, ...(metadata === undefined ? {} : { metadata }) };
      const message = updateTo(workspace, tell, old, next);
      return done({
        channel: old.channel,
        ts: old.ts,
        text: message.text,
        message: messageShape(workspace, message),
      });
    },
    'chat.delete'(args) {
      const old = own(args, 'cant_delete_message');
      if (isAnswer(old)) return old;
      removeFrom(workspace, tell, old);
      return done({ channel: old.channel, ts: old.ts });
    },
  };
}
