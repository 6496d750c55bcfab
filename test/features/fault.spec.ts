import { describe, expect, test } from 'vitest';
import { describeFault, isOutage, MaybeCommitted } from '../../src/fault.ts';

describe('what a fault is called', () => {
  const said = 'a note about\n    at the end of my shift (/src/secret.ts:1:1)\n/src/what a person wrote';

  test('holds no line of its message, whatever that looks like', () => {
    const described = describeFault(new SyntaxError(said));
    expect(described).toMatch(/^SyntaxError/);
    expect(described).not.toMatch(/secret|wrote|shift/);
  });

  test('names the place in our own code', () => {
    const error = new TypeError('x');
    error.stack =
      'TypeError: x\n    at read (file:///house/node_modules/a/b.js:1:2)\n    at sit (file:///house/src/people/person.ts:3:4)';
    expect(describeFault(error)).toBe('TypeError src/people/person.ts:3:4');
  });

  test('is an outage where a commit got lost, and names what it was lost by', () => {
    const lost = new MaybeCommitted(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
    expect(isOutage(lost)).toBe(true);
    expect(describeFault(lost)).toMatch(/^MaybeCommitted: Error ECONNRESET/);
  });
});
