// What follows from an answer that was given without a database: kept as soon as there is one, and in memory meanwhile.
import type { KeepLater } from './always.ts';
import type { Fact } from './bot.ts';
import type { ContextsIn } from './context.ts';
import type { Database } from './database/connect.ts';
import { describeFault } from './fault.ts';
import { meet } from './people/account.ts';
import type { Switches } from './people/switches.ts';
import type { Whereabouts } from './people/whereabouts.ts';
import type { Workspace } from './people/workspace.ts';

/** `finishLater` waits for it when the program ends. */
export function makeKeepLater(parts: {
  database: Database;
  whereabouts: Whereabouts;
  switches: Switches;
  contextsIn: ContextsIn;
  now: () => number;
  id: () => string;
  finishLater: (work: Promise<void>) => void;
  log: (fact: Fact) => void;
}): KeepLater {
  const { database, whereabouts, switches, contextsIn, now, id, finishLater, log } = parts;
  return (event, profile, work) => {
    const keep = async ({ id: workspace, organisation }: Workspace): Promise<void> => {
      const committed = await database.within(organisation, async (tx) => {
        const arrival = { account: event.who.account, profile, newId: id };
        const people = await meet(tx, organisation, workspace, [arrival], now());
        const person = people.get(event.who.account);
        const on = await switches.of(tx, organisation, now());
        const scene = { tx, on, events: 1, moved: () => undefined };
        return person && work(contextsIn(scene)(person, event));
      });
      committed?.();
    };
    finishLater(
      whereabouts
        .of(event.who)
        .then(async (workspace) => {
          if (!workspace) return;
          await keep(workspace).catch(async (error: unknown) => {
            const moved = await whereabouts.movedTo(event.who, workspace, error);
            if (!moved) throw error;
            await keep(moved);
          });
        })
        .catch((error: unknown) => log({ event: 'kept-in-memory-only', problem: describeFault(error) })),
    );
  };
}
