// Sealing at rest. One value: 1 byte version · 4 bytes key id · 12 bytes nonce · ciphertext · 16 bytes tag.
//
// Promise: what is sealed can be read by nobody without the key, and cannot be moved to another row unnoticed.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';

const version = 1;
const idLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + idLength + nonceLength;
const cipher = 'aes-256-gcm';

/** Thrown by `open`. The message is a sentence for the operator and holds nothing of what was sealed. */
export class SealError extends Error {
  readonly because: 'unknown-key' | 'not-ours';

  constructor(because: 'unknown-key' | 'not-ours', message: string) {
    super(message);
    this.name = 'SealError';
    this.because = because;
  }
}

export type KeyRing = {
  /** `bound` is the identity of the row, such as `checkin:<organisation>:<id>`; the same is needed to open. */
  seal(plain: string | Uint8Array, bound: string): Buffer;
  /** What was sealed, by whichever key of the ring. Throws SealError. */
  open(sealed: Uint8Array, bound: string): Buffer;
  /** Of the key that seals: 8 hexadecimal digits. */
  keyId: string;
  /**
   * 32 bytes that are always the same for this purpose and say nothing about the key or another purpose. They come from the
   * first key: what must outlive a change of keys has to be derived anew.
   */
  derive(purpose: string): Buffer;
  /** The same of every key of the ring, newest first: what an older key made is found again while that key is there. */
  deriveEach(purpose: string): readonly Buffer[];
  /** Whether this ring has the key that sealed this, by its id alone; `open` can still refuse it. */
  holds(sealed: Uint8Array): boolean;
};

type Key = { id: Buffer; master: Buffer; sealing: KeyObject };

/** HKDF-SHA256 (RFC 5869) without salt: the key is random already. */
const expand = (master: Buffer, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', master, new Uint8Array(), info, length));

function makeKey(master: Buffer): Key {
  if (master.length !== 32) throw new Error(`A key has 32 bytes; this one has ${master.length}.`);
  return {
    id: expand(master, 'lamplight key id', idLength),
    master: Buffer.from(master),
    sealing: createSecretKey(expand(master, 'lamplight seal', 32)),
  };
}

const idOf = (sealed: Uint8Array): string => Buffer.from(sealed.subarray(1, 1 + idLength)).toString('hex');

/** A ring of master keys, 32 bytes each: the first seals, all open. Throws where there is none or one has another length. */
export function makeKeyRing(keys: readonly Buffer[]): KeyRing {
  const ring = keys.map(makeKey);
  const [first] = ring;
  if (!first) throw new Error('A key ring needs at least one key.');
  const byId = new Map(ring.map((key) => [key.id.toString('hex'), key]));

  return {
    keyId: first.id.toString('hex'),

    seal(plain, bound) {
      const head = Buffer.alloc(headLength, version);
      first.id.copy(head, 1);
      randomFillSync(head, 1 + idLength);
      const lock = createCipheriv(cipher, first.sealing, head.subarray(1 + idLength), {
        authTagLength: tagLength,
      });
      lock.setAAD(Buffer.from(bound));
      const body = typeof plain === 'string' ? lock.update(plain, 'utf8') : lock.update(plain);
      return Buffer.concat([head, body, lock.final(), lock.getAuthTag()]);
    },

    open(sealed, bound) {
      if (sealed.length < headLength + tagLength || sealed[0] !== version) {
        throw new SealError('not-ours', 'This is not a sealed value, or it was cut short.');
      }
      const key = byId.get(idOf(sealed));
      if (!key) {
        const known = [...byId.keys()].join(', ');
        throw new SealError(
          'unknown-key',
          `This was sealed with the key ${idOf(sealed)}, which is not in the key ring (${known}). Add that key to open it.`,
        );
      }
      const end = sealed.length - tagLength;
      const lock = createDecipheriv(cipher, key.sealing, sealed.subarray(1 + idLength, headLength), {
        authTagLength: tagLength,
      });
      lock.setAAD(Buffer.from(bound));
      lock.setAuthTag(sealed.subarray(end));
      try {
        return Buffer.concat([lock.update(sealed.subarray(headLength, end)), lock.final()]);
      } catch {
        throw new SealError('not-ours', 'This sealed value was changed, or belongs to another row.');
      }
    },

    derive: (purpose) => expand(first.master, `lamplight purpose ${purpose}`, 32),

    deriveEach: (purpose) => ring.map(({ master }) => expand(master, `lamplight purpose ${purpose}`, 32)),

    holds: (sealed) =>
      sealed.length >= headLength + tagLength && sealed[0] === version && byId.has(idOf(sealed)),
  };
}

/** Always the same for one text and one purpose; says nothing to whoever lacks the key. */
export function keyedDigest(keys: KeyRing, purpose: string): (text: string) => string {
  const secret = createSecretKey(keys.derive(purpose));
  return (text) => createHmac('sha256', secret).update(text).digest('base64url');
}
