// A staff list that waits for its yes while the programme becomes part of another one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/chat/message.ts';
import {
  answered,
  brigid,
  connectPlaces,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

let programme: Programme;
let carla: Someone;
let lena: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  carla = someone(programme, brigid, 'carla');
  lena = someone(programme, luke, 'lena');
});
afterEach(() => programme.end());

function draftIn({ answer }: Outcome): string {
  const blocks = answer.kind === 'replace' || answer.kind === 'card' ? answer.card.blocks : [];
  for (const block of blocks)
    if (block.kind === 'buttons')
      for (const button of block.buttons)
        if ('press' in button && button.press === 'roster.use') return button.value ?? '';
  throw new Error(`no list to say yes to: ${JSON.stringify(answer).slice(0, 300)}`);
}

describe('a list that waits for a yes', () => {
  it('can still be used after its programme has become part of another, and after they have parted', async () => {
    const pasted = await lena.sends('roster.paste', {
      list: 'account,unit\nU0NORA0001,Ward 3\nU0LIAM0001,Ward 4',
    });
    const again = await lena.sends('roster.paste', { list: 'account,unit\nU0NORA0001,Ward 5' });
    await connectPlaces(lena, carla);
    expect(answered(await lena.presses('roster.use', draftIn(pasted)))).toBe('roster.used');
    await carla.presses('admin.separate', await programme.idOf(luke));
    expect(answered(await lena.presses('roster.use', draftIn(again)))).not.toContain('not-kept');
  });
});
