// What the platform is asked about people before a transaction begins: nobody waits for it longer than a moment.
import { profilePatienceMs } from './always.ts';
import { type ChatEvent, isNotice, type Who } from './chat/event.ts';
import type { Platform, Profile } from './chat/platform.ts';
import type { Memory } from './people/memory.ts';
import type { Routes } from './routing.ts';

const profileAgeMs = 24 * 3_600_000;

/** Of accounts that a form names, by the platform's own ids. */
export type Profiles = ReadonlyMap<string, Profile>;

/** Whoever the platform does not tell of in time is absent. */
export type Asked = {
  /** Of whoever acts, where it was not asked for lately. */
  profile: Profile | undefined;
  /** Of those whom a form names. */
  named: Profiles | undefined;
};
export const nobodyAsked: Asked = { profile: undefined, named: undefined };

export function makeProfiles(parts: {
  platforms: ReadonlyMap<string, Platform>;
  memory: Memory;
  routes: Pick<Routes, 'namedIn'>;
  now: () => number;
}): {
  /** Undefined where nobody has to be asked for. */
  asked(event: ChatEvent): Promise<Asked> | undefined;
} {
  const { platforms, memory, routes, now } = parts;

  function isOwnOld(event: ChatEvent): boolean {
    // Whoever has just come is spoken to in their language.
    if (event.who.account === '' || (isNotice(event) && event.kind !== 'joined')) return false;
    const known = memory.person(event.who);
    return !known || now() - known.profileAt >= profileAgeMs;
  }

  async function profileOf(who: Who): Promise<Profile | undefined> {
    return platforms.get(who.platform)?.profileOf(who, profilePatienceMs);
  }

  async function namedBy(who: Who, accounts: readonly string[]): Promise<Profiles> {
    const found = await Promise.all(
      accounts.map(async (account) => {
        const profile = await profileOf({ ...who, account });
        return profile ? [[account, profile] as const] : [];
      }),
    );
    return new Map(found.flat());
  }

  return {
    asked(event) {
      const { who } = event;
      const accounts = routes.namedIn(event);
      const own = isOwnOld(event) ? profileOf(who) : undefined;
      if (!own && accounts.length === 0) return undefined;
      return Promise.all([own, namedBy(who, accounts)]).then(([profile, named]) => ({ profile, named }));
    },
  };
}
