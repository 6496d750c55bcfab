// The pretend Slack and the pretend Teams of the one hospital, with the secrets that the bot shares with each.
import { randomBytes, randomUUID } from 'node:crypto';
import {
  bot,
  channels,
  groups,
  hospital,
  inSlack,
  inTeams,
  teams as teamsOfTenant,
  tenant,
  thereInTeams,
} from './hospital.ts';
import type { Manifest } from './manifest.ts';
import type { Page, SlackSecrets, TeamsSecrets } from './notebook.ts';
import { makeSlack, type Slack } from './slack/slack.ts';
import { makeTeams, type Teams } from './teams/teams.ts';

export type Workplaces = {
  slack: Slack;
  teams: Teams;
  secrets: SlackSecrets;
  /** The bot's account in Teams. */
  teamsBot: string;
  /** For the notebook. */
  save(): Omit<Required<Page>, 'ahead' | 'arrived'>;
};

type Options = {
  app: Manifest;
  /** Absent: nobody was here before. */
  found: Page | undefined;
  /** Where the bot's port is reached, without a slash at the end. */
  address: () => string;
  /** Business time, in epoch ms. */
  now: () => number;
  onChange: () => void;
};

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

const slackSecrets = (): SlackSecrets => ({
  signingSecret: hex(16),
  botToken: `xoxb-${hex(6)}-${hex(16)}`,
  appToken: `xapp-1-${bot.app}-${hex(16)}`,
});
const teamsSecrets = (): TeamsSecrets => ({ appId: randomUUID(), appPassword: hex(20) });

export function makeWorkplaces({ app, found, address, now, onChange }: Options): Workplaces {
  const secrets = found?.secrets ?? slackSecrets();
  const slack = makeSlack({
    team: hospital,
    botUser: bot.user,
    appId: bot.app,
    ...secrets,
    people: inSlack,
    channels,
    scopes: app.scopes,
    events: app.events,
    commands: app.commands.map((one) => one.command),
    deliverTo: () => `${address()}/slack/events`,
    address: () => `${address()}/playground/slack`,
    now,
    realNow: Date.now,
    ...(found ? { state: found.slack } : {}),
    onChange,
  });
  for (const { id } of inSlack) slack.direct(id);

  const account = found?.teams?.secrets ?? teamsSecrets();
  const teamsBot = `28:${account.appId}`;
  const teams = makeTeams({
    tenant,
    bot: { id: teamsBot, name: bot.name },
    ...account,
    people: inTeams,
    teams: teamsOfTenant,
    groups,
    installedFor: thereInTeams,
    now,
    deliverTo: () => `${address()}/api/messages`,
    address: () => `${address()}/playground/teams`,
    ...(found?.teams ? { state: found.teams.state } : {}),
    onChange,
  });
  for (const { id } of inTeams) teams.personal(id);

  return {
    slack,
    teams,
    secrets,
    teamsBot,
    save: () => ({ secrets, slack: slack.save(), teams: { secrets: account, state: teams.save() } }),
  };
}
