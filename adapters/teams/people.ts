// What Teams tells of people with whatever they do: their language and zone, how the service calls them, and their own talk.
// Held in memory for those who acted last; nothing here is kept.
import type { Who } from '../../src/chat/event.ts';
import type { Spot } from './place.ts';
import type { Acting } from './read.ts';

type Known = Pick<Acting, 'user' | 'language' | 'timeZone' | 'talk' | 'spot'> & { guest?: boolean };
type Account = Pick<Who, 'workspace' | 'account'>;

export type People = {
  met(workspace: string, acting: Acting): void;
  known(who: Account): Known | undefined;
  /** Their own talk was found, or made. */
  talkFound(who: Account, talk: Spot): void;
  guestTold(who: Account, guest: boolean): void;
  /** Whose own talk this is. */
  ownerOf(workspace: string, talk: Spot): string | undefined;
  /** Where this tenant's people are served: by the address that the latest of them came by. */
  serviceOf(workspace: string): string | undefined;
};

const most = 20_000;

export function makePeople(): People {
  const people = new Map<string, Known>();
  const owners = new Map<string, string>();
  const services = new Map<string, string>();
  const keyOf = ({ workspace, account }: Account): string => `${workspace} ${account}`;

  const talkKey = (workspace: string, { conversation }: Spot): string => `${workspace} ${conversation}`;

  /** The latest are at the end; whoever has not acted for longest goes first. */
  function put<Value>(all: Map<string, Value>, key: string, value: Value): void {
    all.delete(key);
    all.set(key, value);
    if (all.size <= most) return;
    const [oldest] = all.keys();
    if (oldest !== undefined) all.delete(oldest);
  }

  function change(who: Account, what: Partial<Known>): void {
    const before = people.get(keyOf(who));
    if (before) put(people, keyOf(who), { ...before, ...what });
    if (what.talk) put(owners, talkKey(who.workspace, what.talk), who.account);
  }

  return {
    met(workspace, { account, ...told }) {
      const who = { workspace, account };
      put(services, workspace, told.spot.service);
      put(people, keyOf(who), { ...people.get(keyOf(who)), ...told });
      if (told.talk) put(owners, talkKey(workspace, told.talk), account);
    },
    known: (who) => people.get(keyOf(who)),
    talkFound: (who, talk) => change(who, { talk }),
    guestTold: (who, guest) => change(who, { guest }),
    ownerOf: (workspace, talk) => owners.get(talkKey(workspace, talk)),
    serviceOf: (workspace) => services.get(workspace),
  };
}
