// Buttons in rows. What a button cannot hold stands in full above its row.
import type { Button } from '../../src/chat/card.ts';
import { clean, isBlank } from '../../src/chat/pieces.ts';
import type { Action, ActionSet, Container, Element, Execute } from './element.ts';
import { bytesOf, most } from './limits.ts';
import { drawWords, sentences, strong } from './rich.ts';
import { fitted } from './words.ts';

/** `nextId` names what a button shows and hides: an id must be one of its kind in a card. */
export type Place = { inForm: boolean; typing: boolean; nextId: () => string };

/** `typing`: among fields, where what answers a press must not take the card's place. */
export const makePlace = (inForm: boolean, typing: boolean): Place => {
  let last = 0;
  const nextId = () => {
    last += 1;
    return `sure-${last}`;
  };
  return { inForm, typing, nextId };
};

const styleOf = (look: Button['look']): Pick<Execute, 'style'> => {
  if (look === 'primary') return { style: 'positive' };
  return look === 'danger' ? { style: 'destructive' } : {};
};

const press = (button: Button, title: string, { inForm, typing }: Place): Execute => ({
  type: 'Action.Execute',
  title: fitted(title, most.buttonLabel),
  verb: 'press',
  data: {
    press: button.press,
    value: button.value ?? '',
    ...(inForm ? { inForm } : {}),
    ...(typing ? { typing } : {}),
  },
  associatedInputs: 'none',
  ...styleOf(button.look),
});

/** A button, and the question that it opens below its row: Adaptive Cards have no dialog that asks once more. */
function drawButton(button: Button, place: Place): { action: Action; asked: readonly Container[] } {
  const { confirm } = button;
  if (!confirm) return { action: press(button, button.label, place), asked: [] };
  const id = place.nextId();
  const toggle = (title: string) => ({
    type: 'Action.ToggleVisibility' as const,
    title: fitted(title, most.buttonLabel),
    targetElements: [id],
  });
  const said = (text: string, room: number) => (isBlank(clean(text)) ? '' : fitted(text, room));
  const question: Container = {
    type: 'Container',
    id,
    isVisible: false,
    style: 'emphasis',
    items: [
      ...drawWords([strong(said(confirm.title, most.confirmTitle))]),
      ...drawWords(said(confirm.text, most.confirmText)),
      { type: 'ActionSet', actions: [press(button, confirm.yes, place), toggle(confirm.no)] },
    ],
  };
  return { action: { ...toggle(button.label), ...styleOf(button.look) }, asked: [question] };
}

function overlong({ label, confirm }: Button): string[] {
  const wanted: [text: string, room: number][] = [[label, most.buttonLabel]];
  if (confirm) {
    wanted.push([confirm.title, most.confirmTitle], [confirm.text, most.confirmText]);
    wanted.push([confirm.yes, most.buttonLabel], [confirm.no, most.buttonLabel]);
  }
  return wanted.filter(([text, room]) => clean(text).length > room).map(([text]) => text);
}

function drawRow(row: readonly Button[], place: Place): Element[] {
  const drawn = row.map((button) => drawButton(button, place));
  const actions: ActionSet = { type: 'ActionSet', actions: drawn.map(({ action }) => action) };
  const asked = drawn.flatMap((one) => one.asked);
  // A button and what it opens must stay in one card.
  const together: Element = asked.length > 0 ? { type: 'Container', items: [actions, ...asked] } : actions;
  return [...sentences(row.flatMap(overlong)), together];
}

/** Rows of at most six buttons, in order. */
export function drawButtons(buttons: readonly Button[], place: Place): Element[] {
  const rows: Button[][] = [];
  let bytes = 0;
  for (const button of buttons) {
    const size = bytesOf(button);
    const row = rows.at(-1);
    if (row && row.length < most.buttonsInRow && bytes + size <= most.rowBytes) {
      row.push(button);
      bytes += size;
    } else {
      rows.push([button]);
      bytes = size;
    }
  }
  return rows.flatMap((row) => drawRow(row, place));
}

/** The button that leads to what was left out: its value says how many items are already on the screen. */
export const drawMore = (more: Button, shown: number, place: Place): Element[] =>
  drawButtons([{ ...more, value: `${more.value ?? ''}:${shown}` }], place);
