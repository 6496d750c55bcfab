// Teams and group chats: the app comes into them and goes, and so do people; the bot is told where it is in.
// https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
import { type Desk, failed, nobody, type Result, tell } from './acting.ts';
import type { Place } from './activities.ts';
import type { Person, Team } from './tenant.ts';

/** `team`: absent for a group chat. */
type Company = { place: Place; team?: Team };

export function makeCompanies(desk: Desk) {
  const { tenant, shapes } = desk;

  function changesOf(find: (id: string) => Company | undefined, missing: Result) {
    /** Whoever does something with it: one of its members. */
    function inside(id: string): (Company & { me: Person }) | undefined {
      const found = find(id);
      const [first] = tenant.membersOf(id);
      const me = tenant.people.get(first ?? '');
      return found && me ? { ...found, me } : undefined;
    }

    async function install(id: string): Promise<Result> {
      const found = inside(id);
      if (!found) return missing;
      const { me, team, place } = found;
      tenant.installedIn.add(id);
      tenant.changed();
      return tell(
        desk,
        shapes.installation(me, place, 'add', team),
        shapes.members(me, place, 'added', [{ id: tenant.bot.id }], team),
      );
    }

    async function uninstall(id: string): Promise<Result> {
      const found = inside(id);
      if (!found) return missing;
      const { me, team, place } = found;
      tenant.installedIn.delete(id);
      tenant.changed();
      return tell(
        desk,
        shapes.members(me, place, 'removed', [{ id: tenant.bot.id }], team),
        shapes.installation(me, place, 'remove', team),
      );
    }

    async function moved(person: string, id: string, change: 'added' | 'removed'): Promise<Result> {
      const me = tenant.people.get(person);
      const found = find(id);
      if (!me) return nobody;
      if (!found) return missing;
      const members = tenant.membersOf(id);
      if (change === 'added') members.add(person);
      else members.delete(person);
      tenant.changed();
      if (!tenant.installedIn.has(id)) return { kind: 'done', heard: false };
      const who = [{ id: me.id, aadObjectId: me.aad }];
      return tell(desk, shapes.members(me, found.place, change, who, found.team));
    }

    return { install, uninstall, moved };
  }

  const teams = changesOf(
    (id) => {
      const team = tenant.teams.get(id);
      return team && { team, place: shapes.generalOf(team) };
    },
    failed('not_found', 'There is no such team.'),
  );

  const groups = changesOf(
    (id) => {
      const talk = tenant.talks.get(id);
      return talk?.kind === 'group' ? { place: { talk } } : undefined;
    },
    failed('not_found', 'There is no such group chat.'),
  );

  return {
    installTeam: teams.install,
    uninstallTeam: teams.uninstall,
    joinTeam: (person: string, team: string) => teams.moved(person, team, 'added'),
    leaveTeam: (person: string, team: string) => teams.moved(person, team, 'removed'),
    installGroup: groups.install,
    uninstallGroup: groups.uninstall,
    joinGroup: (person: string, group: string) => groups.moved(person, group, 'added'),
    leaveGroup: (person: string, group: string) => groups.moved(person, group, 'removed'),
  };
}
