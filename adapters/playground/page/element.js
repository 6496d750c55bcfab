// Makes elements. Strings become text nodes and nothing else: no text is ever read as markup.

/**
 * `on…` adds a listener; `undefined` and `false` leave an attribute out. Children may be nested arrays, and holes are
 * skipped.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== ''));
  return element;
}

let last = 0;
/** An id that no other element of this page has. */
export const freshId = () => {
  last += 1;
  return `e${last}`;
};

const drawn = new WeakMap();

/**
 * Brings the children of `container` in line with `items`, touching only what changed, so that focus and reading place
 * stay. An item that was replaced under the focus hands the focus to its successor.
 */
export function reconcile(container, items, keyOf, draw) {
  const before = drawn.get(container) ?? new Map();
  const after = new Map();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const mark = JSON.stringify(item);
    const held = before.get(key);
    const node = held?.mark === mark ? held.node : draw(item);
    if (held && held.node !== node) {
      const focused = held.node.contains(document.activeElement);
      const key = document.activeElement?.closest('[data-key]')?.dataset.key;
      held.node.replaceWith(node);
      if (focused) ((key && node.querySelector(`[data-key="${CSS.escape(key)}"]`)) || node).focus();
    } else if (container.children[index] !== node) {
      container.insertBefore(node, container.children[index] ?? null);
    }
    after.set(key, { mark, node });
  });
  for (const [key, { node }] of before) if (!after.has(key)) node.remove();
  drawn.set(container, after);
}
