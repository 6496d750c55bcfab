// The workspaces that installed us: how many there are, and whether Slack still takes what we speak by. Never the tokens.
import type { Database } from '../database/connect.ts';
import { type KeyRing, SealError } from '../guard/seal.ts';
import { readTokens } from '../people/installation.ts';
import { call, checkScopes } from './checks-slack.ts';
import { counted, type Finding, look, ok, wrong } from './finding.ts';

/** So many are asked; an operator of more has a log to look into. */
const most = 50;
const about = 'Installations';

type Row = { id: string; sealed: Buffer; installed_at: Date; name: string };

type Asked =
  | { kind: 'fine'; scopes: readonly string[] | undefined }
  | { kind: 'not'; name: string; because: string };

/** `now` in epoch ms. */
export async function checkInstallations(
  { owner }: Database,
  keys: KeyRing | undefined,
  apiUrl: string,
  now: number,
): Promise<readonly Finding[]> {
  const rows = await owner
    .selectFrom('installation')
    .innerJoin('workspace', 'workspace.id', 'installation.workspace_id')
    .select(['installation.id', 'installation.sealed', 'installation.installed_at', 'workspace.name'])
    .where('workspace.removed_at', 'is', null)
    .orderBy('installation.installed_at')
    .execute();
  if (rows.length === 0) return [look(about, 'No workspace has installed it yet.')];
  if (!keys)
    return [wrong(about, `${counted(rows.length, 'workspace')}; without a key none can be spoken to.`)];
  const asked: Asked[] = [];
  for (const row of rows.slice(0, most)) asked.push(await ask(row, keys, apiUrl, now));
  const not = asked.flatMap((one) => (one.kind === 'not' ? [`${one.name} (${one.because})`] : []));
  const scopes = asked.find((one) => one.kind === 'fine')?.scopes;
  const says = `${counted(rows.length, 'workspace')}${rows.length > most ? `, of which the first ${most} were asked` : ''}`;
  return [
    not.length === 0
      ? ok(about, `${says}. Slack takes the token of each.`)
      : wrong(
          about,
          `${says}. Slack does not take the token of ${not.join(', ')}. Somebody there has to install it again.`,
        ),
    ...(scopes ? [await checkScopes(scopes)] : []),
  ];
}

async function ask({ name, ...row }: Row, keys: KeyRing, apiUrl: string, now: number): Promise<Asked> {
  try {
    const tokens = readTokens(keys, row);
    // The bot exchanges it when it starts: that it has run out meanwhile says nothing about its refresh token.
    if (tokens.refreshToken && (tokens.expiresAt ?? 0) < now) return { kind: 'fine', scopes: undefined };
    const answer = await call(apiUrl, 'auth.test', tokens.botToken);
    if (answer.kind === 'silent') return { kind: 'not', name, because: answer.because };
    return answer.body.ok
      ? { kind: 'fine', scopes: answer.scopes }
      : { kind: 'not', name, because: answer.body.error ?? 'no reason given' };
  } catch (error) {
    if (error instanceof SealError) return { kind: 'not', name, because: 'sealed with another key' };
    throw error;
  }
}
