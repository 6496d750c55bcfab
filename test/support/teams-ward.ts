// A ward full of people in the pretend Teams, for processes that are killed.
import { createServer } from 'node:http';
import { makeTeams, type Teams } from '../../adapters/playground/teams/teams.ts';
import type { Person } from '../../adapters/playground/teams/tenant.ts';
import { listen } from '../../src/web/listen.ts';
import type { Desk } from './shift.ts';
import { appId, appPassword, bot, tenant } from './teams-side.ts';
import type { Ward } from './ward.ts';

const aadOf = (index: number): string => `b0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const hasVerb = (action: object, verb: string): boolean => 'verb' in action && action.verb === verb;

/** Everybody has put the bot there already. */
export async function openTeamsWard(people: number): Promise<Ward> {
  let door: string | undefined;
  let address = '';
  const everybody = Array.from(
    { length: people },
    (_, index): Person => ({
      id: `29:p${index}`,
      aad: aadOf(index),
      name: `Person ${index}`,
      mail: `p${index}@hospital.example`,
      locale: 'en-US',
      tz: 'UTC',
    }),
  );
  const teams = makeTeams({
    tenant: { id: tenant, name: 'A ward' },
    bot: { id: bot, name: 'Lamplight' },
    appId,
    appPassword,
    people: everybody,
    teams: [],
    installedFor: everybody.map(({ id }) => id),
    deliverTo: () => `${door ?? 'http://127.0.0.1:9'}/api/messages`,
    address: () => address,
  });
  const server = createServer(teams.listener);
  address = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  return {
    ...deskIn(teams),
    say: (account) => saysIn(teams, account),
    answersTo: (account) => formsIn(teams, account).length,
    settled: teams.settled,
    environment: {
      PLAYGROUND: 'off',
      HOST: '127.0.0.1',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppTenantId: tenant,
      TEAMS_ALLOWED_HOSTS: teams.hosts.join(','),
      TEAMS_LOGIN_URL: teams.account.loginUrl,
      TEAMS_OPENID_URL: teams.account.openIdUrl,
    },
    serveFrom(url) {
      door = url.replace('//localhost', '//127.0.0.1');
    },
    async end() {
      teams.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const idOf = (account: string): string => `29:p${Number(account.slice(-12))}`;

async function saysIn(teams: Teams, account: string): Promise<boolean> {
  const person = idOf(account);
  const said = await teams.message(person, teams.personal(person), 'checkin');
  return said.kind === 'done' && said.heard;
}

/** The messages with the form, oldest first. */
function formsIn(teams: Teams, account: string) {
  const person = idOf(account);
  const talk = teams.seenBy(person).conversations.find(({ id }) => id === teams.personal(person));
  return (talk?.messages ?? []).filter(
    ({ from, card }) => from === bot && JSON.stringify(card).includes('"in:mood"'),
  );
}

function deskIn(teams: Teams): Desk {
  return {
    personOf: aadOf,
    ask: (account) => saysIn(teams, account),
    formOf: (account) => formsIn(teams, account)[0]?.id,
    async send(account, form, answer) {
      const person = idOf(account);
      const result = await teams.press(
        person,
        teams.personal(person),
        form,
        (action) => hasVerb(action, 'form'),
        { 'in:mood': String(answer) },
      );
      const card = teams
        .seenBy(person)
        .conversations.flatMap(({ messages }) => messages)
        .find(({ id }) => id === form)?.card;
      // What was kept is thanked for, in the form's place; what was not comes back as the same form, with words above.
      if (result.kind === 'card') return JSON.stringify(card).includes('"in:mood"') ? 'refused' : 'kept';
      if (result.kind === 'failed') return 'unanswered';
      return { odd: JSON.stringify(result) };
    },
  };
}
