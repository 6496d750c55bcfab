// What a handler is given: the transaction, who acts, and what it may ask of the rest of the house.
import type { ChatEvent } from './chat/event.ts';
import type { Context, Feature } from './chat/feature.ts';
import type { Profile } from './chat/platform.ts';
import { standAlone } from './database/alone.ts';
import type { Transaction } from './database/connect.ts';
import type { Outbox } from './delivery/outbox.ts';
import type { Memory } from './people/memory.ts';
import type { Actor } from './people/person.ts';
import type { Profiles } from './profiles.ts';
import { isOn, type Routes } from './routing.ts';
import { knownZone, nearestLanguage, speaker } from './words/speak.ts';

/**
 * Where an event is answered. `on`: features that are switched on there. `events`: how many share the transaction. `moved`
 * hears that this one moves rows between organisations.
 */
export type Scene = { tx: Transaction; on: ReadonlySet<string>; events: number; moved: () => void };
/** For a scene, and then for each who acts in it. */
export type ContextsIn = (scene: Scene) => (person: Actor, event: ChatEvent, named?: Profiles) => Context;

export const makeContexts =
  (parts: {
    features: readonly Feature[];
    routes: Routes;
    memory: Memory;
    outbox: Outbox;
    now: () => number;
    id: () => string;
  }): ContextsIn =>
  ({ tx, on, events, moved }) => {
    const { routes, memory, outbox, now, id } = parts;
    const features = parts.features.filter((feature) => isOn(feature, on));
    return (person, event, named) => {
      const say = speaker(person.language, person.timeZone);
      const context: Context = {
        tx,
        person,
        event,
        say,
        id,
        memory,
        now: now(),
        profileOf: (account) => named?.get(account),
        alone: () => standAlone(tx, events, moved),
        tell: (deliveries) => outbox.put(tx, person.organisation, deliveries, now()),
        async groupGoes(group) {
          const all = [];
          for (const feature of parts.features) all.push(...((await feature.groupGoes?.(tx, group)) ?? []));
          return all;
        },
        expectedEnd: (fanOut) => outbox.expectedEnd(tx, fanOut),
        isOn: (feature) => isOn(feature, on),
        offers: (mood) => features.flatMap((feature) => feature.offers?.({ say }, mood) ?? []),
        adminButtons: () => features.flatMap((feature) => feature.admin?.({ say }) ?? []),
        async needs() {
          const all = [];
          for (const feature of features) all.push(...((await feature.needs?.(context)) ?? []));
          return all;
        },
        optional: () =>
          parts.features.flatMap(({ name, optional }) =>
            optional ? [{ ...optional, name, isOn: on.has(name) }] : [],
          ),
        commands: () => routes.commandsFor(person, on),
      };
      return context;
    };
  };

/** Stands in where nobody acted: the platform itself told us something, at times about somebody whom it knows. */
export const nobody = (organisation: string, workspace: string, profile?: Profile): Actor => ({
  id: '',
  organisation,
  language: nearestLanguage(profile?.language),
  timeZone: knownZone(profile?.timeZone),
  country: null,
  roles: [],
  account: '',
  workspace,
});
