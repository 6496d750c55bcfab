// Buttons, and everything that can be filled in. A field keeps what is in it in `scene.values`, in the shape of
// Slack's `view.state.values`, so that it outlives a redrawing of its form.
import { framed, kinds, written } from './controls.js';
import { freshId, make } from './element.js';
import { safeAddress } from './text.js';

const cannot = (type) => make('p', { class: 'cannot' }, `The playground cannot draw this: ${type}`);

/** What stands in the field, and where to put what comes in. `told` hears of each change. */
function holder(element, block, scene, told) {
  const [name, initial] = kinds[element.type];
  const mine = scene.values[block.block_id]?.[element.action_id];
  const set = (content) => {
    scene.values[block.block_id] = {
      ...scene.values[block.block_id],
      [element.action_id]: { type: element.type, [name]: content },
    };
    told(content);
  };
  return { set, value: mine?.type === element.type ? mine[name] : element[initial] };
}

/** What a press says was chosen: option values rather than options. */
const choiceOf = (content) => {
  if (Array.isArray(content)) return content.map((one) => one.value ?? one);
  return content?.value ?? content ?? '';
};

const keyOf = (element, block) => `${block.block_id}/${element.action_id}`;

function button(element, block, scene) {
  const attributes = {
    class: `press ${element.style ?? ''}`,
    'aria-label': element.accessibility_label,
    'data-key': keyOf(element, block),
    onclick: (event) => scene.press(block, element, undefined, event.currentTarget),
  };
  const href = element.url && safeAddress(element.url);
  if (href)
    return make(
      'a',
      { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' },
      element.text.text,
    );
  return make('button', { ...attributes, type: 'button' }, element.text.text);
}

function overflow(element, block, scene) {
  const menu = make(
    'details',
    { class: 'overflow' },
    make('summary', { class: 'press', 'aria-label': 'More' }, '⋯'),
    make(
      'div',
      { class: 'overflow-list' },
      element.options.map((option) =>
        make(
          'button',
          {
            type: 'button',
            class: 'press',
            onclick: (event) => {
              menu.open = false;
              scene.press(block, element, option.value, event.currentTarget);
            },
          },
          option.text.text,
        ),
      ),
    ),
  );
  return menu;
}

/** An element outside of a field of its own: what is done to it is told to the bot at once. */
export function lone(element, block, scene) {
  if (element.type === 'button') return button(element, block, scene);
  if (element.type === 'overflow') return overflow(element, block, scene);
  const kind = kinds[element.type];
  if (!kind) return cannot(element.type);
  const names = { 'aria-label': element.placeholder?.text ?? 'Choose', 'data-key': keyOf(element, block) };
  const held = holder(element, block, scene, (content) => {
    scene.press(block, element, choiceOf(content), control);
  });
  const control = kind[2](element, held, names, scene);
  return control;
}

/** A block of kind `input`: label, control, help, counter, and room for what is wrong with it. */
export function field(block, scene) {
  const { element } = block;
  const kind = kinds[element.type];
  if (!kind) return cannot(element.type);
  const [id, named, help, count, wrong] = [freshId(), freshId(), freshId(), freshId(), freshId()];
  const counted = element.max_length !== undefined;
  const counter = make('p', { class: 'counter', id: count });
  const tally = (content) => {
    const length = content?.length ?? 0;
    counter.textContent = `${length} of ${element.max_length} characters`;
    counter.toggleAttribute('data-over', length > element.max_length);
  };
  const dispatch = (content) => scene.press(block, element, choiceOf(content), control);
  const held = holder(element, block, scene, (content) => {
    if (counted) tally(content);
    if (block.dispatch_action && !written.has(element.type)) dispatch(content);
  });
  if (counted) tally(held.value);
  const described = [block.hint && help, counted && count].filter(Boolean).join(' ');
  const names = {
    id,
    'data-key': keyOf(element, block),
    'data-described': described,
    'aria-describedby': described || undefined,
    'aria-required':
      !block.optional && element.type !== 'checkboxes' && !framedGroup(element) ? 'true' : undefined,
    'aria-labelledby': framed.has(element.type) ? named : undefined,
  };
  const control = kind[2](element, held, names, scene);
  if (block.dispatch_action && written.has(element.type)) {
    control.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || element.multiline) return;
      event.preventDefault();
      dispatch(control.value);
    });
  }
  if (element.focus_on_load) control.setAttribute('data-first', '');
  const label = [
    block.label.text,
    block.optional ? make('span', { class: 'optional' }, ' (optional)') : undefined,
  ];
  return make(
    'div',
    { class: 'field', 'data-block': block.block_id },
    framed.has(element.type)
      ? make('p', { class: 'label', id: named, dir: 'auto' }, label)
      : make('label', { class: 'label', for: id, dir: 'auto' }, label),
    control,
    counted ? counter : undefined,
    block.hint ? make('p', { class: 'hint', id: help, dir: 'auto' }, block.hint.text) : undefined,
    make('p', { class: 'wrong', id: wrong, dir: 'auto', hidden: true }),
  );
}

/** A group of ticks has no required state of its own in ARIA; a radio group has. */
const framedGroup = (element) => framed.has(element.type) && element.type !== 'radio_buttons';

/** Shows each sentence at its field, takes back older ones, and moves to the first. Gives those without a field. */
export function showErrors(form, errors) {
  const left = { ...errors };
  let first;
  for (const box of form.querySelectorAll('.field')) {
    const sentence = errors[box.dataset.block];
    delete left[box.dataset.block];
    const wrong = box.querySelector('.wrong');
    const control = box.querySelector('[data-key]');
    wrong.textContent = sentence ?? '';
    wrong.hidden = !sentence;
    const described = [sentence && wrong.id, control.dataset.described].filter(Boolean).join(' ');
    if (described) control.setAttribute('aria-describedby', described);
    else control.removeAttribute('aria-describedby');
    if (sentence) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
    if (sentence) first ??= control;
  }
  (first?.querySelector('input') ?? first)?.focus();
  return Object.values(left);
}
