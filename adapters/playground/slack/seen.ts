// What is on one person's screen.
import type { Block, Conversation, Message, View, Workspace } from './workspace.ts';

export type SeenMessage = {
  ts: string;
  user: string;
  /** As Slack keeps it, escaped; `shown` gives the words. */
  text: string;
  blocks: readonly Block[];
  ephemeral: boolean;
  thread_ts?: string;
  edited: boolean;
};
export type SeenConversation = {
  id: string;
  name: string;
  kind: Conversation['kind'];
  messages: readonly SeenMessage[];
};
/** `modals`: the stack, the one on top last. */
export type Seen = { conversations: readonly SeenConversation[]; home?: View; modals: readonly View[] };

const seenMessage = (message: Message): SeenMessage => ({
  ts: message.ts,
  user: message.user,
  text: message.text,
  blocks: message.blocks ?? [],
  ephemeral: message.ephemeralFor !== undefined,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  edited: message.edited !== undefined,
});

/** Ephemeral messages only for whom they were meant, conversations only for who is in them. */
export function seenBy(workspace: Workspace, user: string): Seen {
  const mine = [...workspace.conversations.values()].filter((one) => one.members.includes(user));
  const home = workspace.homes.get(user);
  return {
    conversations: mine.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      messages: workspace
        .messagesIn(id)
        .filter((message) => (message.ephemeralFor ?? user) === user)
        .map(seenMessage),
    })),
    ...(home ? { home } : {}),
    modals: workspace.modals.get(user) ?? [],
  };
}
