// Buttons in rows. What a button cannot hold stands in full above its row.
import type { ConfirmationDialog, KnownBlock, Button as SlackButton } from '@slack/types';
import type { Button, Confirmation } from '../../src/chat/card.ts';
import { clean } from '../../src/chat/pieces.ts';
import { most } from './limits.ts';
import { sentences } from './rich.ts';
import { plainText } from './words.ts';

const drawConfirmation = (confirm: Confirmation, look: Button['look']): ConfirmationDialog => ({
  title: plainText(confirm.title, most.confirmTitle),
  text: plainText(confirm.text, most.confirmText),
  confirm: plainText(confirm.yes, most.confirmButton),
  deny: plainText(confirm.no, most.confirmButton),
  ...(look === 'danger' ? { style: 'danger' } : {}),
});

/**
 * `action_id` is the press with `#` and the place in the row, since Slack wants it unique there: readers strip it from
 * the `#`. An empty value is left out, since Slack takes no empty strings: readers take a missing one as empty.
 */
const drawButton = (button: Button, place: number): SlackButton => ({
  type: 'button',
  action_id: `${button.press}#${place}`,
  text: plainText(button.label, most.buttonLabel),
  ...(button.value ? { value: button.value } : {}),
  ...(button.look === 'primary' || button.look === 'danger' ? { style: button.look } : {}),
  ...(button.confirm ? { confirm: drawConfirmation(button.confirm, button.look) } : {}),
});

function overlong({ label, confirm }: Button): string[] {
  const wanted: [text: string, room: number][] = [[label, most.buttonLabel]];
  if (confirm) {
    wanted.push([confirm.title, most.confirmTitle], [confirm.text, most.confirmText]);
    wanted.push([confirm.yes, most.confirmButton], [confirm.no, most.confirmButton]);
  }
  return wanted.filter(([text, room]) => clean(text).length > room).map(([text]) => text);
}

/** Rows of at most 25 buttons, in order. */
export function drawButtons(buttons: readonly Button[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let from = 0; from < buttons.length; from += most.buttonsInRow) {
    const row = buttons.slice(from, from + most.buttonsInRow);
    blocks.push(...sentences(row.flatMap(overlong)), { type: 'actions', elements: row.map(drawButton) });
  }
  return blocks;
}

/** The button that leads to what was left out: its value says how many items are already on the screen. */
export const drawMore = (more: Button, shown: number): KnownBlock[] =>
  drawButtons([{ ...more, value: `${more.value ?? ''}:${shown}` }]);
