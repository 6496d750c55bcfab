// Who runs the programme in a workspace that was just made known.
import type { Transaction } from '../database/connect.ts';
import { noteSetUp } from './audit.ts';
import { appoint, isRun } from './roles.ts';
import type { Workspace } from './workspace.ts';

export type SetUp = {
  name: string;
  /** Accounts that run the programme there. */
  coordinators: readonly string[];
  /** Runs the programme where nobody runs it. Who installs a workspace again is not asked to. */
  installer?: string;
};

/**
 * Appoints them, and writes down in the audit what was new. `isNew`, `stood`: as installWorkspace says. Returns those who may
 * not run it, since they lead.
 */
export async function setUp(
  time: { tx: Transaction; now: number; id: () => string },
  { name, coordinators, installer }: SetUp,
  made: Workspace,
  isNew: boolean,
  stood: boolean,
): Promise<readonly string[]> {
  const { tx, now, id } = time;
  const { organisation } = made;
  const isOrphan = isNew || !(await isRun(tx, organisation));
  const appointed = new Set([...coordinators, ...(isOrphan && installer !== undefined ? [installer] : [])]);
  if (!stood) await noteSetUp(time, organisation, { what: 'installed', place: name });
  const place = { organisation, workspace: made.id };
  const { refused, given } = await appoint(tx, place, [...appointed], 'coordinator', now, id);
  for (const one of given)
    await noteSetUp(time, organisation, { what: 'role-given', role: 'coordinator', setUp: true }, one);
  return refused;
}
