// One-time codes that tie two accounts, or two workspaces, together. Only a keyed digest of one is kept.
//
// A code cannot be guessed: 8 signs of 32 are 40 bits, 1.1 million million codes. One account may try 30 times a minute
// (delivery/limits.ts), so 300 times while a code lives. A thousand accounts that try all the time hit one given code with
// a chance of 1 in 3.6 million, and a code of an account only counts within its own organisation.
import type { Transaction } from '../database/connect.ts';
import { type KeyRing, keyedDigest } from '../guard/seal.ts';
import type { Actor } from './person.ts';

export const codeMinutes = 10;

export type CodeKind = 'workspace' | 'account';

export type Codes = {
  /** A new code of the account that acts, as it is shown; the one that it had before ends. */
  make(tx: Transaction, kind: CodeKind, actor: Actor, now: number, newId: () => string): Promise<string>;
  /** Under what a typed code may be found; undefined for what is no code at all. */
  digestOf(kind: CodeKind, typed: string): string | undefined;
};

/** Crockford's alphabet leaves out I, L, O and U, and reads them as what they look like: https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** The first 48 bits of a random UUID are chance alone (RFC 9562, section 5.4); a code takes 40 of them. */
function codeFrom(uuid: string): string {
  let rest = Number.parseInt(uuid.replaceAll('-', '').slice(0, 10), 16);
  let code = '';
  for (let sign = 0; sign < length; sign += 1) {
    code += alphabet[rest % 32] ?? '';
    rest = Math.floor(rest / 32);
  }
  return code;
}

/** What somebody typed, with any spaces and dashes, as the code that they mean. */
function codeTyped(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : undefined;
}

export function makeCodes(keys: KeyRing): Codes {
  const keyed = keyedDigest(keys, 'link');
  const digest = (kind: CodeKind, code: string): string => keyed(`${kind} ${code}`);

  return {
    async make(tx, kind, actor, now, newId) {
      const code = codeFrom(newId());
      await tx
        .deleteFrom('link_code')
        .where('account_id', '=', actor.account)
        .where('kind', '=', kind)
        .execute();
      await tx
        .insertInto('link_code')
        .values({
          id: newId(),
          organisation_id: actor.organisation,
          kind,
          workspace_id: actor.workspace,
          account_id: actor.account,
          digest: digest(kind, code),
          expires_at: new Date(now + codeMinutes * 60_000),
        })
        .execute();
      return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
    },
    digestOf(kind, typed) {
      const code = codeTyped(typed);
      return code && digest(kind, code);
    },
  };
}
