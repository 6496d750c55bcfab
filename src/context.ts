// What a handler is given: the transaction, who acts, and what it may ask of the rest of the house.
import type { ChatEvent } from './chat/event.ts';
import type { Context, Feature } from './chat/feature.ts';
import { standAlone } from './database/alone.ts';
import type { Transaction } from './database/connect.ts';
import type { Outbox } from './delivery/outbox.ts';
import type { Memory } from './people/memory.ts';
import type { Actor } from './people/person.ts';
import type { Routes } from './routing.ts';
import { speaker } from './words/speak.ts';

/** `events`: how many share the transaction. `moved` hears that this one moves rows between organisations. */
export type ContextOf = (
  tx: Transaction,
  person: Actor,
  event: ChatEvent,
  events: number,
  moved: () => void,
) => Context;

export const makeContexts =
  (parts: {
    features: readonly Feature[];
    routes: Routes;
    memory: Memory;
    outbox: Outbox;
    now: () => number;
    id: () => string;
  }): ContextOf =>
  (tx, person, event, events, moved) => {
    const { features, routes, memory, outbox, now, id } = parts;
    const say = speaker(person.language, person.timeZone);
    return {
      tx,
      person,
      event,
      say,
      id,
      memory,
      now: now(),
      alone: () => standAlone(tx, events, moved),
      tell: (deliveries) => outbox.put(tx, person.organisation, deliveries, now()),
      offers: (mood) => features.flatMap((feature) => feature.offers?.({ say }, mood) ?? []),
      adminButtons: () => features.flatMap((feature) => feature.admin?.({ say }) ?? []),
      commands: () => routes.commandsFor(person),
    };
  };

/** Stands in where nobody acted: the platform itself told us something. */
export const nobody = (organisation: string, workspace: string): Actor => ({
  id: '',
  organisation,
  language: 'en',
  timeZone: 'UTC',
  country: null,
  roles: [],
  account: '',
  workspace,
});
