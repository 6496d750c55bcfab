import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOrMakeKey } from '../../src/guard/keys.ts';
import { makeKeyRing, SealError } from '../../src/guard/seal.ts';

const keyOf = (fill: number): Buffer => Buffer.alloc(32, fill);
const row = 'checkin:general-hospital:17';

describe('sealing', () => {
  const ring = makeKeyRing([keyOf(1)]);

  it('gives back what was sealed, words and bytes, empty and long', () => {
    for (const words of ['', 'Slept badly. 夜勤明け 🌙', 'x'.repeat(300_000)]) {
      expect(ring.open(ring.seal(words, row), row).toString()).toBe(words);
    }
    const bytes = Buffer.from([0, 255, 1, 254]);
    expect(ring.open(ring.seal(bytes, row), row)).toEqual(bytes);
  });

  it('shows nothing of the words, and never looks the same twice', () => {
    const one = ring.seal('a hard night', row);
    const two = ring.seal('a hard night', row);
    expect(one.includes('hard')).toBe(false);
    expect(one.equals(two)).toBe(false);
    expect(one.subarray(17).equals(two.subarray(17))).toBe(false);
    expect(one.length).toBe('a hard night'.length + 33);
  });

  it('refuses a value in which any one byte was changed', () => {
    const sealed = ring.seal('a hard night', row);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => ring.open(changed, row), `byte ${at}`).toThrow(SealError);
    }
  });

  it('refuses a value that was cut short, lengthened, or is nothing at all', () => {
    const sealed = ring.seal('a hard night', row);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => ring.open(sealed.subarray(0, length), row), `${length} bytes`).toThrow(SealError);
    }
    expect(() => ring.open(Buffer.concat([sealed, Buffer.of(0)]), row)).toThrow(SealError);
  });

  it('refuses a value that was moved to another row', () => {
    const sealed = ring.seal('a hard night', row);
    expect(() => ring.open(sealed, 'checkin:general-hospital:18')).toThrow(/belongs to another row/);
    expect(() => ring.open(sealed, '')).toThrow(SealError);
  });

  it('opens what an older key sealed, and seals with the first', () => {
    const before = makeKeyRing([keyOf(1)]);
    const after = makeKeyRing([keyOf(2), keyOf(1)]);
    const old = before.seal('from before', row);
    expect(after.holds(old)).toBe(true);
    expect(after.open(old, row).toString()).toBe('from before');

    const fresh = after.seal('from after', row);
    expect(fresh.subarray(1, 5).toString('hex')).toBe(after.keyId);
    expect(after.keyId).not.toBe(before.keyId);
    expect(before.holds(fresh)).toBe(false);
    expect(() => before.open(fresh, row)).toThrow(SealError);
  });

  it('says which key is missing, and nothing of the value', () => {
    const lost = makeKeyRing([keyOf(3)]);
    const sealed = lost.seal('a hard night', row);
    expect(() => ring.open(sealed, row)).toThrow(
      `This was sealed with the key ${lost.keyId}, which is not in the key ring (${ring.keyId}). Add that key to open it.`,
    );
  });

  it('derives bytes that differ by purpose and by key, and are the same after a restart', () => {
    const cookies = ring.derive('cookies');
    expect(cookies).toHaveLength(32);
    expect(
      makeKeyRing([keyOf(1)])
        .derive('cookies')
        .equals(cookies),
    ).toBe(true);
    expect(ring.derive('tombstones').equals(cookies)).toBe(false);
    expect(
      makeKeyRing([keyOf(2)])
        .derive('cookies')
        .equals(cookies),
    ).toBe(false);
    expect(cookies.includes(keyOf(1))).toBe(false);
  });

  it('refuses an empty ring and keys of another length', () => {
    expect(() => makeKeyRing([])).toThrow('A key ring needs at least one key.');
    expect(() => makeKeyRing([Buffer.alloc(16)])).toThrow('A key has 32 bytes; this one has 16.');
  });
});

describe('the key file', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lamplight-key-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('is made once, and read from then on', async () => {
    const folder = join(home, 'deep', 'once');
    const made = await readOrMakeKey(folder);
    expect(made).toHaveLength(32);
    expect((await readOrMakeKey(folder)).equals(made)).toBe(true);
    expect(readdirSync(folder)).toEqual(['lamplight.key']);
    expect((await readOrMakeKey(join(home, 'another'))).equals(made)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'can be read by its owner only (not on Windows: it has no file modes)',
    async () => {
      const folder = join(home, 'private');
      await readOrMakeKey(folder);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'lamplight.key')).mode & 0o777).toBe(0o600);
    },
  );

  it('is one key for all who start at the same moment, or while another is making it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const folder = join(home, `together-${round}`);
      const starting: Promise<Buffer>[] = [];
      for (let i = 0; i < 40; i += 1) {
        starting.push(readOrMakeKey(folder));
        await setImmediate();
      }
      const keys = await Promise.all(starting);
      expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
      expect(readdirSync(folder)).toEqual(['lamplight.key']);
    }
  });

  it('is one key for two processes', async () => {
    const folder = join(home, 'processes');
    const source = new URL('../../src/guard/keys.ts', import.meta.url).href;
    const program = `const { readOrMakeKey } = await import(${JSON.stringify(source)});
      process.stdout.write((await readOrMakeKey(${JSON.stringify(folder)})).toString('hex'));`;
    const start = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
        });
        child.on('error', reject);
        child.on('close', () => resolve(said));
      });
    const [one, two] = await Promise.all([start(), start()]);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(two).toBe(one);
  });

  it('is never overwritten: a file with something else is refused with a sentence', async () => {
    const file = join(home, 'lamplight.key');
    for (const wrong of [
      '',
      'hello',
      keyOf(1).subarray(1).toString('base64'),
      `${keyOf(1).toString('base64')}A`,
    ]) {
      writeFileSync(file, wrong);
      await expect(readOrMakeKey(home)).rejects.toThrow(
        `The key file ${file} does not hold 32 bytes in base64.`,
      );
      expect(readFileSync(file, 'utf8')).toBe(wrong);
    }
  });

  it('says so where it cannot be read or made', async () => {
    // A folder in the file's place can be read by nobody, not even by root, for whom modes do not count.
    mkdirSync(join(home, 'unreadable', 'lamplight.key'), { recursive: true });
    await expect(readOrMakeKey(join(home, 'unreadable'))).rejects.toThrow(
      /lamplight\.key cannot be read \(EISDIR\)\. .* set LAMPLIGHT_KEY\./,
    );
    symlinkSync(join(home, 'nowhere'), join(home, 'dangling'));
    await expect(readOrMakeKey(join(home, 'dangling'))).rejects.toThrow(
      /lamplight\.key cannot be made \(E\w+\)\. .* set LAMPLIGHT_KEY\./,
    );
  });
});
