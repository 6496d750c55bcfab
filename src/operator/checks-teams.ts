// The settings of Microsoft Teams: who is let in, where what is said may go, and how requests come in.
import type { Config } from '../config.ts';
import { isEntraId, teamsHosts, worldwide } from '../config-teams.ts';
import { isLoopback } from '../setting.ts';
import { type Account, checkKeys, checkToken, government, isGovernment } from './checks-microsoft.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

/** What does not go to Microsoft, or comes from somebody else, is said. */
function checkAddresses({ loginUrl, openIdUrl }: Account, hosts: readonly string[]): readonly Finding[] {
  const unless = 'Leave it out unless you mean it.';
  const more = hosts.filter((host) => !teamsHosts.some((known) => known === host));
  const isOwn = (url: string, place: 'login' | 'openId'): boolean =>
    url === worldwide[place] || url === government[place];
  return [
    ...(isOwn(loginUrl, 'login')
      ? []
      : [
          look('TEAMS_LOGIN_URL', `${loginUrl} is not Microsoft's own, and it is sent the secret. ${unless}`),
        ]),
    ...(isOwn(openIdUrl, 'openId')
      ? []
      : [
          look(
            'TEAMS_OPENID_URL',
            `${openIdUrl} is not Microsoft's own, and whoever keeps it can speak as anybody. ${unless}`,
          ),
        ]),
    ...(isOwn(loginUrl, 'login') &&
    isOwn(openIdUrl, 'openId') &&
    isGovernment(loginUrl) !== isGovernment(openIdUrl)
      ? [
          wrong(
            'Teams cloud',
            `TEAMS_LOGIN_URL and TEAMS_OPENID_URL belong to different clouds. For a government cloud set ${government.login} and ${government.openId}; else set neither.`,
          ),
        ]
      : []),
    ...(more.length > 0
      ? [
          look(
            'TEAMS_ALLOWED_HOSTS',
            `What is said may go to ${more.join(', ')}, which is not Microsoft's own. ${unless}`,
          ),
        ]
      : []),
  ];
}

function checkTenants(tenants: readonly string[], { tenant }: Account): Finding {
  const about = 'Teams tenants';
  const others = tenants.filter((one) => one !== tenant).join(', ');
  if (!tenants.includes(tenant))
    return look(
      about,
      `People of the app's own tenant are not let in, only those of ${others}. Add ${tenant} to TEAMS_ALLOWED_TENANTS if they should be.`,
    );
  return others === ''
    ? ok(about, `only people of ${tenant} are let in.`)
    : look(
        about,
        `People of ${others} are let in as well. A single-tenant app reaches nobody there: take them out of TEAMS_ALLOWED_TENANTS unless you know better.`,
      );
}

/** How Microsoft's requests come in. Whether they can, is seen from outside only. */
function checkWayIn(publicUrl: string | undefined): Finding {
  const about = 'Teams requests';
  if (publicUrl === undefined)
    return look(
      about,
      'PUBLIC_URL is not set. Set it to the https address of this server: pictures need it, and with /api/messages after it it is the messaging endpoint of your Azure Bot.',
    );
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'https:' || isLoopback(hostname))
    return look(
      about,
      `Microsoft sends nothing to ${publicUrl}. Set PUBLIC_URL to the https address under which the world reaches this server.`,
    );
  return ok(
    about,
    `They must carry Microsoft's signature. Messaging endpoint of your Azure Bot: ${publicUrl}/api/messages. Whether Microsoft reaches it cannot be seen from here: try it from outside your network.`,
  );
}

function checkWhoRuns({ coordinators, slack }: Config): readonly Finding[] {
  return slack || coordinators.length === 0 || coordinators.some(isEntraId)
    ? []
    : [
        look(
          'Coordinators of Teams',
          'LAMPLIGHT_COORDINATORS names nobody of Teams. In the Microsoft Entra admin center open the person, and copy the Object ID.',
        ),
      ];
}

/** `now` in epoch ms. Says no secret. */
export async function checkTeams(config: Config, now: () => number): Promise<readonly Finding[]> {
  const { teams, playground, publicUrl } = config;
  if (!teams)
    return [
      ok(
        'Teams',
        playground ? 'the playground stands in for it; nobody outside is reached.' : 'it is not set up.',
      ),
    ];
  if (!teams.account)
    return [
      look(
        'Teams',
        `TEAMS_ANONYMOUS IS ON: NOBODY IS CHECKED. Any program on this machine can speak as anybody${teams.tenants.length > 0 ? '' : ' of any tenant'}, and read what that person was told. For trying out only, never with answers that somebody means.`,
      ),
    ];
  const addresses = checkAddresses(teams.account, teams.hosts);
  // The secret of one cloud is no business of another.
  if (addresses.some(({ verdict }) => verdict === 'wrong')) return addresses;
  return [
    ...addresses,
    ...(await checkToken(teams.account, now)),
    await checkKeys(teams.account),
    checkTenants(teams.tenants, teams.account),
    checkWayIn(publicUrl),
    ...checkWhoRuns(config),
  ];
}
