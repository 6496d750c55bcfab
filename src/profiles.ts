// What the platform is asked about people before a transaction begins: nobody waits for it longer than a moment.
import { profilePatienceMs } from './always.ts';
import { type ChatEvent, isNotice } from './chat/event.ts';
import type { Platform, Profile } from './chat/platform.ts';
import type { Memory } from './people/memory.ts';
import type { Routes } from './routing.ts';

const profileAgeMs = 24 * 3_600_000;

/** Of accounts that a form names, by the platform's own ids. */
export type Profiles = ReadonlyMap<string, Profile>;

export function makeProfiles(parts: {
  platforms: ReadonlyMap<string, Platform>;
  memory: Memory;
  routes: Pick<Routes, 'namedIn'>;
  now: () => number;
}): {
  /** Of whoever acts, where it was not asked for lately. */
  ownIfOld(event: ChatEvent): Promise<Profile | undefined>;
  /** Of those whom a form names. Whoever the platform does not tell of in time is absent. */
  named(event: ChatEvent): Promise<Profiles>;
} {
  const { platforms, memory, routes, now } = parts;
  return {
    async ownIfOld(event) {
      const { who } = event;
      const known = memory.person(who);
      // Whoever has just come is spoken to in their language.
      if (who.account === '' || (isNotice(event) && event.kind !== 'joined')) return undefined;
      if (known && now() - known.profileAt < profileAgeMs) return undefined;
      return platforms.get(who.platform)?.profileOf(who, profilePatienceMs);
    },
    async named(event) {
      const { who } = event;
      const found = await Promise.all(
        routes.namedIn(event).map(async (account) => {
          const profile = await platforms
            .get(who.platform)
            ?.profileOf({ ...who, account }, profilePatienceMs);
          return profile ? [[account, profile] as const] : [];
        }),
      );
      return new Map(found.flat());
    },
  };
}
