// To which organisation a workspace belongs, known for as long as nothing contradicts it: another process may have connected
// or separated workspaces.
import type { Who } from '../chat/event.ts';
import type { Database } from '../database/connect.ts';
import { isOutage } from '../fault.ts';
import { workspaceKey } from './memory.ts';
import { findWorkspace, type Workspace } from './workspace.ts';

export type Whereabouts = {
  /** Where it was found to belong before; undefined where nobody has looked. */
  known(who: Who): Workspace | undefined;
  /** Undefined where it is not installed, or was removed. */
  of(who: Who): Promise<Workspace | undefined>;
  /** Where it belongs now, if not where it was thought to belong when this error was thrown. */
  movedTo(who: Who, thought: Workspace, error: unknown): Promise<Workspace | undefined>;
  forget(who: Who): void;
  forgetAll(): void;
};

export function makeWhereabouts(database: Database): Whereabouts {
  const known = new Map<string, Workspace>();

  async function of(who: Who): Promise<Workspace | undefined> {
    const key = workspaceKey(who);
    const found = known.get(key) ?? (await findWorkspace(database, who));
    if (found) known.set(key, found);
    return found;
  }

  return {
    known: (who) => known.get(workspaceKey(who)),
    of,
    async movedTo(who, { organisation }, error) {
      if (isOutage(error)) return undefined;
      known.delete(workspaceKey(who));
      // The error that brought us here is the one to tell of.
      const found = await of(who).catch(() => undefined);
      return found && found.organisation !== organisation ? found : undefined;
    },
    forget: (who) => void known.delete(workspaceKey(who)),
    forgetAll: () => known.clear(),
  };
}
