// What the roles are to one another. Decides only.
import { type Role, roles } from './person.ts';

export const isRole = (role: string): role is Role => roles.some((known) => known === role);

/** Whoever runs the programme: a deputy does what a coordinator does, but names and removes none of these two. */
const running: readonly Role[] = ['coordinator', 'deputy'];

/** As what somebody acts who holds these. */
export const actingRoles = (held: readonly Role[]): readonly Role[] =>
  held.includes('deputy') && !held.includes('coordinator') ? [...held, 'coordinator'] : held;

/** Whether whoever acts with `own` may give and take this role. */
export const mayName = (own: readonly Role[], role: Role): boolean =>
  own.includes('coordinator') && !(own.includes('deputy') && running.includes(role));

/** Runs the programme, and does not merely stand in. */
export const isCoordinator = (own: readonly Role[]): boolean => mayName(own, 'coordinator');

/**
 * Why nobody may hold these together; undefined where they may. Whoever runs a programme can see who takes part in it, and
 * whoever leads a unit must not.
 */
export function conflictIn(held: readonly Role[]): 'leader' | undefined {
  return held.includes('leader') && running.some((role) => held.includes(role)) ? 'leader' : undefined;
}

/** Those of whom nobody may be one for the people whom they manage (people/roles.ts, `mayServe`). */
export const serving: readonly Role[] = ['supporter', 'facilitator', 'supervisor', 'moderator'];
